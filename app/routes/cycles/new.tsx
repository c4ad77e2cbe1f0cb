import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { createCycle } from '../../features/cycles/commands/create-cycle.server.ts';
import { CycleFields } from '../../features/cycles/components/cycle-fields.tsx';
import { copyForNextYear } from '../../features/cycles/next-cycle.ts';
import { getCycle, listCycles } from '../../features/cycles/queries.server.ts';
import { newCycleSchema } from '../../features/cycles/schema.ts';
import { PartnershipChoice } from '../../features/organisations/components/partnership-choice.tsx';
import { listPartnerships } from '../../features/organisations/queries.server.ts';
import { sectorNames } from '../../features/organisations/rules.ts';
import { listEditions } from '../../features/questionnaire/editions.server.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { formText, typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Details } from '../../ui/details.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Radios } from '../../ui/radios.tsx';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/new';

const title = 'Prepare a cycle';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'cycle.change');
  const { db } = portal.database;
  const from = url.searchParams.get('from');
  const copied = from ? await getCycle(db, scope, from) : undefined;
  const editions = await listEditions(db);
  const earlier = await listCycles(db, scope, 1);
  return {
    partnerships: await listPartnerships(db, scope),
    copied: copied && { id: copied.id, editionId: copied.baseEditionId, form: copyForNextYear(copied) },
    earlier: earlier.items.map(({ id, name }) => ({ id, name })),
    editions: editions
      .filter(({ status }) => status === 'published')
      .map(({ id, name, sector }) => ({ id, name, sector: sectorNames[sector] })),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'cycle.change');
  const form = await request.formData();
  const parsed = parseForm(newCycleSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const created = await createCycle(portal, viewer, {
    form: parsed.value,
    partnershipId: formText(form, 'partnershipId'),
  });
  if (!created.ok) return data({ ...created, values: typedValues(form) }, { status: 422 });
  return redirect(`/cycles/${created.cycleId}/cohort`);
}

export default function NewCycle({ loaderData, actionData }: Route.ComponentProps) {
  const { copied, earlier, editions, partnerships } = loaderData;
  const values = actionData?.values;
  return (
    <Main before={<BackLink href="/cycles">Cycles</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          {earlier.length > 0 ? (
            <Details summary="Copy an earlier cycle" open={copied !== undefined}>
              <Form method="get">
                <Select
                  name="from"
                  label="Cycle"
                  hint="Its name and dates are filled in below, a year later. You can change them."
                  items={earlier.map(({ id, name }) => ({ value: id, label: name }))}
                  defaultValue={copied?.id ?? earlier[0]?.id}
                />
                <Button variant="secondary">Copy</Button>
              </Form>
            </Details>
          ) : null}
          <Form method="post" noValidate key={copied?.id}>
            <PartnershipChoice partnerships={partnerships} values={values} />
            <Radios
              name="editionId"
              legend="Which standards?"
              legendSize="s"
              hint="Only published standards can be asked, because nobody can change them."
              defaultValue={typedText(values, 'editionId', copied?.editionId)}
              items={editions.map(({ id, name, sector }) => ({
                value: id,
                label: name,
                hint: `For: ${sector.toLowerCase()}`,
              }))}
            />
            <CycleFields values={values} stored={copied?.form} />
            <Button preventDoubleClick>Save and choose organisations</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

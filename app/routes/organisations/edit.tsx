import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { changeOrganisation } from '../../features/organisations/commands/save-organisation.server.ts';
import { OrganisationFields } from '../../features/organisations/components/organisation-fields.tsx';
import { SavedMeanwhile } from '../../features/organisations/components/saved-meanwhile.tsx';
import { getOrganisation } from '../../features/organisations/queries.server.ts';
import { organisationFormSchema, revisionOf } from '../../features/organisations/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/edit';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.change');
  return { organisation: await getOrganisation(portal.database.db, scope, params.organisationId) };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getOrganisation(portal.database.db, partnershipScope(viewer, 'organisation.change'), params.organisationId);
  const form = await request.formData();
  const { organisationId } = params;
  const parsed = parseForm(organisationFormSchema, form);
  if (!parsed.ok) return data({ ...parsed, current: undefined }, { status: 422 });
  const changed = await changeOrganisation(portal, viewer, {
    organisationId,
    revision: revisionOf(form),
    form: parsed.value,
  });
  if (changed.ok) return redirect(`/organisations/${organisationId}?done=changed`);
  const values = typedValues(form);
  if ('current' in changed) return data({ errors: {}, values, current: changed.current }, { status: 409 });
  return data({ errors: changed.errors, values, current: undefined }, { status: 422 });
}

export default function EditOrganisation({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation } = loaderData;
  const stored = actionData?.current ?? organisation;
  const values = actionData?.values;
  const revision = actionData?.current?.revision ?? values?.revision ?? organisation.revision;
  const title = `Change ${organisation.name}`;
  return (
    <Main before={<BackLink href={`/organisations/${organisation.id}`}>{organisation.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {actionData?.current ? <SavedMeanwhile current={actionData.current} values={actionData.values} /> : null}
          <h1 className="govuk-heading-l">{title}</h1>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: String(revision) }} />
            <OrganisationFields values={values} stored={stored} />
            <ButtonGroup>
              <Button preventDoubleClick>Save changes</Button>
              <Anchor className="govuk-link" href={`/organisations/${organisation.id}`}>
                Cancel
              </Anchor>
            </ButtonGroup>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

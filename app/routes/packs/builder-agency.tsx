import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getBuilderAgency } from '../../features/challenge/pack/builder-page.server.ts';
import { postBuilderAgency } from '../../features/challenge/pack/post-builder.server.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/builder-agency';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getBuilderAgency(portal, viewer, params);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postBuilderAgency(portal, viewer, params, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: 422 });
}

export default function BuilderAgency({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { sessionId, organisation, evidence, note } = page;
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}/pack`}>Back to the builder</BackLink>}>
      <title>{pageTitle(`Annexes of ${organisation}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{organisation}</span>
        <h1 className="govuk-heading-l">Annexes of the pack</h1>
        <TwoThirds>
          {evidence.length === 0 ? <p className="govuk-body">The agency attached no evidence.</p> : null}
          {evidence.length > 0 ? (
            <Form method="post">
              <Checkboxes
                name="evidence"
                legend="Evidence to list as annexes"
                legendSize="m"
                hint="The pack names each file with its size and hash. The files stay in the portal."
                items={evidence.map(({ id, number, title, form, datesCovered, freshness, chosen }) => ({
                  value: id,
                  label: `${number}. ${title}`,
                  hint: `${form}. ${datesCovered}. ${freshness}`,
                  defaultChecked: chosen,
                }))}
              />
              <Button name="intent" value="annexes" preventDoubleClick>
                Save annexes
              </Button>
            </Form>
          ) : null}
          {note === null ? null : (
            <Form method="post" noValidate>
              <HiddenFields fields={{ revision: note.revision }} />
              <TextArea
                name="note"
                label="Your private note on this agency"
                labelSize="m"
                hint="Only you read it, and only the edition for the chair prints it. Do not name children or families."
                rows={8}
                limit={{ characters: 8000 }}
                defaultValue={typedText(failed?.values, 'note', note.text)}
              />
              <Button name="intent" value="note" variant="secondary" preventDoubleClick>
                Save note
              </Button>
            </Form>
          )}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

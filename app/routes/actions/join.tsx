import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { joinFinding } from '../../features/actions/commands/join-finding.server.ts';
import { FindingField, SourceFields } from '../../features/actions/components/action-fields.tsx';
import { getJoinPage } from '../../features/actions/join-page.server.ts';
import { joinFindingSchema } from '../../features/actions/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/join';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'action.change');
  // Nothing to join yet: the list has the actions to start from.
  if (!['organisation', 'challenge', 'submission'].some((name) => url.searchParams.get(name)))
    throw redirect('/actions');
  return getJoinPage(portal, viewer, url.searchParams);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'action.change');
  const form = await request.formData();
  const parsed = parseForm(joinFindingSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const joined = await joinFinding(portal, viewer, parsed.value);
  if (!joined.saved) return data(formProblem(joined.field, joined.problem, form), { status: 422 });
  return redirect(`/actions/${joined.actionId}?saved=finding`);
}

export default function JoinFinding({ loaderData: page, actionData }: Route.ComponentProps) {
  const values = actionData?.values;
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle(`Join a finding to an action of ${page.holder}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{page.about === null ? page.holder : `${page.holder}, ${page.about}`}</span>
          <h1 className="govuk-heading-l">Join a finding to an action that is there</h1>
          <p className="govuk-body">
            One action may answer several findings, also of another cycle or another partnership. Its history shows all
            of them.
          </p>
          <Form method="post" noValidate>
            <HiddenFields fields={page.hidden} />
            {page.asksSource ? <SourceFields source="other" values={values} /> : null}
            <FindingField finding={page.finding} values={values} />
            <TextInput
              name="reference"
              label="Reference of the action"
              labelSize="s"
              width={20}
              hint="Of an action that another partnership gave, the organisation can tell you the reference."
              autoComplete="off"
              defaultValue={typedText(values, 'reference')}
            />
            <Button preventDoubleClick>Join the finding</Button>
          </Form>
          {page.actions.length === 0 ? null : (
            <>
              <h2 className="govuk-heading-m">Actions of {page.holder}</h2>
              <ul className="govuk-list">
                {page.actions.map(({ reference, what, closed }) => (
                  <li key={reference}>
                    <strong className="app-nowrap">{reference}</strong> {what}
                    {closed ? ' (closed)' : null}
                  </li>
                ))}
              </ul>
            </>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { raiseAsAgency } from '../../features/challenge-log/commands/raise-as-agency.server.ts';
import { EntryFields } from '../../features/challenge-log/components/entry-fields.tsx';
import { proposeAsAgency } from '../../features/challenge-log/propose-as-agency.server.ts';
import { newEntrySchema } from '../../features/challenge-log/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/raise';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { proposal: await proposeAsAgency(portal, viewer) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  organisationScope(viewer, 'challenge-log.raise');
  const form = await request.formData();
  const parsed = parseForm(newEntrySchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const raised = await raiseAsAgency(portal, viewer, parsed.value);
  if (!raised.saved) return data(formProblem(raised.field, raised.problem, form), { status: 422 });
  return redirect(`/challenge-log/${raised.id}?saved=raised`);
}

export default function RaiseEntry({ loaderData: { proposal }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/challenge-log">Back to the challenge log</BackLink>}>
      <title>{pageTitle('Raise a challenge', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Raise a challenge</h1>
          <p className="govuk-body">
            Your partnership sees it at once, as raised by your organisation. Another agency sees it when the
            partnership has passed it on.
          </p>
          <Form method="post" noValidate>
            <EntryFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Raise the challenge</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

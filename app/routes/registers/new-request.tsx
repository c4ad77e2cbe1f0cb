import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { askForInformation } from '../../features/registers/requests/commands/ask-for-information.server.ts';
import { RequestFields } from '../../features/registers/requests/components/request-fields.tsx';
import { proposeRequest } from '../../features/registers/requests/propose-request.server.ts';
import { newRequestSchema } from '../../features/registers/requests/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-request';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return proposeRequest(portal, partnershipScope(viewer, 'information-request.change'));
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'information-request.change');
  const form = await request.formData();
  const parsed = parseForm(newRequestSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const asked = await askForInformation(portal, viewer, parsed.value);
  if (!asked.saved) return data(formProblem(asked.field, asked.problem, form), { status: 422 });
  return redirect(`/information-requests/${asked.id}?saved=new`);
}

export default function NewRequest({ loaderData: proposal, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/information-requests">Requests for information</BackLink>}>
      <title>{pageTitle('Ask for information', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Ask for information</h1>
          <Form method="post" noValidate>
            <RequestFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Ask for it</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { raiseRisk } from '../../features/registers/risks/commands/raise-risk.server.ts';
import { NewRiskFields } from '../../features/registers/risks/components/new-risk-fields.tsx';
import { proposeRisk } from '../../features/registers/risks/origin.server.ts';
import { newRiskSchema } from '../../features/registers/risks/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-risk';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return proposeRisk(portal, partnershipScope(viewer, 'risk.change'), url.searchParams);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'risk.change');
  const form = await request.formData();
  const parsed = parseForm(newRiskSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const raised = await raiseRisk(portal, viewer, parsed.value);
  if (!raised.saved) return data(formProblem(raised.field, raised.problem, form), { status: 422 });
  return redirect(`/risks/${raised.id}?saved=new`);
}

export default function NewRisk({ loaderData: proposal, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={proposal.back.href}>{proposal.back.text}</BackLink>}>
      <title>{pageTitle('Put a risk on the register', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {proposal.origin ? <span className="govuk-caption-l">{proposal.origin.from.words}</span> : null}
          <h1 className="govuk-heading-l">Put a risk on the register</h1>
          <Form method="post" noValidate>
            <NewRiskFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Put it on the register</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

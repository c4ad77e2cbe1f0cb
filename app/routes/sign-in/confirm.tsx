import { data, redirect } from 'react-router';
import { attemptTokenOf, sessionTokenOf, signedIn } from '../../context.server.ts';
import { postConfirmationForm } from '../../features/accounts/commands/post-confirmation-form.server.ts';
import { ConfirmationForms } from '../../features/accounts/components/confirmation-forms.tsx';
import { waitingFormOf } from '../../features/accounts/confirmation.ts';
import { findConfirmationWays } from '../../features/accounts/confirmation-ways.server.ts';
import { safeDestination } from '../../features/accounts/schema.ts';
import { notFound } from '../../platform/refusals.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/confirm';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    to: safeDestination(url.searchParams.get('to')),
    email: viewer.email,
    onScreen: portal.mailer.kind === 'screen',
    ways: await findConfirmationWays(portal, viewer),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const token = sessionTokenOf(context);
  if (token === undefined) throw notFound();
  const form = await request.formData();
  const confirming = { token, attemptToken: attemptTokenOf(context), ways: await findConfirmationWays(portal, viewer) };
  const posted = await postConfirmationForm(portal, confirming, form);
  if (!('confirmed' in posted)) return data(posted, posted.problem === null ? 200 : 422);
  // With a form that waited, it is posted on as it was; without one, the page is opened.
  return redirect(safeDestination(url.searchParams.get('to')), waitingFormOf(form).length > 0 ? 307 : 302);
}

export default function Confirm({ loaderData, actionData: page }: Route.ComponentProps) {
  const problem = page?.problem ?? null;
  const field = page?.field ?? '';
  return (
    <Main before={<BackLink href={loaderData.to}>Back</BackLink>}>
      <title>{pageTitle('Confirm that it is you', problem !== null)}</title>
      <TwoThirds>
        <FormErrors errors={problem === null ? undefined : { [field]: [problem] }}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Confirm that it is you</h1>
          <ConfirmationForms page={page} {...loaderData} />
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

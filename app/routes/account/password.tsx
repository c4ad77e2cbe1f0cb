import { data, redirect } from 'react-router';
import { requireRecentConfirmation, sessionTokenOf, signedIn } from '../../context.server.ts';
import { PasswordForms, RecoveryCodes } from '../../features/accounts/components/password-forms.tsx';
import { getPasswordPage, postPasswordForm } from '../../features/accounts/password/password-page.server.ts';
import { readForm } from '../../platform/read-form.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/password';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Asked for before the page: a password that was typed waits for no confirmation. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await requireRecentConfirmation(context, request, url);
  return getPasswordPage(portal, viewer);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await readForm(request);
  await requireRecentConfirmation(context, request, url);
  const posted = await postPasswordForm(portal, viewer, sessionTokenOf(context) ?? '', form);
  if (posted.outcome === 'removed') return redirect('/account?done=password-removed');
  return data(posted, posted.outcome === 'problem' ? 422 : 200);
}

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  const problem = actionData?.outcome === 'problem' ? actionData : undefined;
  return (
    <Main before={<BackLink href="/account">Your account</BackLink>}>
      <title>{pageTitle('Password and authenticator', problem !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={problem?.errors}>
          <ErrorSummary />
          {actionData?.outcome === 'codes' ? (
            <RecoveryCodes codes={actionData.codes} />
          ) : (
            <>
              <h1 className="govuk-heading-l">Password and authenticator</h1>
              <PasswordForms
                own={loaderData.own}
                offered={problem?.offered ?? loaderData.offered}
                email={loaderData.email}
              />
            </>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { attemptTokenOf, browserOf, portalOf } from '../../context.server.ts';
import { signInWithPasskey } from '../../features/accounts/passkeys/use-passkey.server.ts';
import { safeDestination } from '../../features/accounts/schema.ts';
import { sessionCookie } from '../../features/accounts/sessions.ts';
import { readForm } from '../../platform/read-form.ts';
import { formText } from '../../platform/typed-text.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/passkey';

/** The page names itself: only one that was posted to knows of a passkey that did not work. */
export const meta: Route.MetaFunction = () => [];

/** Posted to alone: a loader that led whoever only reads it elsewhere would run after the action, too. */
export async function action({ context, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  const form = await readForm(request);
  const token = await signInWithPasskey(portal, {
    attemptToken: attemptTokenOf(context),
    answer: form.get('passkey'),
    browser: browserOf(context),
  });
  if (token === undefined) return data(null, { status: 403 });
  return redirect(safeDestination(formText(form, 'destination')), {
    headers: { 'Set-Cookie': sessionCookie(token, portal.config.secureCookies) },
  });
}

export default function Passkey({ actionData }: Route.ComponentProps) {
  const title = actionData === undefined ? 'Sign in with a passkey' : 'The passkey did not work';
  return (
    <Main>
      <title>{pageTitle(title)}</title>
      <TwoThirds>
        <h1 className="govuk-heading-l">{title}</h1>
        {actionData === undefined ? null : (
          <p className="govuk-body">
            It may have been removed from your account here, or it took too long. Nobody was signed in.
          </p>
        )}
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/sign-in">
            {actionData === undefined ? 'Choose how to sign in' : 'Try again, or sign in another way'}
          </Anchor>
        </p>
      </TwoThirds>
    </Main>
  );
}

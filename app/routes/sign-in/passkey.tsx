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

export const meta: Route.MetaFunction = () => [{ title: pageTitle('The passkey did not work') }];

/** Posted to alone. */
export const loader = () => redirect('/sign-in');

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

export default function Passkey() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">The passkey did not work</h1>
        <p className="govuk-body">
          It may have been removed from your account here, or it took too long. Nobody was signed in.
        </p>
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/sign-in">
            Try again, or sign in another way
          </Anchor>
        </p>
      </TwoThirds>
    </Main>
  );
}

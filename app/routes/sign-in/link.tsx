import { Form, redirect } from 'react-router';
import { browserOf, portalOf } from '../../context.server.ts';
import { completeSignIn } from '../../features/accounts/commands/complete-sign-in.server.ts';
import { sessionCookie } from '../../features/accounts/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/link';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Sign in') }];

/** Opening the link changes nothing: mail filters open links too. Only the press of the button spends it. */
export async function action({ context, params }: Route.ActionArgs) {
  const portal = portalOf(context);
  const { sessionToken, destination } = await completeSignIn(portal, params.token, browserOf(context));
  return redirect(destination, {
    headers: { 'Set-Cookie': sessionCookie(sessionToken, portal.config.secureCookies) },
  });
}

export default function Link() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Sign in to Line of Sight</h1>
        <Form method="post" reloadDocument>
          <Button preventDoubleClick>Sign in</Button>
        </Form>
      </TwoThirds>
    </Main>
  );
}

import { Form, redirect } from 'react-router';
import { browserOf, endEarlierSession, portalOf } from '../../context.server.ts';
import { completeSignIn } from '../../features/accounts/commands/complete-sign-in.server.ts';
import { ProviderButtons } from '../../features/accounts/components/provider-buttons.tsx';
import { listIssuersForLink } from '../../features/accounts/provider/own-providers.server.ts';
import { sessionCookie } from '../../features/accounts/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/link';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Sign in') }];

export async function loader({ context, params }: Route.LoaderArgs) {
  return { token: params.token, issuers: await listIssuersForLink(portalOf(context), params.token) };
}

/** Opening the link changes nothing: mail filters open links too. Only the press of the button spends it. */
export async function action({ context, params }: Route.ActionArgs) {
  const portal = portalOf(context);
  const { sessionToken, destination } = await completeSignIn(portal, params.token, browserOf(context));
  await endEarlierSession(context);
  return redirect(destination, {
    headers: { 'Set-Cookie': sessionCookie(sessionToken, portal.config.secureCookies) },
  });
}

export default function Link({ loaderData: { token, issuers } }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Sign in to Line of Sight</h1>
        <Form method="post" reloadDocument>
          <Button preventDoubleClick>Sign in</Button>
        </Form>
        {issuers.length === 0 ? null : (
          <>
            <h2 className="govuk-heading-m">Or with the account of your organisation</h2>
            <p className="govuk-body">
              It is connected with you here, and from then on you need no link: you sign in as you do at work.
            </p>
            <ProviderButtons issuers={issuers} purpose="bind" link={token} />
          </>
        )}
      </TwoThirds>
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { attemptTokenOf, browserOf, endEarlierSession, portalOf, sessionTokenOf } from '../../context.server.ts';
import { finishProviderSignIn } from '../../features/accounts/provider/finish.server.ts';
import { providerProblems } from '../../features/accounts/provider/outcomes.ts';
import { attemptCookie, sessionCookie } from '../../features/accounts/sessions.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/callback';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.problem === null ? 'Confirmed' : 'You are not signed in') },
];

/** Where an organisation's sign-in sends people back to. What it brings works once, in the browser that asked for it. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const portal = portalOf(context);
  const { secureCookies, publicOrigin } = portal.config;
  const headers = new Headers({ 'Set-Cookie': attemptCookie(null, secureCookies) });
  const outcome = await finishProviderSignIn(portal, {
    attemptToken: attemptTokenOf(context),
    issuerId: params.issuerId,
    url: new URL(url.search, `${publicOrigin}/sign-in/callback/${params.issuerId}`),
    sessionToken: sessionTokenOf(context),
    browser: browserOf(context),
  });
  switch (outcome.outcome) {
    case 'signed-in':
      await endEarlierSession(context);
      headers.append('Set-Cookie', sessionCookie(outcome.sessionToken, secureCookies));
      return redirect(outcome.destination, { headers });
    case 'bound':
      return redirect('/account?done=connected', { headers });
    case 'confirmed':
      if (outcome.destination !== null) return redirect(outcome.destination, { headers });
      return data({ problem: null, name: null }, { headers });
    default:
      return data({ problem: providerProblems[outcome.problem], name: outcome.name }, { status: 403, headers });
  }
}

export default function Callback({ loaderData: { problem, name } }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>
        {problem === null ? (
          <>
            <h1 className="govuk-heading-l">Confirmed</h1>
            <p className="govuk-body">
              Close this tab and go back to the one before. Press “Continue” there: what you chose and typed is kept.
            </p>
          </>
        ) : (
          <>
            <h1 className="govuk-heading-l">
              {name === null ? 'You are not signed in' : `The sign-in with ${name} did not work`}
            </h1>
            <p className="govuk-body">{problem}</p>
            <p className="govuk-body">
              <Anchor className="govuk-link" href="/sign-in">
                Go to the sign-in page
              </Anchor>
            </p>
          </>
        )}
      </TwoThirds>
    </Main>
  );
}

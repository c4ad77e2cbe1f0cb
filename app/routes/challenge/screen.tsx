import { data } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { byItself } from '../../features/accounts/sessions.ts';
import { Following, StepButtons } from '../../features/challenge/components/live-parts.tsx';
import { ScreenNow } from '../../features/challenge/components/live-screen.tsx';
import { getScreenPage } from '../../features/challenge/live/screen-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/screen';

/** Plain words with a script of its own that puts new ones in place: nothing of React goes to the browser. */
export const handle = { scripts: 'own' };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Screen: ${loaderData.screen.title}` : 'Screen') },
];

/** For browsers without scripts that asked for it: the page loads itself again. */
export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = await getScreenPage(portal, viewer, params.sessionId);
  return data(
    page,
    url.searchParams.has('follow') ? { headers: { Refresh: `5; url=?follow=1&${byItself.parameter}=1` } } : {},
  );
}

export default function Screen({ loaderData: { screen, instant, revision } }: Route.ComponentProps) {
  const whole = `/challenge/${screen.sessionId}`;
  return (
    <Main before={<BackLink href={whole}>Back to the session</BackLink>} width="full">
      <Following sessionId={screen.sessionId} view="screen">
        <div className="app-screen">
          <h1 className="govuk-heading-m">{screen.title}</h1>
          <div data-live="screen">
            <ScreenNow model={screen} instant={instant} />
          </div>
        </div>
        <noscript>
          <p className="govuk-body">
            <Anchor className="govuk-link" href="?follow=1" reloadDocument>
              Load this page again every five seconds
            </Anchor>
          </p>
        </noscript>
        {revision === null ? null : <StepButtons sessionId={screen.sessionId} revision={revision} />}
      </Following>
    </Main>
  );
}

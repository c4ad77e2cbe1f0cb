import { type ReactNode, useEffect, useState } from 'react';
import {
  data,
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteLoaderData,
} from 'react-router';
import type { Route } from './+types/root';
import { findViewerOf, portalOf, requestIdOf } from './context.server.ts';
import { navigationFor } from './features/accounts/navigation.ts';
import { getFrame } from './features/organisations/frame.server.ts';
import { TooManyRequests } from './features/returns/components/too-many.tsx';
import { useTooLargeForms } from './platform/too-large-form.ts';
import { tooLargeSteps, tooLargeTitle } from './platform/too-large-page.ts';
import { type TooMany, waitInWords } from './platform/too-many.ts';
import { Anchor } from './ui/anchor.tsx';
import { ErrorSummaryBox } from './ui/error-summary.tsx';
import { jsEnabledScript } from './ui/js-enabled.ts';
import { Main } from './ui/main.tsx';
import { PageTemplate } from './ui/page-template.tsx';
import { pageTitle } from './ui/page-title.ts';
import { ProductMark } from './ui/product-mark.tsx';
import stylesheet from './ui/styles/main.scss?url';

export const links: Route.LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.ico', sizes: '48x48' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

/** A problem page names itself. */
export const meta: Route.MetaFunction = ({ error }) => (error ? [] : [{ title: 'Line of Sight' }]);

/** What stands around every page: who is signed in, where they may go, whose portal it is. */
export async function loader({ context }: Route.LoaderArgs) {
  const viewer = await findViewerOf(context);
  const portal = portalOf(context);
  return data({
    requestId: requestIdOf(context),
    embedded: portal.mailer.kind === 'screen',
    viewer: viewer ? { name: viewer.name, navigation: navigationFor(viewer) } : null,
    serviceName: viewer ? await getFrame(portal.database.db, viewer) : null,
  });
}

/** Roles change at sign-in and sign-out alone, and both load the document anew. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const scripts = scriptsOf(useMatches());
  // A page that was reached without a page load has the scripts already, and they must go on scrolling and moving.
  const [running, setRunning] = useState(false);
  useEffect(() => setRunning(true), []);
  return (
    <html lang="en" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0f5c61" />
        <Meta />
        <Links />
      </head>
      <body className="govuk-template__body" suppressHydrationWarning>
        {scripts === 'none' ? null : <JsEnabled />}
        <Frame>{children}</Frame>
        {scripts === 'all' || running ? (
          <>
            <ScrollRestoration />
            <Scripts />
          </>
        ) : null}
      </body>
    </html>
  );
}

/** A page without scripts, or one that is plain HTML with a small script of its own, says so in its `handle`. */
function scriptsOf(matches: readonly { readonly handle: unknown }[]): 'all' | 'own' | 'none' {
  const has = (name: string, value: unknown) =>
    matches.some(
      ({ handle }) =>
        typeof handle === 'object' &&
        handle !== null &&
        Object.entries(handle).some(([key, set]) => key === name && set === value),
    );
  if (has('noScripts', true)) return 'none';
  return has('scripts', 'own') ? 'own' : 'all';
}

/** React compares no inner HTML, so the script that changes the body's class runs once, before anything is painted. */
function JsEnabled() {
  return <script suppressHydrationWarning dangerouslySetInnerHTML={{ __html: jsEnabledScript }} />;
}

function Frame({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>('root');
  const { pathname } = useLocation();
  const navigation = (frame?.viewer?.navigation ?? []).map((place) => ({
    text: place.text,
    href: place.href,
    current:
      pathname === place.href ? ('page' as const) : pathname.startsWith(`${place.href}/`) && ('section' as const),
  }));
  return (
    <PageTemplate
      productName="Line of Sight"
      productMark={<ProductMark />}
      homeHref={frame?.viewer ? '/home' : '/'}
      {...(frame?.serviceName ? { serviceName: frame.serviceName, serviceHref: '/home' } : {})}
      navigation={navigation}
      {...(frame?.viewer ? { navigationEnd: <SignedIn name={frame.viewer.name} /> } : {})}
      footerWords={frame?.embedded ? <OutboxLink /> : null}
    >
      {children}
    </PageTemplate>
  );
}

function SignedIn({ name }: { name: string }) {
  return (
    <form method="post" action="/sign-out" className="app-navigation-end">
      <Anchor className="govuk-link" href="/account">
        <span className="govuk-visually-hidden">Your account: </span>
        {name}
      </Anchor>
      <button type="submit" className="app-text-button">
        Sign out
      </button>
    </form>
  );
}

function OutboxLink() {
  return (
    <p className="govuk-body-s">
      This portal runs by itself and sends no mail:{' '}
      <Anchor className="govuk-link" href="/outbox">
        read its messages on screen
      </Anchor>
      .
    </p>
  );
}

export default function Root() {
  const tooLarge = useTooLargeForms();
  return (
    <>
      {tooLarge > 0 ? <TooLarge key={tooLarge} /> : null}
      <Outlet />
    </>
  );
}

/** Above the page whose form was not sent, and which stays as it is. */
function TooLarge() {
  return (
    <section className="govuk-width-container govuk-!-margin-top-6" aria-label={tooLargeTitle}>
      <ErrorSummaryBox
        title={tooLargeTitle}
        description="Nothing was saved. What you typed is not lost: it is still in the form below."
        list={tooLargeSteps.map((text) => ({ text }))}
      />
    </section>
  );
}

/** Absent and forbidden answer alike; a fault shows the number that stands in the log. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const frame = useRouteLoaderData<typeof loader>('root');
  const location = useLocation();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Problem title="Page not found">
        <p className="govuk-body">If you typed the address, check that it is right.</p>
        <p className="govuk-body">
          The page may have moved, or it may belong to an organisation or a partnership that you have no role in.
        </p>
      </Problem>
    );
  }
  if (isRouteErrorResponse(error) && isTooMany(error.data)) {
    return (
      <Problem title="Too many requests">
        <TooManyRequests
          wait={waitInWords(error.data.seconds)}
          to={`${location.pathname}${location.search}`}
          fields={error.data.fields}
        />
      </Problem>
    );
  }
  if (isRouteErrorResponse(error) && error.status < 500) {
    return (
      <Problem title="This cannot be done now">
        <p className="govuk-body">{typeof error.data === 'string' ? error.data : 'Go back and try again.'}</p>
      </Problem>
    );
  }
  return (
    <Problem title="Sorry, there is a problem">
      <p className="govuk-body">Nothing that was saved is lost. Try again in a few minutes.</p>
      {frame ? <p className="govuk-body">If it happens again, quote the number {frame.requestId}.</p> : null}
    </Problem>
  );
}

const isTooMany = (told: unknown): told is TooMany => typeof told === 'object' && told !== null && 'tooMany' in told;

function Problem({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Main>
      <title>{pageTitle(title)}</title>
      <h1 className="govuk-heading-l">{title}</h1>
      {children}
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/home">
          Go to your home page
        </Anchor>
      </p>
    </Main>
  );
}

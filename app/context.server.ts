/** What a route module may ask of the request: the portal, the person, the request's own number. */
import { createContext, RouterContextProvider, redirect } from 'react-router';
import type { BrowserWords } from './features/accounts/begin-session.server.ts';
import { hasRecentConfirmation } from './features/accounts/confirmation-session.server.ts';
import { deviceInWords } from './features/accounts/device.ts';
import { findReachingViewer } from './features/accounts/reach.server.ts';
import { isByItself, readAttemptCookie, readSessionCookie } from './features/accounts/sessions.ts';
import { findOrganisationScope, type Viewer } from './features/accounts/viewer.ts';
import type { Uploads } from './features/evidence/read-upload.server.ts';
import { findPlace } from './features/returns/shared/place.server.ts';
import { addressKey } from './platform/client-address.server.ts';
import type { Portal } from './platform/portal.ts';

interface RequestState {
  readonly portal: Portal;
  readonly requestId: string;
  readonly nonce: string;
  /** Loaders of one request share one look-up of the session. */
  readonly viewer: () => Promise<Viewer | undefined>;
  readonly sessionToken: string | undefined;
  /** Where the request comes from. */
  readonly address: string;
  /** Set once somebody is over a limit: how long to wait, in seconds. */
  wait: number | undefined;
  readonly attemptToken: string | undefined;
  readonly browser: BrowserWords;
}

const requestState = createContext<RequestState>();

export interface RequestIdentity {
  readonly requestId: string;
  readonly nonce: string;
  /** Where the request comes from; see `clientAddress`. */
  readonly address?: string;
}

/** Builds the context of one request. The server calls it; nothing else does. */
export function createRequestContext(
  request: Request,
  portal: Portal,
  { requestId, nonce, address = '' }: RequestIdentity,
): RouterContextProvider {
  const sessionToken = readSessionCookie(request.headers.get('cookie'), portal.config.secureCookies);
  let viewer: Promise<Viewer | undefined> | undefined;
  const context = new RouterContextProvider();
  context.set(requestState, {
    portal,
    requestId,
    nonce,
    sessionToken,
    address,
    wait: undefined,
    attemptToken: readAttemptCookie(request.headers.get('cookie'), portal.config.secureCookies),
    browser: { device: deviceInWords(request.headers.get('user-agent')), address: address === '' ? null : address },
    viewer: () => {
      viewer ??= findReachingViewer(portal, sessionToken, {
        byPerson: !isByItself(request),
        reads: /^(GET|HEAD)$/.test(request.method),
      });
      return viewer;
    },
  });
  return context;
}

type Context = Readonly<RouterContextProvider>;

export const portalOf = (context: Context): Portal => context.get(requestState).portal;
export const nonceOf = (context: Context): string => context.get(requestState).nonce;
export const requestIdOf = (context: Context): string => context.get(requestState).requestId;
/** What is known of the browser, for the list of a person's sessions. */
export const browserOf = (context: Context): BrowserWords => context.get(requestState).browser;
/** The token of a sign-in under way in this browser. */
export const attemptTokenOf = (context: Context): string | undefined => context.get(requestState).attemptToken;
export const sessionTokenOf = (context: Context): string | undefined => context.get(requestState).sessionToken;

/** Whose doings are counted together: a person's, or those of one address where nobody is signed in. */
export const limitedBy = (context: Context, viewer: Viewer | undefined): string =>
  viewer ? `person ${viewer.personId}` : `address ${addressKey(context.get(requestState).address)}`;

/** Notes that this request came too often: its answer says so, whatever page it is. */
export const waitFor = (context: Context, seconds: number): void => {
  context.get(requestState).wait = seconds;
};

/** The answer as it leaves: with the status and the wait of a request that came too often. */
export function withWait(context: Context, response: Response): Response {
  const { wait } = context.get(requestState);
  if (wait === undefined) return response;
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(wait));
  return new Response(response.body, { status: 429, headers });
}

/** Where uploads of evidence go. Whoever has sent too many is told beside the file, with all else that was typed in place. */
export const uploadsOf = (context: Context): Uploads => ({
  blobs: portalOf(context).blobs,
  async take() {
    const wait = await portalOf(context).limits.take('upload', limitedBy(context, await findViewerOf(context)));
    if (wait !== undefined) waitFor(context, wait);
    return wait;
  },
});

/** The person, if somebody is signed in. */
export const findViewerOf = (context: Context): Promise<Viewer | undefined> => context.get(requestState).viewer();

/**
 * The portal and the person. Every private loader and action calls this itself; somebody who is not signed in goes to
 * the sign-in page and comes back to the same address.
 */
export async function signedIn(context: Context, url: URL): Promise<{ portal: Portal; viewer: Viewer }> {
  const viewer = await findViewerOf(context);
  if (!viewer) throw redirect(`/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  return { portal: portalOf(context), viewer };
}

/**
 * Lets an action go on only if the person has proved a short while ago that it is them; else they go to the page that
 * asks for it and come back. What was posted goes with them and comes back unchanged (status 307 keeps method and body),
 * so an action calls this when it has read its form and found nothing wrong with it, and before it changes anything.
 */
export async function requireRecentConfirmation(context: Context, request: Request, url: URL): Promise<void> {
  if (await hasRecentConfirmation(portalOf(context), sessionTokenOf(context))) return;
  throw redirect(`/confirm?to=${encodeURIComponent(url.pathname + url.search)}`, request.method === 'POST' ? 307 : 302);
}

/**
 * What several returns share is answered, checked and signed on the pages of the first of them: a page of another one
 * leads there, but for a standard that its partnership asks alone. Nothing happens for a return that stands alone.
 */
export async function leadToPrimary(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode }: { readonly returnId: string; readonly standardCode?: string },
  url: URL,
): Promise<void> {
  const scope = findOrganisationScope(viewer, 'return.read');
  // Somebody who was handed a part reads and answers it where it was handed over.
  if (!scope) return;
  const place = await findPlace(portal.database.db, scope, returnId, standardCode);
  if (place !== returnId)
    throw redirect(url.pathname.replace(`/returns/${returnId}`, `/returns/${place}`) + url.search);
}

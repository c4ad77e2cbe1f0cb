/** What a route module may ask of the request: the portal, the person, the request's own number. */
import { createContext, RouterContextProvider, redirect } from 'react-router';
import { hasRecentConfirmation } from './features/accounts/confirmation-session.server.ts';
import { findViewer } from './features/accounts/queries.server.ts';
import { readSessionCookie } from './features/accounts/sessions.ts';
import { findOrganisationScope, type Viewer } from './features/accounts/viewer.ts';
import { findPlace } from './features/returns/shared/place.server.ts';
import type { Portal } from './platform/portal.ts';

interface RequestState {
  readonly portal: Portal;
  readonly requestId: string;
  readonly nonce: string;
  /** Loaders of one request share one look-up of the session. */
  readonly viewer: () => Promise<Viewer | undefined>;
  readonly sessionToken: string | undefined;
}

const requestState = createContext<RequestState>();

/** Builds the context of one request. The server calls it; nothing else does. */
export function createRequestContext(
  request: Request,
  portal: Portal,
  { requestId, nonce }: { readonly requestId: string; readonly nonce: string },
): RouterContextProvider {
  const sessionToken = readSessionCookie(request.headers.get('cookie'), portal.config.secureCookies);
  let viewer: Promise<Viewer | undefined> | undefined;
  const context = new RouterContextProvider();
  context.set(requestState, {
    portal,
    requestId,
    nonce,
    sessionToken,
    viewer: () => {
      viewer ??= findViewer(portal, sessionToken, { reads: /^(GET|HEAD)$/.test(request.method) });
      return viewer;
    },
  });
  return context;
}

type Context = Readonly<RouterContextProvider>;

export const portalOf = (context: Context): Portal => context.get(requestState).portal;
export const nonceOf = (context: Context): string => context.get(requestState).nonce;
export const requestIdOf = (context: Context): string => context.get(requestState).requestId;
export const sessionTokenOf = (context: Context): string | undefined => context.get(requestState).sessionToken;

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

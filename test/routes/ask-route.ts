/** Asks the modules of the route table in process, as the server would, and says in one word what came of it. */
import { join } from 'node:path';
import type { ActionFunctionArgs, LoaderFunctionArgs, RouterContextProvider } from 'react-router';
import { createRequestContext } from '../../app/context.server.ts';
import { sessionCookieName } from '../../app/features/accounts/sessions.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { isRefusal } from '../../app/platform/refusals.ts';
import { reachingAt } from '../../app/reach-of-routes.server.ts';
import routes from '../../app/routes.ts';
import { withinRequest } from '../../db/reach.ts';

/** Nothing to read at these addresses: they take posts alone, and a reader is told that there is no such page. */
export const postOnly = new Set([
  'routes/resources/autosave.ts',
  'routes/resources/evidence-uploads.ts',
  'routes/resources/tags.ts',
]);

export interface RouteEntry {
  readonly path: string;
  readonly file: string;
}

/** Every address of the portal with the module that answers it. */
export const routeTable: readonly RouteEntry[] = routes.map((route) => ({
  path: `/${route.path ?? ''}`,
  file: route.file,
}));

export type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs & { url: URL }) => unknown;
export interface RouteModule {
  readonly loader?: Handler;
  readonly action?: Handler;
}

export async function loadRoute(file: string): Promise<RouteModule> {
  const { loader, action } = (await import(join(import.meta.dirname, '../../app', file))) as RouteModule;
  return { ...(loader && !postOnly.has(file) ? { loader } : {}), ...(action ? { action } : {}) };
}

export type Answer =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'not-found'; readonly text: string }
  /** All that would be sent: the body (of a page, what its loader gives), and the headers after it. */
  | { readonly kind: 'answered'; readonly text: string; readonly bytes?: Uint8Array }
  | { readonly kind: 'fault'; readonly error: unknown };

export interface Asking {
  readonly params: Readonly<Record<string, string>>;
  /** The session of whoever asks; nobody is signed in without one. */
  readonly token: string | undefined;
  /** Posted; without one the address is read. */
  readonly body?: FormData;
  readonly search?: string;
}

export async function askRoute(
  portal: Portal,
  handler: Handler,
  { path }: RouteEntry,
  { params, token, body, search = '' }: Asking,
): Promise<Answer> {
  // As the server gives them: those that the address names, and no others.
  const named = Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, params[name] ?? 'unknown']),
  );
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(named[name] ?? ''));
  const url = new URL(filled + search, portal.config.publicOrigin);
  const headers = new Headers();
  if (token !== undefined) headers.set('cookie', `${sessionCookieName(false)}=${token}`);
  const request = new Request(url, body ? { method: 'POST', headers, body } : { headers });
  const context: RouterContextProvider = createRequestContext(request, portal, { requestId: 'test', nonce: 'test' });
  return withinRequest(() =>
    answered((args) => reachingAt(path, async () => handler(args)), {
      request,
      url,
      params: named,
      context,
      pattern: path,
    }),
  );
}

async function answered(handler: Handler, args: Parameters<Handler>[0]): Promise<Answer> {
  try {
    return await answerOf(await handler(args));
  } catch (error) {
    if (isRefusal(error))
      return error.code === 'not-found'
        ? { kind: 'not-found', text: error.message }
        : { kind: 'answered', text: error.message };
    if (error instanceof Response) return answerOf(error);
    return { kind: 'fault', error };
  }
}

async function answerOf(answer: unknown): Promise<Answer> {
  if (!(answer instanceof Response)) return { kind: 'answered', text: JSON.stringify(answer) ?? '' };
  const location = answer.headers.get('location') ?? '';
  if (answer.status === 401 || /^\/sign-in(\/kept-text)?(\?|$)/.test(location)) return { kind: 'sign-in' };
  if (answer.status === 404) return { kind: 'not-found', text: await answer.text() };
  const headers = JSON.stringify([...answer.headers]);
  if (answer.headers.get('content-type')?.startsWith('text/event-stream'))
    return { kind: 'answered', text: `${await firstOf(answer)}${headers}` };
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { kind: 'answered', text: `${new TextDecoder().decode(bytes)}${headers}`, bytes };
}

/** A stream of events never ends by itself: what it says first. */
async function firstOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  let text = '';
  while (!text.includes('data: ')) text += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  return text;
}

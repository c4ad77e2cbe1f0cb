/** Addresses that are asked before it is known who asks, or by nobody with an account: how far each of them reaches. */
import type { ServerBuild } from 'react-router';
import type { PortalReason } from '../db/portal-reasons.ts';
import { amongAccounts, asThePortal } from '../db/reach.ts';

/** Signing in: roles, people and settings of accounts, and nothing else of an owner. */
export const amongAccountsAt: ReadonlySet<string> = new Set([
  '/sign-in',
  '/sign-in/link/:token',
  '/sign-in/passkey',
  '/sign-in/passkey-options',
  '/sign-in/password',
  '/sign-in/with/:issuerId',
  '/sign-in/callback/:issuerId',
  '/sign-out',
]);

/** Open to whoever holds a secret address or a code, or to whoever runs the installation. Their queries are their filter. */
const retention = [
  '',
  '/lines/:line',
  '/holds',
  '/holds/new',
  '/erasures/new',
  '/runs',
  '/runs/new',
  '/runs/:runId',
  '/runs/:runId/certificate',
  '/runs/:runId/certificate.pdf',
].map((path) => [`/retention${path}`, 'nothing goes that anybody holds or still needs'] as const);

export const asThePortalAt: Readonly<Record<string, PortalReason>> = {
  // A hold of another owner, and a role elsewhere, must be seen: what is not seen would be disposed of.
  ...Object.fromEntries(retention),
  '/verify': 'a document that anybody may check',
  '/verify/:code': 'a document that anybody may check',
  '/set-up': 'a new installation, where there is nobody yet',
  '/ask-for-access': 'somebody without an account asks for one',
  '/sessions/invited/:token': 'somebody without an account, by a secret address',
  '/sessions/invited/:token/calendar.ics': 'somebody without an account, by a secret address',
  '/messages/stop/:token': 'somebody without an account, by a secret address',
  '/notify/delivery': 'the mail service says what became of a message',
  '/outbox': 'mail on screen, where the portal runs by itself',
  '/system': 'counts and names of the installation, for its administrators',
  '/system/people': 'counts and names of the installation, for its administrators',
  '/system/access': 'counts and names of the installation, for its administrators',
  '/system/access/new': 'counts and names of the installation, for its administrators',
};

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module'];

/** Runs what answers an address as far as that address reaches; most reach as far as the person does. */
export function reachingAt<T>(path: string, answer: () => Promise<T>): Promise<T> {
  if (amongAccountsAt.has(path)) return amongAccounts(answer);
  const reason = asThePortalAt[path];
  return reason === undefined ? answer() : asThePortal(reason, answer);
}

export function withReach(build: ServerBuild): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  for (const [id, route] of Object.entries(build.routes))
    if (route) routes[id] = { ...route, module: reaching(`/${route.path ?? ''}`, route.module) };
  return { ...build, routes };
}

function reaching(path: string, module: RouteModule): RouteModule {
  const { loader, action } = module;
  return {
    ...module,
    ...(loader ? { loader: (args: Parameters<typeof loader>[0]) => reachingAt(path, async () => loader(args)) } : {}),
    ...(action ? { action: (args: Parameters<typeof action>[0]) => reachingAt(path, async () => action(args)) } : {}),
  };
}

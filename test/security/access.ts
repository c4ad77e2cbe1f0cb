/**
 * Who may read and change what, address by address: which permission opens it, in whose organisation or partnership.
 * Written by hand from design.md 1 and 5, and compared with what the portal does; a route that is not here fails.
 */
import { actions } from './access-actions.ts';
import { further } from './access-further.ts';
import { pages } from './access-pages.ts';
import { partnerships } from './access-partnerships.ts';
import { returns } from './access-returns.ts';
import type { RouteAccess } from './opening.ts';

/** Where a token in the address or in the request is the guard; each has tests of its own, named beside it. */
export const guardedByToken: ReadonlySet<string> = new Set([
  '/sign-in/with/:issuerId', // test/features/accounts: what a provider says is asked of the provider
  '/sign-in/callback/:issuerId',
  '/verify/:code', // test/features/audit/verify-document.test.ts
  '/sign-in/passkey', // test/features/accounts: the key itself is asked
  '/sign-in/passkey-options',
  '/sign-in/link/:token', // test/features/accounts/sign-in.test.ts
  '/sessions/invited/:token', // test/features/challenge/invited.test.ts
  '/sessions/invited/:token/calendar.ics',
  '/calendar/:token.ics', // test/features/reports/calendar-feed.test.ts
  '/messages/stop/:token', // test/features/notifications/opt-out.test.ts
  '/notify/delivery', // test/features/notifications/delivery.test.ts
  '/sign-out', // ends the session of whoever asks
]);

export const access: Readonly<Record<string, RouteAccess>> = {
  ...pages,
  ...returns,
  ...partnerships,
  ...actions,
  ...further,
};

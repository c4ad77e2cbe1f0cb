import { redirect } from 'react-router';
import { portalOf, sessionTokenOf } from '../../context.server.ts';
import { endSession } from '../../features/accounts/commands/end-session.server.ts';
import { sessionCookie } from '../../features/accounts/sessions.ts';
import type { Route } from './+types/sign-out';

/** Ends the session and has the browser forget what it kept for it. */
export async function action({ context }: Route.ActionArgs) {
  const portal = portalOf(context);
  const token = sessionTokenOf(context);
  if (token) await endSession(portal, token);
  return redirect('/', {
    headers: {
      'Set-Cookie': sessionCookie(null, portal.config.secureCookies),
      'Clear-Site-Data': '"storage"',
    },
  });
}

export const loader = () => redirect('/');

import { portalOf, sessionTokenOf } from '../../context.server.ts';
import { startPasskey } from '../../features/accounts/passkeys/verify.server.ts';
import { attemptCookie } from '../../features/accounts/sessions.ts';
import { readForm } from '../../platform/read-form.ts';
import { formText } from '../../platform/typed-text.ts';
import type { Route } from './+types/passkey-options';

/** What the browser needs to use or to make a passkey, for the page's script; the attempt goes into a cookie. */
export async function action({ context, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  const asked = formText(await readForm(request), 'purpose');
  const purpose = asked === 'confirm' || asked === 'register' ? asked : 'sign-in';
  const { attemptToken, options } = await startPasskey(portal, { purpose, sessionToken: sessionTokenOf(context) });
  return Response.json(options, {
    headers: { 'Set-Cookie': attemptCookie(attemptToken, portal.config.secureCookies) },
  });
}

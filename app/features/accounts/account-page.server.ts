import type { Portal } from '../../platform/portal.ts';
import { notNow } from '../../platform/refusals.ts';
import { formText } from '../../platform/typed-text.ts';
import { disconnectOwn } from './commands/disconnect-provider.server.ts';
import { endOtherSessions, endOwnSession } from './commands/end-session.server.ts';
import { sessionHashOf } from './confirmation-session.server.ts';
import { listOwnSessions } from './own-sessions.server.ts';
import { listOwnPasskeys } from './passkeys/own-passkeys.server.ts';
import { findOwnPassword } from './password/own-password.server.ts';
import { listConnected, listUnconnected } from './provider/own-providers.server.ts';
import type { Viewer } from './viewer.ts';

/** What a person sees of their own account. */
export async function getAccountPage(portal: Portal, viewer: Viewer, token: string) {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const tokenHash = sessionHashOf(portal, token);
  return {
    name: viewer.name,
    email: viewer.email,
    connected: await listConnected(db, viewer.personId),
    unconnected: await listUnconnected(db, viewer.personId, today),
    passkeys: (await listOwnPasskeys(db, viewer.personId)).length,
    password: (await findOwnPassword(db, viewer.personId)) ?? null,
    sessions: await listOwnSessions(db, { personId: viewer.personId, tokenHash, now }),
  };
}

/** One press on the account's page: ends a session, or all others. Gives what to say on the page. */
export async function postAccountForm(
  portal: Portal,
  viewer: Viewer,
  token: string,
  form: FormData,
): Promise<'ended' | 'ended-others' | 'disconnected'> {
  const intent = formText(form, 'intent');
  if (intent === 'end-others') {
    await endOtherSessions(portal, viewer, token);
    return 'ended-others';
  }
  if (intent === 'disconnect') {
    await disconnectOwn(portal, viewer, formText(form, 'binding') ?? '');
    return 'disconnected';
  }
  if (intent !== 'end-session') throw notNow('Go back to the page of your account and choose there what to do.');
  await endOwnSession(portal, viewer, formText(form, 'session') ?? '');
  return 'ended';
}

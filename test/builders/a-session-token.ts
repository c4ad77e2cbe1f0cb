import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { addMinutes } from '../../app/platform/clock.ts';
import { hashToken } from '../../app/platform/ids.ts';
import type { Portal } from '../../app/platform/portal.ts';

/** Signs a person in at this moment, without a link. Gives the token that the browser would hold. */
export async function aSessionToken(portal: Portal, viewer: Viewer): Promise<string> {
  const token = `token-${portal.newId()}`;
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token, portal.config.sessionSecret),
      person_id: viewer.personId,
      created_at: now,
      last_seen_at: now,
      expires_at: addMinutes(now, 600),
      ended_at: null,
    })
    .execute();
  return token;
}

/** The newest code that was sent to somebody, as it stands in the message. */
export async function codeSentTo(portal: Portal, viewer: Viewer): Promise<string> {
  const row = await portal.database.db
    .selectFrom('outbox_message')
    .select('body')
    .where('person_id', '=', viewer.personId)
    .where('template', '=', 'confirmation-code')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return /\b(\d{6})\b/.exec(row?.body ?? '')?.[1] ?? '';
}

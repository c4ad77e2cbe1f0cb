import type { Trx } from '../../../../db/client.server.ts';
import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';

/** How long the link in an invitation works: long enough for a weekend, and it works once. */
export const invitationHours = 72;

/** A single-use link before it belongs to anybody. Only its hash is ever stored beside the message that carries it. */
export interface NewLink {
  readonly hash: string;
  readonly url: string;
}

/** Makes the secret, outside the transaction that writes it. */
export function newLink({ config }: Pick<Portal, 'config'>): NewLink {
  const token = makeToken();
  return { hash: hashToken(token, config.sessionSecret), url: `${config.publicOrigin}/sign-in/link/${token}` };
}

/** Gives the link to a person who is invited: it signs them in once and opens a page of ours. */
export async function writeInvitationLink(
  trx: Trx,
  stamp: Stamp,
  link: NewLink,
  {
    personId,
    destination,
    actorId,
  }: { readonly personId: string; readonly destination: string; readonly actorId: string },
): Promise<void> {
  await trx
    .insertInto('sign_in_link')
    .values({
      token_hash: link.hash,
      person_id: personId,
      destination,
      created_at: stamp.now,
      expires_at: addMinutes(stamp.now, invitationHours * 60),
      used_at: null,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'sign-in.link-sent',
    owner: 'system',
    actorId,
    subject: { kind: 'person', id: personId },
    detail: { by: 'invitation' },
  });
}

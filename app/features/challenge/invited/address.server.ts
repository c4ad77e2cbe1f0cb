import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionInvitationRow } from '../../../../db/schema/challenge.table.ts';
import type { Config } from '../../../platform/config.server.ts';

type Secrets = Pick<Config, 'publicOrigin' | 'sessionSecret'>;

const signature = (id: string, { sessionSecret }: Secrets): Buffer =>
  createHmac('sha256', sessionSecret).update(`session-invitation:${id}`).digest();

/**
 * Where an invitation is read and answered: the session's own page for whoever can sign in, else an address that
 * opens this one invitation, and nothing confidential, for whoever holds it.
 */
export function invitationAddress(
  config: Secrets,
  { id, session_id, person_id, capacity }: Pick<SessionInvitationRow, 'id' | 'session_id' | 'person_id' | 'capacity'>,
): string {
  if (person_id !== null)
    return `${config.publicOrigin}/${capacity === 'agency' ? 'sessions' : 'challenge'}/${session_id}`;
  return `${config.publicOrigin}/sessions/invited/${id}.${signature(id, config).toString('base64url')}`;
}

/** The invitation that an address was made for; undefined when we did not make it. */
export function invitationOfToken(token: string, config: Secrets): string | undefined {
  const [id = '', signed = ''] = token.split('.');
  const given = Buffer.from(signed, 'base64url');
  const made = signature(id, config);
  return given.length === made.length && timingSafeEqual(given, made) ? id : undefined;
}

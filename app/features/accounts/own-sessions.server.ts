import type { Reader } from '../../../db/client.server.ts';
import { addMinutes } from '../../platform/clock.ts';
import { idleMinutes, signInWays } from './sessions.ts';

/** Where a person is signed in. */
export interface OwnSession {
  readonly id: string;
  readonly begunAt: string;
  readonly lastSeenAt: string;
  /** How it began, in words; null for one from before that was noted. */
  readonly way: string | null;
  readonly device: string | null;
  readonly address: string | null;
  /** The browser that asks. */
  readonly current: boolean;
}

/** So many are shown; nobody is signed in more often within twelve hours who means to be. */
const most = 50;

/** The sessions of a person that are in force, the newest first. */
export async function listOwnSessions(
  db: Reader,
  { personId, tokenHash, now }: { readonly personId: string; readonly tokenHash: string; readonly now: string },
): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'token_hash', 'created_at', 'last_seen_at', 'way', 'device', 'address'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', addMinutes(now, -idleMinutes))
    .orderBy('created_at', 'desc')
    .orderBy('token_hash')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id ?? '',
    begunAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    way: row.way !== null && Object.hasOwn(signInWays, row.way) ? signInWays[row.way as keyof typeof signInWays] : null,
    device: row.device,
    address: row.address,
    current: row.token_hash === tokenHash,
  }));
}

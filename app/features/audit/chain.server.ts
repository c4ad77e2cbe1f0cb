import { createHash } from 'node:crypto';
import type { EventRow } from '../../../db/schema/audit.table.ts';

export type SealedEvent = Omit<EventRow, 'hash'>;

/** The hash that seals an event: every column in a fixed order, with the hash of the event before it. */
export function hashOfEvent(event: SealedEvent): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        event.prev_hash,
        event.chain,
        Number(event.seq),
        event.id,
        event.type,
        event.at,
        event.actor_id,
        event.organisation_id,
        event.partnership_id,
        event.subject_kind,
        event.subject_id,
        event.detail,
      ]),
    )
    .digest('hex');
}

/** What the first event of a chain names as the one before it. */
export const startOfChain = '0'.repeat(64);

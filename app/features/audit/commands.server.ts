import type { Trx } from '../../../db/client.server.ts';
import { compiledQuery } from '../../../db/compiled.ts';
import type { EventRow } from '../../../db/schema/audit.table.ts';
import type { Stamp } from '../../platform/portal.ts';
import { hashOfEvent, type SealedEvent, startOfChain } from './chain.server.ts';
import { chainOf, type NewEvent } from './events.ts';

/**
 * Appends an event to its owner's chain, in the transaction of the change itself. Taking the chain's head row first
 * puts writers of one chain in a queue on both databases; writers of different chains never wait for each other.
 */
export async function recordEvent(trx: Trx, stamp: Pick<Stamp, 'now' | 'newId'>, event: NewEvent): Promise<void> {
  const chain = chainOf(event.owner);
  const [taken] = (await takeHead(trx, { chain })).rows;
  const head =
    taken ??
    (await trx
      .insertInto('event_chain')
      .values({ chain, head_seq: 1, head_hash: startOfChain })
      .onConflict((conflict) =>
        conflict.column('chain').doUpdateSet((eb) => ({
          head_seq: eb('event_chain.head_seq', '+', 1),
        })),
      )
      .returning(['head_seq', 'head_hash'])
      .executeTakeFirstOrThrow());
  const sealed = sealEvent(stamp, event, {
    chain,
    seq: Number(head.head_seq),
    hash: head.head_hash,
  });
  const hash = hashOfEvent(sealed);
  await addEvent(trx, { ...sealed, hash });
  await moveHead(trx, { chain, hash });
}

const takeHead = compiledQuery((db, { chain }: { readonly chain: string }) =>
  db
    .updateTable('event_chain')
    .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
    .where('chain', '=', chain)
    .returning(['head_seq', 'head_hash']),
);

const addEvent = compiledQuery((db, row: EventRow) => db.insertInto('event').values(row));

const moveHead = compiledQuery((db, { chain, hash }: { readonly chain: string; readonly hash: string }) =>
  db.updateTable('event_chain').set({ head_hash: hash }).where('chain', '=', chain),
);

/** The row of an event at its place in a chain, all but its own hash. */
export function sealEvent(
  stamp: Pick<Stamp, 'now' | 'newId'>,
  event: NewEvent,
  place: {
    readonly chain: string;
    readonly seq: number;
    readonly hash: string;
  },
): SealedEvent {
  return {
    chain: place.chain,
    seq: place.seq,
    id: stamp.newId(),
    type: event.type,
    at: stamp.now,
    actor_id: event.actorId,
    organisation_id: event.owner !== 'system' && 'organisationId' in event.owner ? event.owner.organisationId : null,
    partnership_id: event.owner !== 'system' ? (event.owner.partnershipId ?? null) : null,
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    detail: JSON.stringify(event.detail ?? {}),
    prev_hash: place.hash,
  };
}

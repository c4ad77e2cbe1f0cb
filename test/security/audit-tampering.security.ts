/** Tampering with the record of changes: every kind, at many places, and each is found. */
import { expect, it } from 'vitest';
import { hashOfEvent, startOfChain } from '../../app/features/audit/chain.server.ts';
import { recordEvent } from '../../app/features/audit/commands.server.ts';
import { type ChainHead, chainHeads, compareHeads } from '../../app/features/audit/heads.server.ts';
import { verifyChains } from '../../app/features/audit/queries.server.ts';
import type { Trx } from '../../db/client.server.ts';
import type { EventRow } from '../../db/schema/audit.table.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { atLeast, casesToTry, all as every, figure, seededNumbers } from './figures.ts';

const chains = ['partnership:p1', 'partnership:p2', 'partnership:p3'] as const;
const length = 24;

interface Place {
  readonly chain: (typeof chains)[number];
  readonly seq: number;
}

type Tamper = (trx: Trx, place: Place) => Promise<unknown>;

const at = (trx: Trx, { chain, seq }: Place) =>
  trx.selectFrom('event').selectAll().where('chain', '=', chain).where('seq', '=', seq).executeTakeFirstOrThrow();

const set = (trx: Trx, { chain, seq }: Place, values: Partial<EventRow>) =>
  trx.updateTable('event').set(values).where('chain', '=', chain).where('seq', '=', seq).execute();

const edit =
  (values: (row: EventRow) => Partial<EventRow>): Tamper =>
  async (trx, place) =>
    set(trx, place, values(await at(trx, place)));

/** Changes an event and every seal after it, as somebody would who knows how they are made. */
const reseal =
  (values: (row: EventRow) => Partial<EventRow>, withHead: boolean): Tamper =>
  async (trx, { chain, seq }) => {
    const rows = await trx.selectFrom('event').selectAll().where('chain', '=', chain).orderBy('seq').execute();
    let prev = startOfChain;
    for (const row of rows) {
      const changed = { ...row, ...(Number(row.seq) === seq ? values(row) : {}), prev_hash: prev };
      prev = hashOfEvent(changed);
      await set(trx, { chain, seq: Number(row.seq) }, { ...changed, hash: prev });
    }
    if (withHead) await trx.updateTable('event_chain').set({ head_hash: prev }).where('chain', '=', chain).execute();
  };

/** What a saboteur may do. `rebuilt` kinds verify by themselves, and show by the ends that are kept elsewhere. */
const kinds: Readonly<Record<string, Tamper>> = {
  type: edit(() => ({ type: 'cycle.closed' })),
  time: edit(() => ({ at: '2020-01-01T00:00:00.000Z' })),
  'time by a millisecond': edit((row) => ({ at: row.at.replace(/\dZ$/, (end) => (end === '1Z' ? '2Z' : '1Z')) })),
  actor: edit(() => ({ actor_id: 'somebody' })),
  organisation: edit(() => ({ organisation_id: 'another' })),
  partnership: edit(() => ({ partnership_id: 'another' })),
  'subject kind': edit(() => ({ subject_kind: 'letter' })),
  subject: edit((row) => ({ subject_id: `${row.subject_id}x` })),
  detail: edit(() => ({ detail: '{}' })),
  'space in the detail': edit((row) => ({ detail: row.detail.replace('{', '{ ') })),
  identifier: edit((row) => ({ id: `${row.id}x` })),
  'hash of itself': edit((row) => ({ hash: row.hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) })),
  'hash before it': edit((row) => ({ prev_hash: row.prev_hash.replace(/.$/, (last) => (last === 'f' ? 'e' : 'f')) })),
  'seal of one event': edit((row) => ({ detail: '{}', hash: hashOfEvent({ ...row, detail: '{}' }) })),
  deleted: (trx, { chain, seq }) => trx.deleteFrom('event').where('chain', '=', chain).where('seq', '=', seq).execute(),
  'cut off from here': (trx, { chain, seq }) =>
    trx.deleteFrom('event').where('chain', '=', chain).where('seq', '>=', seq).execute(),
  'put in twice': async (trx, place) => {
    const row = await at(trx, place);
    await trx
      .insertInto('event')
      .values({ ...row, id: `${row.id}-again`, seq: length + 1, prev_hash: row.hash })
      .execute();
  },
  'put in with a seal': async (trx, { chain }) => {
    const last = await at(trx, { chain, seq: length });
    const forged = { ...last, id: 'forged', seq: length + 1, prev_hash: last.hash };
    await trx
      .insertInto('event')
      .values({ ...forged, hash: hashOfEvent(forged) })
      .execute();
  },
  'changed places': async (trx, { chain, seq }) => {
    const other = seq === length ? 1 : seq + 1;
    await set(trx, { chain, seq }, { seq: 999 });
    await set(trx, { chain, seq: other }, { seq });
    await set(trx, { chain, seq: 999 }, { seq: other });
  },
  'moved to another chain': (trx, { chain, seq }) =>
    set(trx, { chain, seq }, { chain: chain === chains[0] ? chains[1] : chains[0], seq: length + 1 }),
  'moved to no chain': (trx, place) => set(trx, place, { chain: 'partnership:none', seq: 1 }),
  'end by its hash': (trx, { chain, seq }) =>
    trx
      .updateTable('event_chain')
      .set({ head_hash: String(seq).padStart(64, '0') })
      .where('chain', '=', chain)
      .execute(),
  'end by its number': (trx, { chain, seq }) =>
    trx
      .updateTable('event_chain')
      .set({ head_seq: seq === length ? length + 5 : seq })
      .where('chain', '=', chain)
      .execute(),
  'end taken away': (trx, { chain }) => trx.deleteFrom('event_chain').where('chain', '=', chain).execute(),
  'every seal after it': reseal(() => ({ detail: '{}' }), false),
  'rebuilt with its end': reseal(() => ({ detail: '{}' }), true),
  'rebuilt by another actor': reseal(() => ({ actor_id: 'somebody' }), true),
  'cut off with its end': async (trx, { chain, seq }) => {
    await trx.deleteFrom('event').where('chain', '=', chain).where('seq', '>=', seq).execute();
    const last = seq === 1 ? undefined : await at(trx, { chain, seq: seq - 1 });
    await trx
      .updateTable('event_chain')
      .set({ head_seq: seq - 1, head_hash: last?.hash ?? startOfChain })
      .where('chain', '=', chain)
      .execute();
  },
  'taken away as a whole': async (trx, { chain }) => {
    await trx.deleteFrom('event').where('chain', '=', chain).execute();
    await trx.deleteFrom('event_chain').where('chain', '=', chain).execute();
  },
};

const next = seededNumbers(7);
const places = Array.from({ length: 36 }, () => ({
  chain: chains[Math.floor(next() * chains.length)] ?? chains[0],
  seq: 1 + Math.floor(next() * length),
}));
const all = Object.entries(kinds).flatMap(([kind, tamper]) => places.map((place) => ({ kind, tamper, place })));

class TakenBack extends Error {}

/** The keys of the database itself refuse what belongs to no chain. */
const byKeys = (error: unknown) => error instanceof Error && /foreign key/i.test(error.message);

it.each(['sqlite', 'postgres'] as const)(
  'finds every change of the record, whatever it is and wherever (%s)',
  async (dialect) => {
    const portal = await openTestPortal(dialect);
    const { database } = portal;
    await fill(portal);
    const kept: ChainHead[] = [];
    for await (const head of chainHeads(database.db)) kept.push(head);
    expect((await verifyChains(database.db)).faults).toEqual([]);
    const cases = casesToTry(all, 35, ({ kind }) => kind);
    const missed: string[] = [];
    let refused = 0;
    for (const { kind, tamper, place } of cases) {
      let found = 0;
      await database
        .transaction(async (trx) => {
          await tamper(trx, place).catch((error: unknown) => {
            throw new TakenBack('refused', { cause: error });
          });
          found = (await verifyChains(trx)).faults.length + (await compareHeads(trx, kept)).length;
          throw new TakenBack('verified');
        })
        .catch((error: unknown) => {
          if (!(error instanceof TakenBack)) throw error;
          if (error.message === 'verified') return;
          if (!byKeys(error.cause)) throw error.cause;
          refused += 1;
          found = 1;
        });
      if (found === 0) missed.push(`${kind} at ${place.chain} ${place.seq}`);
    }
    figure(`audit tampering (${dialect})`, {
      changes: atLeast(1000, cases.length),
      kinds: Object.keys(kinds).length,
      found: every(cases.length, cases.length - missed.length),
      'of them refused by the database': refused,
    });
    await portal.close();
    expect(missed).toEqual([]);
  },
);

async function fill(portal: TestPortal): Promise<void> {
  for (let number = 0; number < length; number += 1)
    for (const chain of chains)
      await portal.database.transaction((trx) =>
        recordEvent(trx, portal.stamp(), {
          type: 'cycle.changed',
          owner: { partnershipId: chain.slice('partnership:'.length) },
          actorId: null,
          subject: { kind: 'cycle', id: `c${number}` },
          detail: { number },
        }),
      );
}

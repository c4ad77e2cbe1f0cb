import { expect, it } from 'vitest';
import { recordEvent } from '../../../app/features/audit/commands.server.ts';
import {
  type ChainHead,
  chainHeads,
  compareHeads,
  logChainHeads,
  readHead,
} from '../../../app/features/audit/heads.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { chainsAsLines, recordAsCsv, verifyLines } from '../../../app/features/audit/record-file.server.ts';
import type { Portal } from '../../../app/platform/portal.ts';
import { anOrganisation, aPartnership } from '../../builders/a-partnership.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

async function anOwner(portal: Portal) {
  const partnershipId = await aPartnership(portal, 'brookmere');
  const organisationId = await anOrganisation(portal, partnershipId);
  const grow = async (count: number, detail = {}) => {
    for (let number = 0; number < count; number++)
      await portal.database.transaction((trx) =>
        recordEvent(trx, portal.stamp(), {
          type: 'return.opened',
          owner: { organisationId, partnershipId },
          actorId: null,
          subject: { kind: 'return', id: `=cmd|${number}` },
          detail: { number, ...detail },
        }),
      );
  };
  return { partnershipId, organisationId, chain: `organisation:${organisationId}`, grow };
}

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

async function* linesIn(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

describeEachDatabase('the record of changes as a file', (open) => {
  it('can be verified by whoever took it away, and shows what was changed in it since', async () => {
    const portal = await open();
    const { chain, grow } = await anOwner(portal);
    await grow(5);
    const text = await textOf(chainsAsLines(portal.database.db, [chain]));
    expect(await verifyLines(linesIn(text))).toEqual({ events: 5, faults: [] });
    const lines = text.trim().split('\n');
    const without = lines.toSpliced(2, 1).join('\n');
    expect((await verifyLines(linesIn(without))).faults).toHaveLength(1);
    const edited = text.replace('"number\\":3', '"number\\":4');
    expect((await verifyLines(linesIn(edited))).faults.map(({ fault }) => fault)).toEqual([
      'was changed after it was written',
    ]);
    expect((await verifyLines(linesIn(`${text}no event`))).faults.map(({ fault }) => fault)).toEqual(['is no event']);
  });

  it('is a table in the order of its days, with formulas made harmless, for the owners alone', async () => {
    const portal = await open();
    const ours = await anOwner(portal);
    const partnershipId = await aPartnership(portal, 'lanternfield');
    const theirs = await anOrganisation(portal, partnershipId);
    await ours.grow(2);
    const csv = await textOf(recordAsCsv(portal.database.db, { organisationIds: [ours.organisationId] }));
    expect(csv.startsWith('\uFEFFwhen,what,who')).toBe(true);
    expect(csv.trim().split('\n')).toHaveLength(3);
    expect(csv).toContain("'=cmd|0");
    const others = await textOf(recordAsCsv(portal.database.db, { organisationIds: [theirs] }));
    expect(others.trim().split('\n')).toHaveLength(1);
  });
});

describeEachDatabase('the ends of chains that are kept elsewhere', (open) => {
  it('show a chain that was cut off or rebuilt, although it verifies', async () => {
    const portal = await open();
    const { chain, grow } = await anOwner(portal);
    await grow(3);
    const { db } = portal.database;
    const kept: ChainHead[] = [];
    for await (const head of chainHeads(db)) kept.push(head);
    expect(await compareHeads(db, kept)).toEqual([]);
    await db.deleteFrom('event').where('chain', '=', chain).execute();
    await db.deleteFrom('event_chain').where('chain', '=', chain).execute();
    await grow(2);
    expect((await verifyChains(db)).faults).toEqual([]);
    expect(await compareHeads(db, kept)).toEqual([{ chain, seq: 3, fault: 'was kept elsewhere and is missing here' }]);
    await grow(1, { forged: true });
    expect((await compareHeads(db, kept)).map(({ fault }) => fault)).toEqual([
      'is not the one that was kept elsewhere',
    ]);
  });

  it('go to the log once for each time a chain has grown', async () => {
    const portal = await open();
    const { chain, grow } = await anOwner(portal);
    const heads: ChainHead[] = [];
    const told: Portal = {
      ...portal,
      log: {
        ...portal.log,
        info: (event, fields) => {
          const head = readHead(JSON.stringify({ event, ...fields }));
          if (head) heads.push(head);
        },
      },
    };
    await grow(2);
    await logChainHeads(told);
    await logChainHeads(told);
    await grow(1);
    await logChainHeads(told);
    expect(heads.filter((head) => head.chain === chain).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(await compareHeads(portal.database.db, heads)).toEqual([]);
  });
});

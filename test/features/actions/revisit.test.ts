import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { drawRevisit } from '../../../app/features/actions/revisit/draw.server.ts';
import { writeDrawFile } from '../../../app/features/actions/revisit/draw-file.server.ts';
import { lookAgain } from '../../../app/features/actions/revisit/look.server.ts';
import { getRevisit, listRevisits } from '../../../app/features/actions/revisit/queries.server.ts';
import {
  figuresInWords,
  type RevisitChoice,
  revisitChoiceSchema,
} from '../../../app/features/actions/revisit/rules.ts';
import { lotOf } from '../../../app/features/moderation/sampling/candidates.server.ts';
import { readWorkbook } from '../../../app/platform/workbook.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aPlannedAction } from '../../builders/a-planned-action.ts';
import { aPlaceOfActions } from '../../builders/an-action.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** A place with six closed actions, two of them of high priority, one closed long ago, one from a review; and an open one. */
async function aPlaceWithClosedActions(portal: TestPortal) {
  const place = await aPlaceOfActions(portal);
  const { partnershipId, organisationId, manager, lead } = place;
  const closed = (parts: Partial<Parameters<typeof aPlannedAction>[1]> = {}) =>
    aPlannedAction(portal, {
      partnership_id: partnershipId,
      organisation_id: organisationId,
      created_by: manager.personId,
      owner_id: lead.personId,
      owner_name: lead.name,
      status: 'closed',
      closed_at: '2026-10-01T09:00:00.000Z',
      priority: 'low',
      ...parts,
    });
  const high = [await closed({ priority: 'high' }), await closed({ priority: 'high' })];
  const old = await closed({ closed_at: '2025-06-01T09:00:00.000Z' });
  const review = await closed({ source_kind: 'review', source_name: 'Alder' });
  const plain = [await closed(), await closed()];
  await closed({ status: 'open', closed_at: null, priority: 'high' });
  return { ...place, high, old, review, all: [...high, old, review, ...plain].map(({ id }) => id) };
}

const choice = (parts: Partial<RevisitChoice> = {}): RevisitChoice => ({
  partnership: null,
  pool: 'all',
  amount: 'every',
  askedFor: null,
  ...parts,
});

async function draws(portal: TestPortal, viewer: Viewer, parts: Partial<RevisitChoice> = {}) {
  const drawn = await drawRevisit(portal, viewer, choice(parts));
  if (!drawn.saved) throw new Error(drawn.problem);
  return getRevisit(portal.database.db, viewer, drawn.id);
}

const saw = (action: string, outcome: 'works' | 'fails' | 'unclear') => ({
  action,
  outcome,
  note: `Ten files: ${outcome}`,
});

describeEachDatabase('closed actions that are drawn to be looked at again', (open) => {
  it('are drawn by lot with a seed that is kept, so that anybody can draw the same', async () => {
    const portal = await open();
    const { manager, chair, all } = await aPlaceWithClosedActions(portal);
    const drawn = await draws(portal, manager, { amount: 'number', askedFor: 3 });
    const lots = all.toSorted((a, b) => (lotOf(drawn.seed, a) < lotOf(drawn.seed, b) ? -1 : 1));
    expect(drawn.members.map(({ id }) => id)).toEqual(lots.slice(0, 3));
    expect(drawn).toMatchObject({ drawnFrom: 6, by: 'Ann Moss', figures: { drawn: 3, looked: 0 } });
    const share = await draws(portal, chair, { amount: 'share', askedFor: 20 });
    expect(share.members).toHaveLength(2);
    expect(share.seed).not.toBe(drawn.seed);
  });

  it('can be those of a rule alone', async () => {
    const portal = await open();
    const { manager, high, old, review } = await aPlaceWithClosedActions(portal);
    const idsOf = async (pool: RevisitChoice['pool']) =>
      (await draws(portal, manager, { pool })).members.map(({ id }) => id).toSorted();
    expect(await idsOf('high')).toEqual(high.map(({ id }) => id).toSorted());
    expect(await idsOf('older')).toEqual([old.id]);
    expect(await idsOf('review')).toEqual([review.id]);
  });

  it('are not drawn by who only checks, from nothing, or of another partnership', async () => {
    const portal = await open();
    const { manager, moderator, lead, partnershipId } = await aPlaceWithClosedActions(portal);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const other = { manager: await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere }) };
    const { id } = await draws(portal, manager);
    for (const viewer of [moderator, lead])
      await expect(drawRevisit(portal, viewer, choice())).rejects.toThrow('not found');
    expect(await drawRevisit(portal, other.manager, choice())).toMatchObject({ saved: false, field: 'pool' });
    await expect(drawRevisit(portal, other.manager, choice({ partnership: partnershipId }))).rejects.toThrow(
      'not found',
    );
    await expect(getRevisit(portal.database.db, other.manager, id)).rejects.toThrow('not found');
    await expect(getRevisit(portal.database.db, lead, id)).rejects.toThrow('not found');
    expect((await listRevisits(portal.database.db, other.manager, 1)).items).toEqual([]);
  });

  it('keep every look, and the newest of each is counted', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, moderator, high } = await aPlaceWithClosedActions(portal);
    const { id } = await draws(portal, manager, { pool: 'high' });
    const [first, second] = high.map((action) => action.id);
    await lookAgain(portal, moderator, id, saw(first ?? '', 'unclear'));
    await lookAgain(portal, moderator, id, saw(first ?? '', 'works'));
    await lookAgain(portal, manager, id, saw(second ?? '', 'fails'));
    const { members, figures } = await getRevisit(db, manager, id);
    expect(figures).toEqual({ drawn: 2, looked: 2, works: 1, fails: 1, unclear: 0 });
    expect(figuresInWords(figures)).toBe('2 of 2 looked at: 1 still works, 1 does not, 0 could not be told.');
    expect(members.find((member) => member.id === first)?.looks).toMatchObject([
      { outcome: 'works', by: 'Sam Patel' },
      { outcome: 'unclear', note: 'Ten files: unclear', by: 'Sam Patel' },
    ]);
    expect((await listRevisits(db, moderator, 1)).items[0]?.figures).toEqual(figures);
    const history = await db
      .selectFrom('action_update')
      .select(['action_id', 'kind'])
      .where('action_id', 'in', [first ?? '', second ?? ''])
      .orderBy('id')
      .execute();
    expect(history).toEqual([
      { action_id: first, kind: 'impact-seen' },
      { action_id: second, kind: 'impact-not-seen' },
    ]);
    const events = await db
      .selectFrom('event')
      .select('type')
      .where('type', 'in', ['action-revisit.drawn', 'action.revisited'])
      .execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'action-revisit.drawn',
      'action.revisited',
      'action.revisited',
      'action.revisited',
    ]);
  });

  it('are not looked at by who owns them, once they are open again, or where they were not drawn', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, lead, high, old } = await aPlaceWithClosedActions(portal);
    const { id } = await draws(portal, manager, { pool: 'high' });
    const [first = ''] = high.map((action) => action.id);
    const owner: Viewer = { ...lead, partnershipRoles: manager.partnershipRoles };
    await expect(lookAgain(portal, owner, id, saw(first, 'works'))).rejects.toThrow('your own');
    await expect(lookAgain(portal, manager, id, saw(old.id, 'works'))).rejects.toThrow('not found');
    await expect(lookAgain(portal, lead, id, saw(first, 'works'))).rejects.toThrow('not found');
    await db.updateTable('action').set({ status: 'in-progress', closed_at: null }).where('id', '=', first).execute();
    await expect(lookAgain(portal, manager, id, saw(first, 'works'))).rejects.toThrow('open again');
    expect((await getRevisit(db, manager, id)).figures.looked).toBe(0);
  });

  it('are a file with what was seen and what checks the lots, harmless in a spreadsheet, for nobody outside the partnership', async () => {
    const portal = await open();
    const { manager, review } = await aPlaceWithClosedActions(portal);
    const draw = await draws(portal, manager, { pool: 'review' });
    await lookAgain(portal, manager, draw.id, { action: review.id, outcome: 'fails', note: '=HYPERLINK("x")' });
    const { bytes, fileName } = await writeDrawFile(portal, manager, draw.id, 'csv');
    expect(fileName).toBe('drawn-actions-2026-11-02.csv');
    const [row] = parse<Record<string, string>>(new TextDecoder().decode(bytes), { columns: true, bom: true });
    expect(row).toMatchObject({
      Lot: '1',
      Reference: review.reference,
      Seen: 'It does not work any more',
      'What was looked at': '\'=HYPERLINK("x")',
      'Looked at on': '2026-11-02',
      Seed: draw.seed,
      'Number in the address': review.id,
    });
    for (const ending of ['xlsx', 'ods'] as const) {
      const file = await writeDrawFile(portal, manager, draw.id, ending);
      expect(await readWorkbook(file.bytes)).toMatchObject({
        sheets: [{ rows: [expect.arrayContaining(['Reference']), expect.arrayContaining([review.reference])] }],
      });
    }
    await expect(writeDrawFile(portal, manager, draw.id, 'pdf')).rejects.toThrow('not found');
    const foreign = await aViewer(portal, {
      role: 'business-manager',
      partnershipId: await aPartnership(portal, 'other'),
    });
    await expect(writeDrawFile(portal, foreign, draw.id, 'csv')).rejects.toThrow('not found');
  });
});

it('the form of a draw asks for a number or a share within reason', () => {
  const errorsOf = (typed: Record<string, string>) =>
    revisitChoiceSchema.safeParse(typed).error?.issues.map(({ path }) => path.join('.')) ?? [];
  expect(errorsOf({})).toEqual(['pool', 'amount']);
  expect(errorsOf({ pool: 'all', amount: 'number', number: '0' })).toEqual(['number']);
  expect(errorsOf({ pool: 'all', amount: 'share', share: '101' })).toEqual(['share']);
  expect(errorsOf({ pool: 'high', amount: 'every', number: 'x' })).toEqual([]);
});

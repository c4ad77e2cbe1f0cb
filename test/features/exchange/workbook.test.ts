import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepWorkbook } from '../../../app/features/exchange/commands/import-workbook.server.ts';
import { drawReturnWorkbook } from '../../../app/features/exchange/workbook/load.server.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { asCellText, fromCellText } from '../../../app/platform/cells.ts';
import type { WorkbookFormat } from '../../../app/platform/workbook.server.ts';
import { answer, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { applied, changedWorkbook, everyKind, opened, put, savedAs, tried } from './a-workbook.ts';

const formats = ['xlsx', 'ods'] as const satisfies readonly WorkbookFormat[];

const full: Record<string, AnswerValue> = {
  rated: rated('green', '=HYPERLINK("http://example.org")\n\n  - a list,   with spaces \n@home'),
  yes: { type: 'yes-no', value: 'yes', detail: '+44 is not a sum' },
  opened: { type: 'text', text: "'quoted' and '=so is this" },
  one: { type: 'single-choice', choice: 'online', narrative: 'Since June' },
  many: { type: 'multiple-choice', choices: ['prevent', 'online'] },
  count: { type: 'number', value: 1200 },
  share: { type: 'percentage', value: 0.5 },
  day: { type: 'date', value: '2026-06-14' },
  words: { type: 'text', text: "-1 isn't\ta number\n\n\nthree lines below" },
  sites: {
    type: 'table',
    rows: [
      { name: '=Mill Road', seen: '2026-02-01', staff: '12', kind: 'online' },
      { name: 'Canal\nStreet', seen: '', staff: '', kind: '' },
    ],
  },
};

const stored = async (portal: TestPortal, world: World) => {
  const rows = await portal.database.db
    .selectFrom('answer')
    .select(['question_code', 'value', 'revision'])
    .where('return_id', '=', world.returnId)
    .execute();
  return Object.fromEntries(
    rows.map((row) => [row.question_code, { value: JSON.parse(row.value), revision: row.revision }]),
  );
};

describe('texts in cells', () => {
  it('keep every letter, whatever they begin with, and none begins like a formula', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@\t]{0,4}[a-z ']{0,5}$/)), (text) => {
        expect(fromCellText(asCellText(text))).toBe(text);
        expect(asCellText(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describeEachDatabase('the workbook of a return', (open) => {
  it.each(formats)('comes back as %s without a change, whatever kind of answers it holds', async (format) => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const untouched = await tried(
      portal,
      world.lead,
      world.returnId,
      (await drawReturnWorkbook(portal, world.lead, world.returnId, format)).bytes,
    );
    expect(untouched.outcomes).toEqual({});
    await answer(portal, world, full);
    const { bytes } = await drawReturnWorkbook(portal, world.lead, world.returnId, format);
    const round = await tried(portal, world.lead, world.returnId, bytes);
    expect(round.outcomes).toEqual({});
    expect(round.dryRun.planned).toHaveLength(Object.keys(full).length);
    const before = await stored(portal, world);
    await applied(portal, world.lead, world.returnId, round);
    expect(await stored(portal, world)).toEqual(before);
  });

  it.each(formats)('carries every answer of a full %s into an empty return', async (format) => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const empty = await opened((await drawReturnWorkbook(portal, world.lead, world.returnId, format)).bytes);
    await answer(portal, world, full);
    const filled = await opened((await drawReturnWorkbook(portal, world.lead, world.returnId, format)).bytes);
    const { db } = portal.database;
    await db.deleteFrom('answer').execute();
    await db.deleteFrom('answer_revision').execute();
    // The words of the full one with the revisions of the empty one, as a person would have typed them.
    const typed = filled.map((sheet, at) => ({
      ...sheet,
      rows: sheet.rows.map((row, place) => [...row.slice(0, -1), empty[at]?.rows[place]?.at(-1) ?? '']),
    }));
    const round = await tried(portal, world.lead, world.returnId, await savedAs(typed, format));
    expect(new Set(Object.values(round.outcomes))).toEqual(new Set(['new']));
    expect(await applied(portal, world.lead, world.returnId, round)).toEqual({ saved: 10 });
    const saved = await stored(portal, world);
    expect(Object.fromEntries(Object.entries(saved).map(([code, { value }]) => [code, value]))).toEqual(full);
    const again = await applied(portal, world.lead, world.returnId, round);
    expect(again).toMatchObject({ problem: expect.stringContaining('imported already') });
    expect(await stored(portal, world)).toEqual(saved);
    const events = await db
      .selectFrom('event')
      .select(['type', 'detail'])
      .where('type', '=', 'return.workbook-imported')
      .execute();
    expect(events).toHaveLength(1);
    expect(events[0]?.detail).not.toContain('Mill Road');
  });

  it('shows a change of one side as accepted and of both as a conflict, and keeps the loser either way', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    await answer(portal, world, full);
    const sheets = await opened((await drawReturnWorkbook(portal, world.lead, world.returnId, 'xlsx')).bytes);
    await answer(portal, world, {
      words: { type: 'text', text: 'Changed on the portal' },
      count: { type: 'number', value: 7 },
      share: { type: 'percentage', value: 50 },
    });
    const bytes = await savedAs(
      put(sheets, [
        ['words', 'answer', 'Changed in the workbook'],
        ['count', 'answer', 9],
        ['day', 'answer', new Date('2026-07-01T00:00:00Z')],
        ['rated', 'answer', 'partly IN place'],
        ['many#prevent', 'answer', ''],
      ]),
      'xlsx',
    );
    const round = await tried(portal, world.lead, world.returnId, bytes);
    expect(round.outcomes).toEqual({
      words: 'conflict',
      count: 'conflict',
      day: 'changed',
      rated: 'changed',
      many: 'changed',
    });
    expect(await applied(portal, world.lead, world.returnId, round, { words: 'mine' })).toMatchObject({
      problem: expect.stringContaining('Choose which'),
    });
    expect(await applied(portal, world.lead, world.returnId, round, { words: 'mine', count: 'theirs' })).toEqual({
      saved: 4,
    });
    const saved = await stored(portal, world);
    expect(saved.words?.value).toEqual({ type: 'text', text: 'Changed in the workbook' });
    expect(saved.count?.value).toEqual({ type: 'number', value: 7 });
    expect(saved.day?.value).toEqual({ type: 'date', value: '2026-07-01' });
    expect(saved.many?.value).toEqual({ type: 'multiple-choice', choices: ['online'] });
    expect(saved.rated?.value.narrative).toBe((full.rated as { narrative: string }).narrative);
    const history = await portal.database.db
      .selectFrom('answer_revision')
      .select(['question_code', 'value', 'outcome'])
      .execute();
    const kept = history.map(({ question_code, value, outcome }) => `${question_code} ${outcome} ${value}`).join('\n');
    expect(kept).toContain('words kept {"type":"text","text":"Changed on the portal"}');
    expect(kept).toContain('count conflict {"type":"number","value":9}');
  });

  it('refuses what cannot be an answer, cell by cell, and then nothing at all is written', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const bytes = await changedWorkbook(portal, world.lead, world.returnId, 'xlsx', [
      ['rated', 'answer', 'Purple'],
      ['yes', 'answer', 'No'],
      ['opened', 'answer', 'Nobody asked'],
      ['many#online', 'answer', 'perhaps'],
      ['count', 'answer', { formula: 'SUM(1,2)' }],
      ['share', 'answer', 120],
      ['day', 'answer', '31/2/2027'],
      ['words', 'answer', 'x'.repeat(4001)],
      ['one', 'answer', 'prevent'],
    ]);
    const round = await tried(portal, world.lead, world.returnId, bytes);
    expect(round.outcomes).toEqual({
      rated: 'refused',
      yes: 'new',
      opened: 'refused',
      many: 'refused',
      count: 'refused',
      share: 'refused',
      day: 'refused',
      words: 'refused',
      one: 'new',
    });
    const reasons = Object.fromEntries(round.dryRun.planned.map((one) => [one.questionCode, one.reasons.join(' ')]));
    expect(reasons.rated).toContain('Cell F3: choose one of: In place; Partly in place');
    expect(reasons.count).toContain('formula');
    expect(reasons.opened).toContain('You are not asked this');
    expect(reasons.words).toContain('1 too many');
    expect(await applied(portal, world.lead, world.returnId, round)).toMatchObject({
      problem: expect.stringContaining('Nothing was imported'),
    });
    expect(await stored(portal, world)).toEqual({});
  });

  it('reads numbers, dates and percentages as a spreadsheet stores them', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const bytes = await changedWorkbook(portal, world.lead, world.returnId, 'xlsx', [
      ['count', 'answer', '1,200'],
      ['share', 'answer', '85%'],
      ['day', 'answer', 46460],
      ['words', 'answer', 2027],
    ]);
    const round = await tried(portal, world.lead, world.returnId, bytes);
    await applied(portal, world.lead, world.returnId, round);
    const saved = await stored(portal, world);
    expect(saved.count?.value.value).toBe(1200);
    expect(saved.share?.value.value).toBe(85);
    expect(saved.day?.value.value).toBe('2027-03-14');
    expect(saved.words?.value.text).toBe('2027');
    const small = await changedWorkbook(portal, world.lead, world.returnId, 'ods', [['share', 'answer', 0.85]]);
    expect((await tried(portal, world.lead, world.returnId, small)).outcomes).toEqual({ share: 'refused' });
  });

  it('tells words in a strange row, a row that stands twice and a question that is not ours', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const sheets = await opened((await drawReturnWorkbook(portal, world.lead, world.returnId, 'xlsx')).bytes);
    const rows = sheets[1]?.rows ?? [];
    const count = rows.find((row) => row[9] === 'count') ?? [];
    rows.push(['', '', '', '', '', '', 'Words nobody can place'], [...count], [...count.with(9, 'unknown')]);
    const round = await tried(portal, world.lead, world.returnId, await savedAs(sheets, 'xlsx'));
    expect(round.dryRun.planned.flatMap(({ reasons }) => reasons)).toEqual([
      expect.stringContaining('belongs to no question'),
      expect.stringContaining('stands twice'),
      expect.stringContaining('not part of this return'),
    ]);
  });

  it('refuses the workbook of another organisation, return or edition, a spoilt one, and one that is none', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const other = await aWorld(portal, everyKind(), { slug: 'other' });
    const sheets = await opened((await drawReturnWorkbook(portal, world.lead, world.returnId, 'xlsx')).bytes);
    const upload = async (bytes: Uint8Array) => {
      const kept = await keepWorkbook(portal, world.lead, world.returnId, bytes);
      return 'problem' in kept ? kept.problem : 'kept';
    };
    const withIdentity = async (field: string, value: string) => {
      const changed = structuredClone(sheets);
      const row = changed[0]?.rows.find((cells) => cells[2] === field);
      if (row) row[1] = value;
      return upload(await savedAs(changed, 'xlsx'));
    };
    const foreign = await drawReturnWorkbook(portal, other.lead, other.returnId, 'xlsx');
    expect(await upload(foreign.bytes)).toContain('another organisation');
    expect(await withIdentity('return', 'another')).toContain('another return');
    expect(await withIdentity('edition-sha256', '0'.repeat(64))).toContain('another edition');
    expect(await withIdentity('format', 'something/2')).toContain('not a workbook of a return');
    expect(await upload(await savedAs(sheets.slice(1), 'xlsx'))).toContain('no sheet named “Read me”');
    const moved = structuredClone(sheets);
    for (const row of moved[1]?.rows ?? []) row.unshift('');
    expect(await upload(await savedAs(moved, 'xlsx'))).toContain('not in their place');
    expect(await upload(new TextEncoder().encode('PK is not enough'))).toContain('not a workbook');
    expect(await upload(new TextEncoder().encode('plain text'))).toContain('XLSX or ODS');
  });

  it('changes nothing before it is applied, nor once the return was sent, nor for anybody who may not answer it', async () => {
    const portal = await open();
    const world = await aWorld(portal, everyKind());
    const other = await aWorld(portal, everyKind(), { slug: 'other' });
    const { organisationId, returnId, lead } = world;
    const bytes = await changedWorkbook(portal, lead, returnId, 'ods', [['words', 'answer', 'Typed']]);
    const round = await tried(portal, lead, returnId, bytes);
    expect(await stored(portal, world)).toEqual({});
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId });
    for (const viewer of [signatory, other.lead]) {
      await expect(keepWorkbook(portal, viewer, returnId, bytes)).rejects.toMatchObject({ code: 'not-found' });
      await expect(applied(portal, viewer, returnId, round)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(drawReturnWorkbook(portal, other.lead, returnId, 'ods')).rejects.toMatchObject({ code: 'not-found' });
    await answer(portal, world, { count: { type: 'number', value: 3 } });
    expect(await applied(portal, lead, returnId, round)).toEqual({ saved: 1 });
    await submitted(portal, world, full);
    await expect(keepWorkbook(portal, lead, returnId, bytes)).rejects.toMatchObject({ code: 'not-now' });
  });
});

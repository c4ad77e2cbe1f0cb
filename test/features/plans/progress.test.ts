import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { postProgress } from '../../../app/features/actions/commands/update-action.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import {
  applyProgress,
  keepProgress,
  previewProgress,
} from '../../../app/features/plans/progress/apply-progress.server.ts';
import {
  actionSheet,
  columnOf,
  guideSheet,
  type ProgressColumn,
  progressColumns,
} from '../../../app/features/plans/progress/layout.ts';
import { writeProgressWorkbook } from '../../../app/features/plans/progress/write-progress.server.ts';
import type { FormCell } from '../../../app/platform/form-sheet.ts';
import { writeFormWorkbook } from '../../../app/platform/form-workbook.server.ts';
import { readWorkbook, type SheetOfText, type WorkbookFormat } from '../../../app/platform/workbook.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aGroup, aPlannedAction } from '../../builders/a-planned-action.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aSetting(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Millbrook Housing' });
  const elsewhere = await anOrganisation(portal, partnershipId, { name: 'Vale School' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Jo Bell');
  const base = { partnership_id: partnershipId, created_by: manager.personId, organisation_id: organisationId };
  const first = await aPlannedAction(portal, { ...base, reference: 'ACT-1', due_on: '2026-11-01', what: '=1+1 notes' });
  const second = await aPlannedAction(portal, { ...base, reference: 'ACT-2', due_on: '2026-12-01' });
  const third = await aPlannedAction(portal, { ...base, reference: 'ACT-3', due_on: '2026-12-02' });
  await aPlannedAction(portal, { ...base, reference: 'ACT-4', status: 'closed' });
  await aPlannedAction(portal, { ...base, reference: 'ACT-5', organisation_id: elsewhere });
  return { partnershipId, organisationId, elsewhere, manager, lead, first, second, third };
}

type Setting = Awaited<ReturnType<typeof aSetting>>;
type Filled = Readonly<Record<string, Partial<Record<ProgressColumn, string | number>>>>;

async function downloaded(
  portal: TestPortal,
  viewer: Viewer,
  organisationId: string | undefined,
  format: WorkbookFormat = 'xlsx',
) {
  const { bytes } = await writeProgressWorkbook(portal, viewer, organisationId, format);
  const book = await readWorkbook(bytes);
  if (!('sheets' in book)) throw new Error(book.problem);
  return book.sheets;
}

/** The workbook as somebody sends it back: the cells of some references filled in. */
function filledIn(
  sheets: readonly SheetOfText[],
  filled: Filled,
  format: WorkbookFormat = 'xlsx',
  more: string[][] = [],
) {
  const cellsOf = (row: readonly string[]): FormCell[] => {
    const own = filled[row[0] ?? ''] ?? {};
    return progressColumns.map(({ code }) => ({ value: own[code] ?? row[columnOf(code)] ?? '', open: true }));
  };
  return writeFormWorkbook(
    {
      title: 'Filled in',
      creator: 'Jo Bell',
      lists: [],
      toRead: true,
      sheets: sheets
        .filter(({ name }) => name === guideSheet || name === actionSheet)
        .map(({ name, rows }) => ({
          name,
          widths: [20],
          rows:
            name === guideSheet ? rows.map((row) => row.map((value) => ({ value }))) : [...rows, ...more].map(cellsOf),
        })),
    },
    format,
  );
}

async function dryRun(portal: TestPortal, { lead, organisationId }: Setting, bytes: Uint8Array) {
  const kept = await keepProgress(portal, lead, organisationId, bytes);
  if ('problem' in kept) return { sha256: '', outcome: '', problem: kept.problem, rows: [] };
  const run = await previewProgress(portal, lead, organisationId, kept.sha256);
  if ('problem' in run) throw new Error(run.problem);
  return { ...kept, ...run, problem: undefined };
}

describeEachDatabase('the workbook of an action plan', (open) => {
  it.each(['xlsx', 'ods'] as const)(
    'goes out and comes back as %s, and is applied as progress of its actions',
    async (format) => {
      const portal = await open();
      const setting = await aSetting(portal);
      const { lead, organisationId, first, second } = setting;
      const sheets = await downloaded(portal, lead, organisationId, format);
      const rows = sheets.find(({ name }) => name === actionSheet)?.rows ?? [];
      expect(rows.slice(1).map(([reference]) => reference)).toEqual(['ACT-1', 'ACT-2', 'ACT-3']);
      expect(rows[1]?.[1]).toBe("'=1+1 notes");
      const before = await portal.database.db.selectFrom('action_update').selectAll().execute();
      const run = await dryRun(
        portal,
        setting,
        await filledIn(
          sheets,
          {
            'ACT-1': { note: 'Two files of ten left\nin one place', percent: '60%', rag: 'at risk' },
            'ACT-2': { note: 'Children tell us so', done: 'Yes', proof: 'https://example.org/audit' },
          },
          format,
        ),
      );
      expect(
        run.rows.map(({ reference, outcome, add }) => [reference, outcome, add?.kind, add?.percent, add?.rag]),
      ).toEqual([
        ['ACT-1', 'accepted', 'progress', 60, 'amber'],
        ['ACT-2', 'accepted', 'done', 100, null],
      ]);
      expect(run).toMatchObject({ empty: 1 });
      // The dry run writes nothing.
      expect(await portal.database.db.selectFrom('action_update').selectAll().execute()).toEqual(before);
      const input = { organisationId, sha256: run.sha256, outcome: run.outcome, partial: false };
      expect(await applyProgress(portal, lead, input)).toEqual({ applied: 2 });
      expect(await getAction(portal.database.db, lead, first.id, '2026-11-02')).toMatchObject({
        status: 'in-progress',
        percent: 60,
        revision: 2,
        updates: [{ kind: 'progress', note: 'Two files of ten left\nin one place', percent: 60 }],
      });
      expect(await getAction(portal.database.db, lead, second.id, '2026-11-02')).toMatchObject({
        status: 'done',
        updates: [{ kind: 'done', note: 'Children tell us so\n\nWhere it can be seen: https://example.org/audit' }],
      });
      // A second press finds nothing to apply.
      expect(await applyProgress(portal, lead, input)).toHaveProperty('problem');
      expect(await verifyChains(portal.database.db)).toMatchObject({ faults: [] });
    },
  );

  it('leaves out what somebody changed meanwhile and what cannot be read, on a second press alone', async () => {
    const portal = await open();
    const setting = await aSetting(portal);
    const { lead, organisationId, first, second } = setting;
    const sheets = await downloaded(portal, lead, organisationId);
    await postProgress(portal, lead, second.id, { note: 'On the page', percent: 10, evidence: null });
    const bytes = await filledIn(sheets, {
      'ACT-1': { note: 'From the workbook' },
      'ACT-2': { note: 'From the workbook too', percent: 90 },
      'ACT-3': { percent: '101', rag: 'purple', done: 'maybe', proof: 'a drawer' },
    });
    const run = await dryRun(portal, setting, bytes);
    expect(run.rows.map(({ outcome }) => outcome)).toEqual(['accepted', 'conflict', 'refused']);
    expect(run.rows[1]?.reasons[0]).toContain('Jo Bell, 2 November 2026 at 9:00am: Progress');
    expect(run.rows[2]?.reasons.map((reason) => reason.slice(0, 8))).toEqual([
      'Cell H4:',
      'Cell K4:',
      'Cell J4:',
      'Cell I4:',
      'Cell L4:',
    ]);
    const input = { organisationId, sha256: run.sha256, outcome: run.outcome };
    expect(await applyProgress(portal, lead, { ...input, partial: false })).toEqual({ leftOut: 2 });
    expect((await getAction(portal.database.db, lead, first.id, '2026-11-02')).updates).toEqual([]);
    await postProgress(portal, lead, second.id, { note: 'Again', percent: 20, evidence: null });
    // What the reader agreed to is not what would happen now.
    expect(await applyProgress(portal, lead, { ...input, partial: true })).toHaveProperty('problem');
    const again = await previewProgress(portal, lead, organisationId, run.sha256);
    const outcome = 'outcome' in again ? again.outcome : '';
    expect(await applyProgress(portal, lead, { ...input, outcome, partial: true })).toEqual({ applied: 1 });
    expect((await getAction(portal.database.db, lead, second.id, '2026-11-02')).percent).toBe(20);
  });

  it('is refused in words when it is another’s, an old one, or not ours', async () => {
    const portal = await open();
    const setting = await aSetting(portal);
    const { lead, manager, organisationId, elsewhere } = setting;
    const otherLead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: elsewhere });
    const sheets = await downloaded(portal, lead, organisationId);
    const theirs = await downloaded(portal, otherLead, elsewhere);
    const changed = (from: string, to: string) =>
      sheets.map(({ name, rows }) => ({
        name,
        rows: rows.map((row) => row.map((cell) => (cell === from ? to : cell))),
      }));
    const problemOf = async (book: readonly SheetOfText[], more: string[][] = []) =>
      (await dryRun(portal, setting, await filledIn(book, {}, 'xlsx', more))).problem;
    expect(await problemOf(theirs)).toContain('not of Millbrook Housing');
    expect(await problemOf(changed('line-of-sight-action-plan/1', 'line-of-sight-action-plan/0'))).toContain(
      'older version',
    );
    expect(await problemOf(changed('Per cent done', 'Percent'))).toContain('not in their place');
    expect(await problemOf(sheets.filter(({ name }) => name !== guideSheet))).toContain('no sheet named “Read me”');
    expect(
      await problemOf(
        sheets,
        Array.from({ length: 10_000 }, () => ['x']),
      ),
    ).toContain('5,000 rows or more');
    expect((await dryRun(portal, setting, new TextEncoder().encode('Reference,Note'))).problem).toContain(
      'XLSX or ODS',
    );
    for (const viewer of [manager, otherLead]) {
      await expect(writeProgressWorkbook(portal, viewer, organisationId, 'xlsx')).rejects.toThrow('Page not found');
      await expect(keepProgress(portal, viewer, organisationId, new Uint8Array())).rejects.toThrow('Page not found');
    }
  });

  it('refuses by cell or row what belongs to no action of the plan, or was tampered with', async () => {
    const portal = await open();
    const setting = await aSetting(portal);
    const { db } = portal.database;
    const { id } = await db
      .selectFrom('action')
      .select('id')
      .where('reference', '=', 'ACT-5')
      .executeTakeFirstOrThrow();
    const sheets = await downloaded(portal, setting.lead, setting.organisationId);
    const row = (cells: Partial<Record<ProgressColumn, string>>) =>
      progressColumns.map(({ code }) => cells[code] ?? '');
    const mine = { key: setting.first.id, revision: '1' };
    const bytes = await filledIn(
      sheets,
      { 'ACT-2': { note: 'x', reference: 'ACT-9' }, 'ACT-3': { note: 'x', revision: '7' } },
      'xlsx',
      [
        row({ note: 'Of nothing' }),
        row({ reference: 'ACT-5', note: 'Of another', key: id, revision: '1' }),
        row({ reference: 'ACT-1', note: 'Once', ...mine }),
        row({ reference: 'ACT-1', note: 'Twice', ...mine }),
        row({ reference: 'ACT-1', note: 'Done without proof', done: 'yes', ...mine }),
      ],
    );
    const { rows } = await dryRun(portal, setting, bytes);
    expect(rows.map(({ outcome, reasons }) => (outcome === 'refused' ? reasons[0]?.slice(0, 30) : outcome))).toEqual([
      'The reference of this row was ',
      'The hidden revision of this ro',
      'This row belongs to no action:',
      'No action of this plan has thi',
      'accepted',
      'This action stands twice in th',
      'This action stands twice in th',
    ]);
  });

  it('of the groups holds their own actions, for those who report on them', async () => {
    const portal = await open();
    const { manager, partnershipId, lead } = await aSetting(portal);
    const group_id = await aGroup(portal, partnershipId);
    const own = await aPlannedAction(portal, {
      partnership_id: partnershipId,
      created_by: lead.personId,
      group_id,
      reference: 'ACT-G',
    });
    await expect(writeProgressWorkbook(portal, lead, undefined, 'ods')).rejects.toThrow('Page not found');
    const sheets = await downloaded(portal, manager, undefined);
    const bytes = await filledIn(sheets, { 'ACT-G': { note: 'The group met', percent: '20' } });
    const kept = await keepProgress(portal, manager, undefined, bytes);
    const sha256 = 'sha256' in kept ? kept.sha256 : '';
    const run = await previewProgress(portal, manager, undefined, sha256);
    const outcome = 'outcome' in run ? run.outcome : '';
    const input = { organisationId: undefined, sha256, outcome, partial: false };
    expect(await applyProgress(portal, manager, input)).toEqual({ applied: 1 });
    expect(await getAction(portal.database.db, manager, own.id, '2026-11-02')).toMatchObject({ percent: 20 });
  });
});

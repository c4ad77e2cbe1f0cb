import type { Reader } from '../../../db/client.server.ts';
import type { DisposalRunRow } from '../../../db/schema/retention.table.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { mayRetain, requireRetention } from './access.server.ts';
import { isUnit, type UnitCode, unitCodes, units } from './map/index.ts';
import { type Owner, ownerColumns, ownerOfRow } from './owner.ts';
import { listDue } from './rows.server.ts';
import type { Length, LineCode } from './schedule.ts';

/** A rule as a run was prepared by it. */
export interface RunRule {
  readonly line: LineCode;
  readonly length: Length | null;
  /** What began before this day is due. */
  readonly before: string;
}

export const rulesOf = (run: Pick<DisposalRunRow, 'rules'>): RunRule[] => JSON.parse(run.rules) as RunRule[];

/** No run lists more: the rest waits for the next. */
export const mostInRun = 2000;

export interface RunInList {
  readonly id: string;
  readonly reference: string;
  readonly kind: DisposalRunRow['kind'];
  readonly status: DisposalRunRow['status'];
  readonly records: number;
  readonly preparedAt: string;
  readonly by: string;
}

/** The runs of an owner, newest first. */
export async function listRuns(db: Reader, owner: Owner, asked: number): Promise<Page<RunInList>> {
  const columns = ownerColumns(owner);
  const theirs = () =>
    db
      .selectFrom('disposal_run')
      .where('disposal_run.partnership_id', 'is not distinct from', columns.partnership_id)
      .where('disposal_run.organisation_id', 'is not distinct from', columns.organisation_id);
  const { total } = await theirs()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await theirs()
    .innerJoin('person', 'person.id', 'disposal_run.prepared_by')
    .select([
      'disposal_run.id',
      'reference',
      'kind',
      'status',
      'records',
      'prepared_at as preparedAt',
      'person.name as by',
    ])
    .orderBy('prepared_at', 'desc')
    .orderBy('disposal_run.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows, page, pageCount, total: Number(total) };
}

/** The row of a run for somebody who may see it. An unknown or foreign one is refused as not found. */
export async function getRunRow(db: Reader, viewer: Viewer, runId: string): Promise<DisposalRunRow & { owner: Owner }> {
  const row = await db.selectFrom('disposal_run').selectAll().where('id', '=', runId).executeTakeFirst();
  if (!row) throw notFound();
  const owner = ownerOfRow(row);
  requireRetention(viewer, 'read', owner);
  return { ...row, owner };
}

export interface RunRecord {
  readonly position: number;
  readonly words: string;
  readonly id: string;
  readonly since: string;
  /** What a person knows it by, while it is here. */
  readonly label: string | null;
  readonly state: string;
}

export interface RunPage {
  readonly id: string;
  readonly reference: string;
  readonly owner: Owner;
  readonly kind: DisposalRunRow['kind'];
  readonly status: DisposalRunRow['status'];
  readonly reason: string;
  readonly records: number;
  readonly needsSecond: boolean;
  readonly rules: readonly RunRule[];
  readonly steps: readonly { readonly words: string; readonly by: string; readonly at: string }[];
  readonly counts: readonly {
    readonly words: string;
    readonly listed: number;
    readonly gone: number;
    readonly kept: number;
    readonly settled: number;
  }[];
  readonly settled: number;
  readonly list: Page<RunRecord>;
  readonly mayApprove: boolean;
  readonly mayConfirm: boolean;
  readonly mayWithdraw: boolean;
  readonly certificate: boolean;
}

const stateWords: Readonly<Record<string, string>> = {
  gone: 'Gone',
  held: 'Kept: a legal hold',
  waits: 'Kept: something still rests on it',
  'not-due': 'Kept: no longer due',
  absent: 'Went with another record, or was gone before',
};

/** A run with its counts and a page of its list. */
export async function getRunPage(db: Reader, viewer: Viewer, runId: string, asked: number): Promise<RunPage> {
  const run = await getRunRow(db, viewer, runId);
  const states = await db
    .selectFrom('disposal_run_record')
    .select((eb) => ['unit', 'state', eb.fn.countAll<number>().as('count')])
    .where('run_id', '=', runId)
    .groupBy(['unit', 'state'])
    .execute();
  const counts = unitCodes.flatMap((code) => {
    const of = states.filter((one) => one.unit === code);
    if (of.length === 0) return [];
    const sum = (keep: (state: string) => boolean) =>
      of.filter(({ state }) => keep(state)).reduce((all, { count }) => all + Number(count), 0);
    return [
      {
        words: units[code].words,
        listed: sum(() => true),
        gone: sum((state) => state === 'gone'),
        kept: sum(isKept),
        settled: sum((state) => state !== 'listed'),
      },
    ];
  });
  const names = await namesOf(db, [run.prepared_by, run.approved_by, run.confirmed_by, run.withdrawn_by]);
  const step = (words: string, by: string | null, at: string | null) =>
    at === null ? [] : [{ words, by: names.get(by ?? '') ?? '', at }];
  return {
    id: run.id,
    reference: run.reference,
    owner: run.owner,
    kind: run.kind,
    status: run.status,
    reason: run.reason,
    records: run.records,
    needsSecond: run.needs_second === 1,
    rules: rulesOf(run),
    steps: [
      ...step('Prepared', run.prepared_by, run.prepared_at),
      ...step('Approved', run.approved_by, run.approved_at),
      ...step('Confirmed by a second person', run.confirmed_by, run.confirmed_at),
      ...step('Withdrawn', run.withdrawn_by, run.withdrawn_at),
      ...step('Finished', null, run.finished_at),
    ],
    counts,
    settled: counts.reduce((all, { settled }) => all + settled, 0),
    list: await listRunRecords(db, run, asked),
    mayApprove: run.status === 'prepared' && mayRetain(viewer, 'change', run.owner),
    mayConfirm:
      run.status === 'approved' && run.approved_by !== viewer.personId && mayRetain(viewer, 'confirm', run.owner),
    mayWithdraw: (run.status === 'prepared' || run.status === 'approved') && mayRetain(viewer, 'change', run.owner),
    certificate: run.status === 'done',
  };
}

/** A record that is still here although it was listed. */
export const isKept = (state: string): boolean => ['held', 'waits', 'not-due'].includes(state);

async function listRunRecords(
  db: Reader,
  run: DisposalRunRow & { owner: Owner },
  asked: number,
): Promise<Page<RunRecord>> {
  const { page, pageCount, offset } = pageOf(run.records, asked);
  const rows = await db
    .selectFrom('disposal_run_record')
    .selectAll()
    .where('run_id', '=', run.id)
    .orderBy('position')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const items: RunRecord[] = [];
  for (const [code, of] of Map.groupBy(rows, ({ unit }) => unit)) {
    const here = isUnit(code)
      ? await labelsOf(
          db,
          run,
          code,
          of.map(({ record_id }) => record_id),
        )
      : new Map();
    for (const row of of) {
      const found = here.get(row.record_id);
      items.push({
        position: row.position,
        words: isUnit(code) ? units[code].words : code,
        id: row.record_id,
        since: row.since.slice(0, 10),
        label: found?.label ?? null,
        state:
          stateWords[row.state] ??
          (found?.held ? 'Would be kept: a legal hold' : found?.waits ? `Waits: ${found.waits}` : 'Would go'),
      });
    }
  }
  return { items, page, pageCount, total: run.records };
}

async function labelsOf(db: Reader, run: { owner: Owner }, code: UnitCode, ids: readonly string[]) {
  const found = await listDue(db, code, { owner: run.owner, before: '9999', ids }, { limit: ids.length });
  return new Map(found.map((one) => [one.id, one]));
}

async function namesOf(db: Reader, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', ['', ...ids.flatMap((id) => id ?? [])])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

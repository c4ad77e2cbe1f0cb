import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { organisationKindOf, phaseOf } from '../organisations/queries.server.ts';
import type { DashboardFilter, DashboardSort } from './dashboard-query.ts';
import { isLate, percentDone, type ReturnStage, unsentStages } from './rules.ts';
import type { Cycle, ReturnEntry } from './schema.ts';

type Ours = Pick<Cycle, 'id' | 'partnershipId'>;

export interface StageCounts {
  readonly total: number;
  readonly byStage: Readonly<Record<ReturnStage, number>>;
  readonly overdue: number;
  readonly withoutLead: number;
}

/** How many returns of a cycle stand where. One query. */
export async function countReturns(db: Reader, cycle: Ours, today: string): Promise<StageCounts> {
  const rows = await db
    .selectFrom('agency_return as return')
    .select((eb) => [
      'return.status',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when('return.due_on', '<', today).then(1).else(0).end()).as('past'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(eb.exists(leadOf(db, today)))
            .then(0)
            .else(1)
            .end(),
        )
        .as('withoutLead'),
    ])
    .where('return.partnership_id', '=', cycle.partnershipId)
    .where('return.cycle_id', '=', cycle.id)
    .groupBy('return.status')
    .execute();
  const byStage: Record<ReturnStage, number> = {
    'not-started': 0,
    'in-progress': 0,
    'awaiting-sign-off': 0,
    signed: 0,
    submitted: 0,
    closed: 0,
  };
  let overdue = 0;
  let withoutLead = 0;
  for (const row of rows) {
    byStage[row.status] = row.total;
    if (!unsentStages.includes(row.status)) continue;
    overdue += row.past;
    withoutLead += row.withoutLead;
  }
  return { total: rows.reduce((sum, row) => sum + row.total, 0), byStage, overdue, withoutLead };
}

/** A safeguarding lead in force of the organisation of `return`. */
const leadOf = (db: Reader, today: string) =>
  db
    .selectFrom('role_grant')
    .select('role_grant.id')
    .whereRef('role_grant.organisation_id', '=', sql.ref<string>('return.organisation_id'))
    .where('role_grant.role', '=', 'safeguarding-lead')
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]));

function matching(db: Reader, cycle: Ours, filter: DashboardFilter, today: string) {
  let query = db
    .selectFrom('agency_return as return')
    .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
    .where('return.partnership_id', '=', cycle.partnershipId)
    .where('return.cycle_id', '=', cycle.id);
  const { search, standing, kind, phase } = filter;
  if (standing === 'overdue')
    query = query.where('return.status', 'in', unsentStages).where('return.due_on', '<', today);
  else if (standing === 'no-lead')
    query = query.where('return.status', 'in', unsentStages).where((eb) => eb.not(eb.exists(leadOf(db, today))));
  else if (standing) query = query.where('return.status', '=', standing);
  if (kind) query = query.where('organisation.kind', '=', kind);
  if (phase) query = query.where('organisation.phase', phase === 'none' ? 'is' : '=', phase === 'none' ? null : phase);
  const words = search?.trim().toLowerCase().replaceAll('%', '').replaceAll('_', '') ?? '';
  if (words !== '')
    query = query.where((eb) => eb(eb.fn<string>('lower', ['organisation.name']), 'like', `%${words}%`));
  return query;
}

/** The returns that match, in order, with the sums of their progress rows; answers are never read (design.md 2.3). */
function rowsOf(db: Reader, cycle: Ours, filter: DashboardFilter, sort: DashboardSort, today: string) {
  const direction = sort.descending ? 'desc' : 'asc';
  const rows = matching(db, cycle, filter, today)
    .leftJoin(
      db
        .selectFrom('standard_progress')
        .select((eb) => [
          'return_id',
          eb.fn.sum<number>('required').as('required'),
          eb.fn.sum<number>('required_complete').as('complete'),
        ])
        .where('partnership_id', '=', cycle.partnershipId)
        .where('cycle_id', '=', cycle.id)
        .groupBy('return_id')
        .as('progress'),
      'progress.return_id',
      'return.id',
    )
    .select((eb) => [
      'return.id as returnId',
      'return.edition_id as editionId',
      'return.status',
      'return.due_on as dueOn',
      'return.first_due_on as firstDueOn',
      'return.submitted_at as submittedAt',
      'return.last_saved_at as lastSavedAt',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
      'organisation.kind',
      'organisation.phase',
      'progress.required',
      'progress.complete',
      eb.exists(leadOf(db, today)).as('hasLead'),
      eb
        .selectFrom('submission')
        .whereRef('submission.return_id', '=', 'return.id')
        .where('submission.partnership_id', '=', cycle.partnershipId)
        .where('submission.superseded_at', 'is', null)
        .select('submission.id')
        .limit(1)
        .as('submissionId'),
      eb
        .selectFrom('event')
        .whereRef('event.subject_id', '=', 'return.id')
        .where('event.subject_kind', '=', 'return')
        .where('event.type', '=', 'reminder.sent')
        .where('event.partnership_id', '=', cycle.partnershipId)
        .select((event) => event.fn.max('event.at').as('at'))
        .as('remindedAt'),
    ]);
  const ordered =
    sort.by === 'standing'
      ? rows.orderBy(stageOrder, direction)
      : sort.by === 'progress'
        ? rows.orderBy(stageRank, direction).orderBy(share, direction)
        : sort.by === 'due'
          ? rows.orderBy('return.due_on', direction)
          : rows;
  return ordered
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']), sort.by === 'name' ? direction : 'asc')
    .orderBy('return.id');
}

const stageOrder = sql<number>`case "return"."status" when 'not-started' then 0 when 'in-progress' then 1 when 'awaiting-sign-off' then 2 when 'signed' then 3 when 'submitted' then 4 else 5 end`;
/** Returns past the answering stage are whole, whatever their rows say; see `percentDone`. */
const stageRank = sql<number>`case when "return"."status" in ('not-started', 'in-progress') then 0 else 1 end`;
const share = sql<number>`coalesce(1.0 * "progress"."complete" / nullif("progress"."required", 0), 0)`;

type DashboardRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const entryOf = (row: DashboardRow, today: string): ReturnEntry => ({
  returnId: row.returnId,
  editionId: row.editionId,
  organisationId: row.organisationId,
  organisationName: row.organisationName,
  kind: organisationKindOf(row.kind),
  phase: phaseOf(row.phase),
  stage: row.status,
  dueOn: row.dueOn,
  firstDueOn: row.firstDueOn,
  percent: percentDone(row.status, row.required ?? 0, row.complete ?? 0),
  late: isLate(row.status, row.dueOn, today),
  submittedAt: row.submittedAt,
  lastSavedAt: row.lastSavedAt,
  submissionId: row.submissionId,
  hasLead: Boolean(row.hasLead),
  remindedAt: row.remindedAt,
});

/** A page of the dashboard. Two queries, however many returns there are. */
export async function listReturns(
  db: Reader,
  cycle: Ours,
  options: {
    readonly filter: DashboardFilter;
    readonly sort: DashboardSort;
    readonly page: number;
    readonly today: string;
  },
): Promise<Page<ReturnEntry>> {
  const { filter, sort, today } = options;
  const { total } = await matching(db, cycle, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, options.page);
  const rows = await rowsOf(db, cycle, filter, sort, today).limit(pageSize).offset(offset).execute();
  return { items: rows.map((row) => entryOf(row, today)), page, pageCount, total };
}

/** Every return that matches, for the export. */
export async function listAllReturns(
  db: Reader,
  cycle: Ours,
  options: { readonly filter: DashboardFilter; readonly sort: DashboardSort; readonly today: string },
): Promise<ReturnEntry[]> {
  const rows = await rowsOf(db, cycle, options.filter, options.sort, options.today).execute();
  return rows.map((row) => entryOf(row, options.today));
}

/** One return of a cycle. Refuses one that the cycle does not have as unknown. */
export async function getReturn(db: Reader, cycle: Ours, returnId: string, today: string): Promise<ReturnEntry> {
  const row = await rowsOf(db, cycle, {}, { by: 'name', descending: false }, today)
    .where('return.id', '=', returnId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return entryOf(row, today);
}

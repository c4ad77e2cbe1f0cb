import type { Reader } from '../../../db/client.server.ts';
import { holdsWords } from '../../platform/like-pattern.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { type EntryOutcome, type EntryStatus, isEntryOverdue, riskBands } from './rules.ts';
import type { LogFilter } from './schema.ts';
import { entriesInScope, type LogScope } from './scope.server.ts';

export interface EntrySummary {
  readonly id: string;
  readonly reference: string;
  readonly raisedBy: string;
  readonly raisedTo: string;
  readonly reason: string;
  readonly raisedOn: string;
  readonly dueOn: string;
  readonly status: EntryStatus;
  readonly outcome: EntryOutcome | null;
  readonly overdue: boolean;
  /** Likelihood times impact, as judged last. */
  readonly risk: number;
}

/** Challenges in scope by the day an answer is due, a page at a time. Two statements, however many there are. */
export async function listEntries(
  db: Reader,
  scope: LogScope,
  filter: LogFilter,
  today: string,
  pageAsked: number,
): Promise<Page<EntrySummary>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, filter, today)
    .select([
      'entry.id',
      'entry.reference',
      'entry.raised_by_name as raisedBy',
      'entry.raised_to_name as raisedTo',
      'entry.reason',
      'challenge.challenge as asked',
      'entry.raised_on as raisedOn',
      'entry.due_on as dueOn',
      'entry.status',
      'entry.outcome',
      'entry.risk_now as risk',
    ])
    .orderBy('entry.due_on', filter.sort === 'due' ? 'asc' : 'desc')
    .orderBy('entry.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ asked, reason, ...row }) => ({
      ...row,
      reason: reason ?? asked ?? '',
      overdue: isEntryOverdue(row.status, row.dueOn, today),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** The challenges that a filter lets through; `current` is everything that is not closed. */
function narrowed(db: Reader, scope: LogScope, filter: LogFilter, today: string) {
  let entries = entriesInScope(db, scope);
  if (filter.status === 'current') entries = entries.where('entry.status', 'in', ['open', 'answered']);
  else if (filter.status !== 'all') entries = entries.where('entry.status', '=', filter.status);
  if (filter.overdue) entries = entries.where('entry.status', '=', 'open').where('entry.due_on', '<', today);
  const { organisation, risk, q } = filter;
  if (organisation)
    entries = entries.where((eb) =>
      eb.or([
        eb('entry.raised_to_organisation_id', '=', organisation),
        eb('entry.raised_by_organisation_id', '=', organisation),
      ]),
    );
  if (risk)
    entries = entries
      .where('entry.risk_now', '>=', riskBands[risk].from)
      .where('entry.risk_now', '<=', riskBands[risk].to);
  if (q !== '')
    entries = entries.where((eb) =>
      holdsWords(
        eb,
        [
          'entry.reference',
          'entry.raised_by_name',
          'entry.raised_to_name',
          'entry.reason',
          'challenge.challenge',
          'entry.report_about',
        ],
        q,
      ),
    );
  return entries;
}

/** The organisations that stand on the log in scope, by name: the choices of the filter. */
export async function listLogOrganisations(
  db: Reader,
  scope: LogScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['organisation.id', 'organisation.name'])
    .where((eb) =>
      eb.or([
        eb(
          'organisation.id',
          'in',
          entriesInScope(db, scope)
            .select('entry.raised_to_organisation_id')
            .where('entry.raised_to_organisation_id', 'is not', null),
        ),
        eb(
          'organisation.id',
          'in',
          entriesInScope(db, scope)
            .select('entry.raised_by_organisation_id')
            .where('entry.raised_by_organisation_id', 'is not', null),
        ),
      ]),
    )
    .orderBy('organisation.name')
    .limit(1000)
    .execute();
}

export interface EntryCounts {
  readonly waiting: number;
  readonly overdue: number;
  /** Answered, and nobody has said what comes of it. */
  readonly answered: number;
  readonly closed: number;
}

/** How many challenges in scope stand where. */
export async function countEntries(db: Reader, scope: LogScope, today: string): Promise<EntryCounts> {
  const rows = await entriesInScope(db, scope)
    .select((eb) => [
      'entry.status',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when('entry.due_on', '<', today).then(1).else(0).end()).as('late'),
    ])
    .groupBy('entry.status')
    .execute();
  const of = (status: EntryStatus) => rows.find((row) => row.status === status);
  return {
    waiting: Number(of('open')?.total ?? 0),
    overdue: Number(of('open')?.late ?? 0),
    answered: Number(of('answered')?.total ?? 0),
    closed: Number(of('closed')?.total ?? 0),
  };
}

/** A challenge of a session or of a return that stands on the log, as other pages link to it. */
export interface LoggedChallenge {
  readonly id: string;
  readonly reference: string;
}

/** Which challenges of a session stand on the log, by the id of the challenge. */
export async function listLoggedChallenges(
  db: Reader,
  scope: { readonly partnershipIds: readonly [string, ...string[]] },
  challengeIds: readonly string[],
): Promise<Readonly<Record<string, LoggedChallenge>>> {
  if (challengeIds.length === 0) return {};
  const rows = await db
    .selectFrom('challenge_log_entry')
    .select(['id', 'reference', 'challenge_id'])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('challenge_id', 'in', challengeIds)
    .execute();
  return Object.fromEntries(rows.map(({ challenge_id, ...logged }) => [challenge_id ?? '', logged]));
}

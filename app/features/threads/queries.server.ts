/** Questions of a partnership about sent returns, as lists and counts. */
import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope, PartnershipScope, Viewer } from '../accounts/viewer.ts';
import type { ShownQuery } from './pages.ts';
import type { QueryStatus } from './rules.ts';

/** A question without the words said about it. */
export type QueryRow = Pick<
  ShownQuery,
  'id' | 'standardCode' | 'questionCode' | 'status' | 'replyBy' | 'askedBy' | 'ended' | 'version'
>;

/** More questions about one return than anybody asks. */
const mostQueries = 200;

/** The questions about one return, those that wait first, then the newest. An empty standard narrows nothing. */
export async function listQueries(
  db: Reader,
  about: { readonly returnId: string; readonly organisationId: string; readonly partnershipId: string },
  standardCode = '',
): Promise<QueryRow[]> {
  const rows = await db
    .selectFrom('partnership_query as it')
    .innerJoin('person as asker', 'asker.id', 'it.asked_by')
    .innerJoin('submission as asked', 'asked.id', 'it.submission_id')
    .leftJoin('person as ender', 'ender.id', 'it.ended_by')
    .select([
      'it.id',
      'it.standard_code as standardCode',
      'it.question_code as questionCode',
      'it.status',
      'it.reply_by as replyBy',
      'asker.name as askedBy',
      'ender.name as ender',
      'it.ended_at as endedAt',
      'asked.version',
    ])
    .where('it.return_id', '=', about.returnId)
    .where('it.organisation_id', '=', about.organisationId)
    .where('it.partnership_id', '=', about.partnershipId)
    .$if(standardCode !== '', (query) => query.where('it.standard_code', '=', standardCode))
    .orderBy((eb) =>
      eb.case().when('it.status', '=', 'open').then(0).when('it.status', '=', 'answered').then(1).else(2).end(),
    )
    .orderBy('it.asked_at', 'desc')
    .orderBy('it.id', 'desc')
    .limit(mostQueries)
    .execute();
  return rows.map(({ ender, endedAt, ...row }) => ({
    ...row,
    ended: ender === null || endedAt === null ? null : { by: ender, at: endedAt },
  }));
}

/** How many questions about a return wait for the agency, and how many answers wait to be read. */
export interface QueryCounts {
  readonly open: number;
  readonly answered: number;
}

/** By return, for those of a partnership. Returns without any are left out. */
export async function countQueries(
  db: Reader,
  scope: PartnershipScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, QueryCounts>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('partnership_query')
    .select((eb) => ['return_id', 'status', eb.fn.countAll<number>().as('count')])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('return_id', 'in', returnIds)
    .where('status', 'in', ['open', 'answered'])
    .groupBy(['return_id', 'status'])
    .execute();
  const counts = new Map<string, QueryCounts>();
  for (const { return_id, status, count } of rows)
    counts.set(return_id, { ...(counts.get(return_id) ?? { open: 0, answered: 0 }), [status]: Number(count) });
  return counts;
}

/** A question that waits for an answer of the reader's organisation. */
export interface AwaitedQuery {
  readonly id: string;
  readonly returnId: string;
  readonly organisation: string;
  readonly partnership: string;
  readonly cycle: string;
  readonly standardCode: string;
  readonly replyBy: string;
  readonly overdue: boolean;
}

/** What the home page has room for. */
const mostAwaited = 20;

/** The questions that the organisations in scope have not answered, by the day of reply. */
export async function listAwaited(
  db: Reader,
  scope: OrganisationScope,
  today: string,
  returnId?: string | readonly string[],
): Promise<AwaitedQuery[]> {
  const rows = await db
    .selectFrom('partnership_query as it')
    .innerJoin('agency_return', 'agency_return.id', 'it.return_id')
    .innerJoin('organisation', 'organisation.id', 'it.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'it.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'it.id',
      'it.return_id as returnId',
      'organisation.name as organisation',
      'partnership.name as partnership',
      'cycle.name as cycle',
      'it.standard_code as standardCode',
      'it.reply_by as replyBy',
    ])
    .where('it.organisation_id', 'in', scope.organisationIds)
    .where('it.status', '=', 'open')
    .where('agency_return.status', '<>', 'closed')
    .$if(returnId !== undefined, (query) => query.where('it.return_id', 'in', [returnId ?? ''].flat()))
    .orderBy('it.reply_by')
    .orderBy('it.id')
    .limit(mostAwaited)
    .execute();
  return rows.map((row) => ({ ...row, overdue: row.replyBy < today }));
}

/** A return about which agency and partnership write, for the partnership's list. */
export interface ThreadEntry {
  readonly returnId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly comments: number;
  readonly lastAt: string;
  readonly unread: boolean;
  readonly open: number;
  readonly answered: number;
}

/** The threads of the partnerships in scope in which something is written, the newest first. */
export async function listThreads(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ThreadEntry[]> {
  const rows = await db
    .selectFrom('partnership_comment as it')
    .innerJoin('agency_return', 'agency_return.id', 'it.return_id')
    .innerJoin('organisation', 'organisation.id', 'it.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select((eb) => [
      'it.return_id as returnId',
      'organisation.name as organisation',
      'cycle.name as cycle',
      eb.fn.countAll<number>().as('comments'),
      eb.fn.max('it.posted_at').as('lastAt'),
    ])
    .where('it.partnership_id', 'in', scope.partnershipIds)
    .groupBy(['it.return_id', 'organisation.name', 'cycle.name'])
    .orderBy('lastAt', 'desc')
    .orderBy('it.return_id')
    .limit(limit)
    .offset(offset)
    .execute();
  const ids = rows.map(({ returnId }) => returnId);
  const unread = new Set(await listUnread(db, viewer, scope, ids));
  const counts = await countQueries(db, scope, ids);
  return rows.map((row) => ({
    ...row,
    comments: Number(row.comments),
    unread: unread.has(row.returnId),
    ...(counts.get(row.returnId) ?? { open: 0, answered: 0 }),
  }));
}

/** How many returns of the partnerships in scope have a thread. */
export async function countThreads(db: Reader, scope: PartnershipScope): Promise<number> {
  const row = await db
    .selectFrom('partnership_comment')
    .select((eb) => eb.fn.count<number>('return_id').distinct().as('threads'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  return Number(row?.threads ?? 0);
}

/** The returns in whose thread an agency wrote something that this person of the partnership has not had on a page yet. */
export async function listUnread(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  among?: readonly string[],
): Promise<string[]> {
  if (among?.length === 0) return [];
  const rows = await db
    .selectFrom('partnership_comment as it')
    .leftJoin('thread_read as seen', (join) =>
      join
        .onRef('seen.return_id', '=', 'it.return_id')
        .onRef('seen.standard_code', '=', 'it.standard_code')
        .on('seen.person_id', '=', viewer.personId)
        .on('seen.thread', '=', 'partnership'),
    )
    .select('it.return_id')
    .distinct()
    .where('it.partnership_id', 'in', scope.partnershipIds)
    .where('it.side', '=', 'agency')
    .where('it.author_id', '<>', viewer.personId)
    .$if(among !== undefined, (query) => query.where('it.return_id', 'in', among ?? []))
    .where((eb) => eb.or([eb('seen.read_at', 'is', null), eb('it.posted_at', '>', eb.ref('seen.read_at'))]))
    .execute();
  return rows.map(({ return_id }) => return_id);
}

/** The questions of one version that are not ended, for the pages of its moderation. */
export const notEnded = (queries: readonly QueryRow[]): QueryRow[] =>
  queries.filter(({ status }) => status === 'open' || status === ('answered' satisfies QueryStatus));

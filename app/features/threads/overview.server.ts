import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { mayInOrganisation, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { listTogetherWith } from '../returns/shared/members.server.ts';
import { getThreadReturn } from './about.server.ts';
import type { StandardChoice, ThreadCount } from './pages.ts';
import { type AwaitedQuery, listAwaited } from './queries.server.ts';
import { countByStandard, standardChoices, sumOf } from './read-marks.server.ts';
import { audienceWords } from './rules.ts';

/** The page that leads to both threads of a return. */
export interface CommentsOverview {
  readonly returnId: string;
  readonly organisationName: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly inside: ThreadCount & { readonly audience: string };
  readonly shared: ThreadCount & { readonly audience: string };
  readonly awaited: readonly AwaitedQuery[];
  /** Standards about which something is written, with what stands in both threads. */
  readonly standards: readonly (StandardChoice & { readonly shared: ThreadCount })[];
}

/** How much is written in both threads, and what waits for an answer. Refuses a return of others as unknown. */
export async function getCommentsOverview(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<CommentsOverview> {
  const scope = organisationScope(viewer, 'return.read');
  const thread = await getThreadReturn(db, { organisation: scope }, returnId);
  const names = { organisation: thread.organisationName, partnership: thread.partnershipName };
  const reader = { returnId, organisationId: thread.organisationId, personId: viewer.personId };
  const inside = await countByStandard(db, 'agency', reader);
  const shared = await countByStandard(db, 'partnership', reader);
  return {
    returnId,
    organisationName: thread.organisationName,
    partnershipName: thread.partnershipName,
    cycleName: thread.cycleName,
    inside: { ...sumOf(inside), audience: audienceWords('agency', names) },
    shared: { ...sumOf(shared), audience: audienceWords('partnership', names) },
    awaited: await listAwaited(db, scope, today, returnId),
    standards: standardChoices(thread.standards, inside)
      .map((standard) => ({ ...standard, shared: shared.get(standard.code) ?? { comments: 0, unread: 0 } }))
      .filter((standard) => standard.comments > 0 || standard.shared.comments > 0),
  };
}

/** What the pages of a return say beside their links to the threads. */
export interface ThreadLinks {
  readonly inside: ThreadCount;
  /** Null for somebody who does not read that thread. */
  readonly shared: ThreadCount | null;
  /** Questions of the partnership that wait for an answer. */
  readonly awaited: number;
  /** Comments in both threads by question, for one standard. */
  readonly byQuestion: Readonly<Record<string, number>>;
}

/** The counts of one return, or of one standard of it, for people of its organisation. */
export async function getThreadLinks(
  db: Reader,
  viewer: Viewer,
  { returnId, organisationId, standardCode }: { returnId: string; organisationId: string; standardCode?: string },
): Promise<ThreadLinks> {
  const reader = { returnId, organisationId, personId: viewer.personId };
  const whole = mayInOrganisation(viewer, 'return.read', organisationId);
  const none: ThreadCount = { comments: 0, unread: 0 };
  const counted = async (thread: 'agency' | 'partnership') => {
    const counts = await countByStandard(db, thread, reader);
    return standardCode === undefined ? sumOf(counts) : (counts.get(standardCode) ?? none);
  };
  const awaited = await db
    .selectFrom('partnership_query')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .where('status', '=', 'open')
    .$if(standardCode !== undefined, (query) => query.where('standard_code', '=', standardCode ?? ''))
    .executeTakeFirst();
  return {
    inside: await counted('agency'),
    shared: whole ? await counted('partnership') : null,
    awaited: whole ? Number(awaited?.count ?? 0) : 0,
    byQuestion: standardCode === undefined ? {} : await countByQuestion(db, reader, standardCode, whole),
  };
}

/** The threads of one return of several that are answered once. */
export interface ThreadsOfReturn {
  readonly returnId: string;
  /** Null for a return that stands alone: there is only one partnership to mean. */
  readonly partnershipName: string | null;
  readonly links: ThreadLinks;
}

/** The threads of a return, and of each other that is answered together with it: every partnership has its own. */
export async function listThreadsTogether(
  db: Reader,
  viewer: Viewer,
  { returnId, organisationId }: { readonly returnId: string; readonly organisationId: string },
): Promise<readonly ThreadsOfReturn[]> {
  const together = await listTogetherWith(db, { organisationIds: [organisationId] }, returnId);
  const returns = together.length === 0 ? [{ id: returnId, partnershipName: null }] : together;
  const threads: ThreadsOfReturn[] = [];
  for (const { id, partnershipName } of returns)
    threads.push({
      returnId: id,
      partnershipName,
      links: await getThreadLinks(db, viewer, { returnId: id, organisationId }),
    });
  return threads;
}

async function countByQuestion(
  db: Reader,
  { returnId, organisationId }: { readonly returnId: string; readonly organisationId: string },
  standardCode: string,
  withShared: boolean,
): Promise<Record<string, number>> {
  const written = (table: 'agency_comment' | 'partnership_comment') =>
    sql`select question_code from ${sql.table(table)} where return_id = ${returnId}
      and organisation_id = ${organisationId} and standard_code = ${standardCode} and question_code is not null`;
  const rows = await db
    .selectFrom(
      sql<{
        question_code: string;
      }>`(${written('agency_comment')}${withShared ? sql` union all ${written('partnership_comment')}` : sql``})`.as(
        'it',
      ),
    )
    .select((eb) => ['question_code', eb.fn.countAll<number>().as('count')])
    .groupBy('question_code')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.question_code, Number(row.count)]));
}

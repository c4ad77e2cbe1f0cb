import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import {
  mayInOrganisation,
  mayInPartnership,
  organisationScope,
  partnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';
import { getThreadReturn, placeIn, placeWords, type ThreadReturn } from './about.server.ts';
import type { SharedComment, SharedThread, ShownQuery } from './pages.ts';
import { listQueries } from './queries.server.ts';
import { countByStandard, markRead, readMarks, standardChoices } from './read-marks.server.ts';
import { audienceWords, threadProblem } from './rules.ts';

/** Where one reads a thread from: the organisation that fills in the return, or the partnership that asked for it. */
export type Side = 'agency' | 'partnership';

/** The scope of a side. A person without a role on it is told that the page does not exist. */
export const scopeOfSide = (viewer: Viewer, side: Side) =>
  side === 'agency'
    ? { organisation: organisationScope(viewer, 'return.read') }
    : { partnership: partnershipScope(viewer, 'thread.read') };

/**
 * The thread between an agency and its partnership, from one side: the partnership's questions with their answers, and
 * everything else, newest first. Holds what was written for both and not a word of the return itself, so it may be there
 * before the return is sent. What is on the page counts as read afterwards. Refuses a return outside the side as unknown.
 */
export async function openSharedThread(
  portal: Portal,
  viewer: Viewer,
  side: Side,
  returnId: string,
  asked: { readonly standard: string; readonly question: string; readonly page: number },
): Promise<SharedThread> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const thread = await getThreadReturn(db, scopeOfSide(viewer, side), returnId);
  const place = placeIn(thread, asked);
  const reader = { returnId, organisationId: thread.organisationId, personId: viewer.personId };
  const counts = await countByStandard(db, 'partnership', reader);
  const seen = await readMarks(db, 'partnership', reader);
  const shown = showComments(viewer, thread, seen);
  const queries = await listQueries(db, thread, place.standardCode);
  const words = await listQueryComments(
    db,
    thread,
    queries.map(({ id }) => id),
  );
  const comments = await listComments(db, thread, place.standardCode, asked.page);
  await markRead(portal, viewer, 'partnership', {
    ...reader,
    standardCode: place.standardCode === '' ? null : place.standardCode,
  });
  const closed = threadProblem(thread.status) ?? null;
  return {
    side,
    returnId,
    submissionId: thread.submissionId,
    organisationName: thread.organisationName,
    partnershipName: thread.partnershipName,
    cycleName: thread.cycleName,
    audience: audienceWords('partnership', {
      organisation: thread.organisationName,
      partnership: thread.partnershipName,
    }),
    mayWrite: closed === null && mayWriteAs(viewer, side, thread),
    mayEndQueries: side === 'partnership' && mayInPartnership(viewer, 'query.ask', thread.partnershipId),
    closed,
    place: { standard: place.standardCode, question: place.questionCode ?? '', words: placeWords(thread, place) },
    standards: standardChoices(thread.standards, counts),
    queries: queries.map(
      ({ standardCode, questionCode, ...query }): ShownQuery => ({
        ...query,
        standardCode,
        questionCode,
        place: placeWords(thread, { standardCode, questionCode }),
        overdue: query.status === 'open' && query.replyBy < today,
        comments: words.filter(({ query_id }) => query_id === query.id).map(shown),
      }),
    ),
    comments: { ...comments, items: comments.items.map(shown) },
  };
}

/** Whether a person may write for a side of this thread. */
export const mayWriteAs = (viewer: Viewer, side: Side, thread: ThreadReturn): boolean =>
  side === 'agency'
    ? mayInOrganisation(viewer, 'partnership-thread.write', thread.organisationId)
    : mayInPartnership(viewer, 'thread.write', thread.partnershipId);

interface CommentRow {
  readonly id: string;
  readonly standard_code: string;
  readonly question_code: string | null;
  readonly query_id: string | null;
  readonly side: Side;
  readonly text: string;
  readonly author_id: string;
  readonly name: string;
  readonly posted_at: string;
}

const showComments =
  (viewer: Viewer, thread: ThreadReturn, seen: ReadonlyMap<string, string>) =>
  (row: CommentRow): SharedComment => ({
    id: row.id,
    author: row.name,
    from: row.side === 'agency' ? thread.organisationName : thread.partnershipName,
    side: row.side,
    at: row.posted_at,
    place: placeWords(thread, { standardCode: row.standard_code, questionCode: row.question_code }),
    text: row.text,
    unread: row.author_id !== viewer.personId && row.posted_at > (seen.get(row.standard_code) ?? ''),
  });

const commentsOf = (db: Reader, thread: ThreadReturn) =>
  db
    .selectFrom('partnership_comment as it')
    .where('it.return_id', '=', thread.returnId)
    .where('it.organisation_id', '=', thread.organisationId)
    .where('it.partnership_id', '=', thread.partnershipId);

const columns = [
  'it.id',
  'it.standard_code',
  'it.question_code',
  'it.query_id',
  'it.side',
  'it.text',
  'it.author_id',
  'person.name',
  'it.posted_at',
] as const;

const listQueryComments = (db: Reader, thread: ThreadReturn, queryIds: readonly string[]): Promise<CommentRow[]> =>
  queryIds.length === 0
    ? Promise.resolve([])
    : commentsOf(db, thread)
        .innerJoin('person', 'person.id', 'it.author_id')
        .select(columns)
        .where('it.query_id', 'in', queryIds)
        .orderBy('it.posted_at')
        .orderBy('it.id')
        .execute();

async function listComments(
  db: Reader,
  thread: ThreadReturn,
  standardCode: string,
  asked: number,
): Promise<Page<CommentRow>> {
  const matching = () =>
    commentsOf(db, thread)
      .where('it.query_id', 'is', null)
      .$if(standardCode !== '', (query) => query.where('it.standard_code', '=', standardCode));
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const items = await matching()
    .innerJoin('person', 'person.id', 'it.author_id')
    .select(columns)
    .orderBy('it.posted_at', 'desc')
    .orderBy('it.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items, page, pageCount, total: Number(total) };
}

/** Both threads of a return as its organisation reads them. */
import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { ReturnFile } from './format.ts';

/** Stored where a comment or query is about the whole return. */
const codeOf = (standardCode: string) => (standardCode === '' ? null : standardCode);

/** Oldest first. What its author took back stays without its words, as on the page. */
export async function listExportedComments(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ReturnFile['comments']> {
  const inside = await db
    .selectFrom('agency_comment')
    .innerJoin('person', 'person.id', 'agency_comment.author_id')
    .selectAll('agency_comment')
    .select('person.name')
    .where('agency_comment.return_id', '=', returnId)
    .where('agency_comment.organisation_id', 'in', scope.organisationIds)
    .orderBy('agency_comment.posted_at')
    .orderBy('agency_comment.id')
    .execute();
  const shared = await db
    .selectFrom('partnership_comment')
    .innerJoin('person', 'person.id', 'partnership_comment.author_id')
    .selectAll('partnership_comment')
    .select('person.name')
    .where('partnership_comment.return_id', '=', returnId)
    .where('partnership_comment.organisation_id', 'in', scope.organisationIds)
    .orderBy('partnership_comment.posted_at')
    .orderBy('partnership_comment.id')
    .execute();
  return [
    ...inside.map((row) => ({
      ...placeAndTime(row),
      thread: 'agency' as const,
      query: null,
      side: 'agency' as const,
      text: row.withdrawn_at === null ? row.text : null,
      withdrawnAt: row.withdrawn_at,
    })),
    ...shared.map((row) => ({
      ...placeAndTime(row),
      thread: 'partnership' as const,
      query: row.query_id,
      side: row.side,
      text: row.text,
      withdrawnAt: null,
    })),
  ].toSorted((a, b) => (a.postedAt === b.postedAt ? 0 : a.postedAt < b.postedAt ? -1 : 1));
}

interface CommentRow {
  readonly standard_code: string;
  readonly question_code: string | null;
  readonly posted_at: string;
  readonly name: string;
}

const placeAndTime = (row: CommentRow) => ({
  standard: codeOf(row.standard_code),
  question: row.question_code,
  postedAt: row.posted_at,
  postedBy: row.name,
});

/** What the partnership asked about what was sent, oldest first; the words are among the comments. */
export async function listExportedQueries(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ReturnFile['queries']> {
  const rows = await db
    .selectFrom('partnership_query')
    .innerJoin('person', 'person.id', 'partnership_query.asked_by')
    .selectAll('partnership_query')
    .select('person.name')
    .where('partnership_query.return_id', '=', returnId)
    .where('partnership_query.organisation_id', 'in', scope.organisationIds)
    .orderBy('partnership_query.asked_at')
    .orderBy('partnership_query.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    standard: codeOf(row.standard_code),
    question: row.question_code,
    status: row.status,
    replyBy: row.reply_by,
    askedAt: row.asked_at,
    askedBy: row.name,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
  }));
}

/** What an organisation said to ratings and letters, as it stands in the copy of everything. */
import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { OrganisationFile, ReturnFile } from './format.ts';

/** Replies to the partnership's ratings of every version of a return, also those that a later text replaced; oldest first. */
export async function listExportedRatingReplies(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ReturnFile['ratingReplies']> {
  const rows = await db
    .selectFrom('rating_reply')
    .innerJoin('submission', 'submission.id', 'rating_reply.submission_id')
    .innerJoin('person', 'person.id', 'rating_reply.written_by')
    .selectAll('rating_reply')
    .select(['person.name', 'submission.version'])
    .where('submission.return_id', '=', returnId)
    .where('rating_reply.organisation_id', 'in', scope.organisationIds)
    .orderBy('written_at')
    .orderBy('rating_reply.id')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    standard: row.standard_code,
    question: row.question_code,
    to: row.moderated_point,
    text: row.text,
    writtenAt: row.written_at,
    writtenBy: row.name,
    replacedAt: row.superseded_at,
  }));
}

/** What was said to a letter, and what the partnership answered to a question about it; oldest first. */
export async function listExportedLetterReplies(
  db: Reader,
  scope: OrganisationScope,
  letterId: string,
): Promise<OrganisationFile['letters'][number]['replies']> {
  const rows = await db
    .selectFrom('letter_reply')
    .innerJoin('person', 'person.id', 'letter_reply.replied_by')
    .leftJoin('person as answerer', 'answerer.id', 'letter_reply.answered_by')
    .selectAll('letter_reply')
    .select(['person.name as repliedBy', 'answerer.name as answeredBy'])
    .where('letter_id', '=', letterId)
    .where('letter_reply.organisation_id', 'in', scope.organisationIds)
    .orderBy('replied_at')
    .orderBy('letter_reply.id')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    text: row.text,
    repliedAt: row.replied_at,
    repliedBy: row.repliedBy,
    answer: row.answer,
    answeredAt: row.answered_at,
    answeredBy: row.answeredBy,
  }));
}

/** A letter or a written response, frozen as it was sent. */
export interface SentDocument {
  readonly id: string;
  readonly reference: string;
  readonly returnId: string;
  readonly sentAt: string;
  readonly sha256: string;
  /** JSON, byte for byte as it was hashed. */
  readonly model: string;
}

/** The ids of what was sent to an organisation, oldest first. */
export async function listSentIds(
  db: Reader,
  table: 'outcome_letter' | 'written_response',
  organisationId: string,
): Promise<string[]> {
  const rows =
    table === 'outcome_letter'
      ? await db
          .selectFrom('outcome_letter')
          .select('id')
          .where('organisation_id', '=', organisationId)
          .orderBy('issued_at')
          .orderBy('id')
          .execute()
      : await db
          .selectFrom('written_response')
          .select('id')
          .where('organisation_id', '=', organisationId)
          .orderBy('sent_at')
          .orderBy('id')
          .execute();
  return rows.map(({ id }) => id);
}

export async function getSentLetter(db: Reader, scope: OrganisationScope, id: string): Promise<SentDocument> {
  return db
    .selectFrom('outcome_letter')
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .select(['outcome_letter.id', 'outcome_letter.reference', 'outcome_letter.sha256', 'outcome_letter.model'])
    .select(['submission.return_id as returnId', 'outcome_letter.issued_at as sentAt'])
    .where('outcome_letter.id', '=', id)
    .where('outcome_letter.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
}

export async function getSentResponse(db: Reader, scope: OrganisationScope, id: string): Promise<SentDocument> {
  return db
    .selectFrom('written_response')
    .innerJoin('submission', 'submission.id', 'written_response.submission_id')
    .select(['written_response.id', 'written_response.reference', 'written_response.sha256', 'written_response.model'])
    .select(['submission.return_id as returnId', 'written_response.sent_at as sentAt'])
    .where('written_response.id', '=', id)
    .where('written_response.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
}

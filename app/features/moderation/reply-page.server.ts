import type { Reader } from '../../../db/client.server.ts';
import type { RatingMark } from '../../../pdf/models.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInOrganisation, type OrganisationScope, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { markOf } from '../submissions/marks.ts';
import { findSubmissionOfReturn } from '../submissions/queries.server.ts';
import { listStandingReasons } from './panel.server.ts';
import { findReplyBy, listReplies, type RatingReply } from './replies.server.ts';

/** A question whose moderated rating is not the agency's own. */
export interface DifferingRating {
  readonly code: string;
  readonly standardCode: string;
  readonly number: string;
  readonly text: string;
  readonly moderatedPoint: string;
  readonly self: RatingMark | null;
  readonly moderated: RatingMark | null;
  /** Why, in the words of the partnership; who wrote them is not told. */
  readonly reason: string;
  readonly reply: RatingReply | null;
}

/** The ratings of a sent return as its agency may see them. */
export interface OpenRatings {
  readonly submissionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly reference: string;
  readonly version: number;
  /** False while the partnership looks at them again. */
  readonly finished: boolean;
  readonly replyBy: string;
  readonly rated: number;
  readonly questions: readonly DifferingRating[];
}

/**
 * What the partnership made of the newest version of a return, once it has finished; undefined for a return outside the
 * scope, one that was not sent, one whose moderation never finished, and where `submissionId` names an older version.
 */
export async function findOpenRatings(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  submissionId?: string,
): Promise<{ readonly ratings: OpenRatings | undefined; readonly partnershipId: string }> {
  const sent = await findSubmissionOfReturn(db, { organisation: scope, partnership: undefined }, returnId);
  const none = { ratings: undefined, partnershipId: '' };
  if (!sent || (submissionId !== undefined && sent.id !== submissionId)) return none;
  const replyBy = await findReplyBy(db, sent.id);
  if (replyBy === undefined) return none;
  const { status } = await db
    .selectFrom('moderation')
    .select('status')
    .where('submission_id', '=', sent.id)
    .where('partnership_id', '=', sent.partnershipId)
    .executeTakeFirstOrThrow();
  const finished = status === 'finished';
  const rows = await db
    .selectFrom('submission_rating')
    .select(['question_code as code', 'scale_code as scale', 'self_point as self', 'moderated_point as moderated'])
    .where('submission_id', '=', sent.id)
    .where('organisation_id', 'in', scope.organisationIds)
    .execute();
  const rated = new Map(rows.map((row) => [row.code, row]));
  const reasons = new Map((await listStandingReasons(db, [sent.id])).map((one) => [one.questionCode, one.reason]));
  const replies = new Map((await listReplies(db, [sent.id])).map((reply) => [reply.questionCode, reply]));
  const compiled = await getEdition(db, sent.editionId, sent.snapshot.content.edition.sha256);
  const { content, cycle, partnership } = sent.snapshot;
  const questions = content.standards.flatMap((standard) =>
    standard.questions.flatMap(({ code, number, text }): DifferingRating[] => {
      const row = rated.get(code);
      if (!finished || !row || row.moderated === null || row.moderated === row.self) return [];
      return [
        {
          code,
          standardCode: standard.code,
          number,
          text,
          moderatedPoint: row.moderated,
          self: markOf(compiled, row.scale, row.self),
          moderated: markOf(compiled, row.scale, row.moderated),
          reason: reasons.get(code) ?? '',
          reply: replies.get(code) ?? null,
        },
      ];
    }),
  );
  return {
    partnershipId: sent.partnershipId,
    ratings: {
      submissionId: sent.id,
      organisationId: sent.organisationId,
      organisationName: content.organisation.name,
      partnershipName: partnership.name,
      cycleName: cycle.name,
      reference: sent.reference,
      version: sent.version,
      finished,
      replyBy,
      rated: rows.filter(({ moderated }) => moderated !== null).length,
      questions,
    },
  };
}

export interface ReplyPage extends OpenRatings {
  readonly returnId: string;
  /** Until the last day, by the people who may write to the partnership. */
  readonly mayReply: boolean;
}

/** The page of the partnership's ratings for people of the agency; refused as unknown before they may be seen. */
export async function getReplyPage(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<ReplyPage> {
  const { ratings } = await findOpenRatings(db, organisationScope(viewer, 'submission.read'), returnId);
  if (!ratings) throw notFound();
  return {
    ...ratings,
    returnId,
    mayReply:
      ratings.finished && ratings.replyBy >= today && mayInOrganisation(viewer, 'rating.reply', ratings.organisationId),
  };
}

/** Whether the receipt of a return leads to the partnership's ratings, for people of the agency. */
export async function hasOpenRatings(db: Reader, viewer: Viewer, submissionId: string): Promise<boolean> {
  const ours = viewer.organisationRoles.map(({ organisationId }) => organisationId);
  if (ours.length === 0) return false;
  const row = await db
    .selectFrom('reply_window')
    .select('submission_id')
    .where('submission_id', '=', submissionId)
    .where('organisation_id', 'in', ours)
    .executeTakeFirst();
  return row !== undefined;
}

/** What an agency says to moderated ratings that differ from its own: its right of reply, kept on the record. */
import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { findModerationSettings } from '../cycles/moderation-settings.server.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';

/** One reply, as it counts now. */
export interface RatingReply {
  readonly submissionId: string;
  readonly standardCode: string;
  readonly questionCode: string;
  /** The moderated rating that it answers; it may have changed since. */
  readonly moderatedPoint: string;
  readonly text: string;
  readonly writtenBy: string;
  readonly writtenAt: string;
  readonly revision: number;
}

/**
 * The replies that agencies gave to the ratings of these submissions. For moderators, the chair and the pack: the caller
 * has looked the submissions up within its scope.
 */
export async function listReplies(db: Reader, submissionIds: readonly string[]): Promise<RatingReply[]> {
  if (submissionIds.length === 0) return [];
  return db
    .selectFrom('rating_reply')
    .innerJoin('person', 'person.id', 'rating_reply.written_by')
    .select([
      'rating_reply.submission_id as submissionId',
      'rating_reply.standard_code as standardCode',
      'rating_reply.question_code as questionCode',
      'rating_reply.moderated_point as moderatedPoint',
      'rating_reply.text',
      'person.name as writtenBy',
      'rating_reply.written_at as writtenAt',
      'rating_reply.revision',
    ])
    .where('rating_reply.submission_id', 'in', submissionIds)
    .where('rating_reply.superseded_at', 'is', null)
    .orderBy('rating_reply.written_at')
    .orderBy('rating_reply.id')
    .execute();
}

/** Until when the agency may reply; undefined before its moderation was finished once. */
export async function findReplyBy(db: Reader, submissionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('reply_window')
    .select('reply_by')
    .where('submission_id', '=', submissionId)
    .executeTakeFirst();
  return row?.reply_by;
}

/**
 * Gives the agency its working days from today; finishing again later never shortens them.
 *
 * @returns its last day
 */
export async function openReplyWindow(
  trx: Trx,
  stamp: Stamp,
  held: {
    readonly submissionId: string;
    readonly partnershipId: string;
    readonly organisationId: string;
    readonly cycleId: string;
  },
): Promise<string> {
  const { replyDays } = await findModerationSettings(trx, { id: held.cycleId, partnershipId: held.partnershipId });
  const replyBy = workingDaysBefore(stamp.today, -replyDays);
  const before = await findReplyBy(trx, held.submissionId);
  const reply_by = before !== undefined && before > replyBy ? before : replyBy;
  await trx
    .insertInto('reply_window')
    .values({
      partnership_id: held.partnershipId,
      organisation_id: held.organisationId,
      submission_id: held.submissionId,
      reply_by,
      opened_at: stamp.now,
    })
    .onConflict((conflict) => conflict.column('submission_id').doUpdateSet({ reply_by, opened_at: stamp.now }))
    .execute();
  return reply_by;
}

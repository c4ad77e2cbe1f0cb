import type { Reader } from '../../../../db/client.server.ts';
import { mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import type { LetterBody } from './letter-model.server.ts';
import type { LetterRecords } from './letter-records.server.ts';

/** A letter as the chair approved it. */
export interface LetterApproval {
  readonly body: LetterBody;
  readonly bodySha256: string;
  readonly by: string;
  readonly at: string;
}

/** The last approval of the letter about a submission. */
export async function findApproval(
  db: Reader,
  { submissionId, partnershipId }: Pick<LetterRecords, 'submissionId' | 'partnershipId'>,
): Promise<LetterApproval | undefined> {
  const row = await db
    .selectFrom('outcome_letter_approval')
    .innerJoin('person', 'person.id', 'outcome_letter_approval.approved_by')
    .select(['body', 'body_sha256', 'person.name', 'approved_at'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('approved_at', 'desc')
    .orderBy('outcome_letter_approval.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Written by `approveLetter` from a typed body.
  return row
    ? { body: JSON.parse(row.body) as LetterBody, bodySha256: row.body_sha256, by: row.name, at: row.approved_at }
    : undefined;
}

/** An independent chair of the partnership, or whoever chairs the session at which the agency was heard. */
export const mayApproveLetter = (
  viewer: Viewer,
  { partnershipId, session }: Pick<LetterRecords, 'partnershipId' | 'session'>,
): boolean =>
  mayInPartnership(viewer, 'letter.approve', partnershipId) ||
  (session?.chairId === viewer.personId && mayInPartnership(viewer, 'letter.issue', partnershipId));

import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { isSharedOn } from './rules.ts';
import { listSentAnswers, type SentAnswer } from './sources.server.ts';

export interface SuggestPage {
  readonly submissionId: string;
  readonly organisation: string;
  readonly answers: readonly SentAnswer[];
  /** What was suggested about this return before, and what the agency made of it. */
  readonly before: readonly { readonly id: string; readonly title: string; readonly state: string }[];
}

/** What the panel can suggest of one sent return. Refuses as not found a submission of another partnership. */
export async function getSuggestPage(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
  today: string,
): Promise<SuggestPage> {
  const submission = await getSuggestable(db, scope, submissionId);
  const before = await db
    .selectFrom('good_practice')
    .select(['id', 'title', 'status', 'shared_until'])
    .where('organisation_id', '=', submission.organisation_id)
    .where('submission_id', '=', submission.id)
    .where('suggested_for', 'in', scope.partnershipIds)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  const answers = await listSentAnswers(db, scope, { submissionId: submission.id });
  return {
    submissionId: submission.id,
    organisation: submission.name,
    answers,
    before: before.map((row) => {
      const shared = isSharedOn(row.status, row.shared_until, today);
      return {
        id: row.id,
        // What an agency made of a suggestion is its own until it shares it, and again once it does not.
        title: shared ? row.title : 'Suggested answer',
        state: row.status === 'suggested' ? 'Waiting for the agency' : shared ? 'Shared' : 'Not shared',
      };
    }),
  };
}

/** The newest version of a return that was sent to a partnership in scope; any other is refused as not found. */
export async function getSuggestable(db: Reader, scope: PartnershipScope, submissionId: string) {
  const submission = await db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'submission.partnership_id')
    .select(['submission.id', 'submission.organisation_id', 'submission.partnership_id'])
    .select(['organisation.name', 'partnership.name as partnership'])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .where('submission.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!submission) throw notFound();
  return submission;
}

import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { listStandingReasons } from '../../moderation/panel.server.ts';
import { findCarryPlan } from '../../questionnaire/carry-plans.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CommentsByQuestion, ModeratorComment } from '../../returns/standard-page.ts';
import { markOf } from '../../submissions/marks.ts';

/** A return goes to a few partnerships, and seldom more than twice to any. */
const mostSubmissions = 20;

/**
 * What moderators wrote to the organisation's last return on the same set, by the code of the question of this edition:
 * the rating that was given and why. Only once the organisation may see it, which is when the letter about that return is
 * issued, or the return closed. Who wrote it is not told: the letter speaks for the partnership.
 */
export async function listModeratorComments(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: { readonly id: string; readonly organisationId: string; readonly editionId: string },
): Promise<CommentsByQuestion> {
  const comments: Record<string, ModeratorComment[]> = {};
  for (const submission of await listLastSent(db, scope, agencyReturn)) {
    const rows = (await listStandingReasons(db, [submission.id]))
      .filter(({ reason }) => reason !== '')
      .toSorted((a, b) => (a.questionCode < b.questionCode ? -1 : 1));
    if (rows.length === 0) continue;
    const compiled = await getEdition(db, submission.editionId);
    const links = (await findCarryPlan(db, submission.editionId, agencyReturn.editionId))?.links ?? [];
    for (const { questionCode, point, reason } of rows) {
      const mark = markOf(compiled, scaleOf(compiled, questionCode), point);
      const comment = { mark, reason, from: submission.partnership, cycleName: submission.cycleName };
      const successors = links.flatMap(({ from, to }) => (from === questionCode ? [to] : []));
      for (const code of new Set(successors)) comments[code] = [...(comments[code] ?? []), comment];
    }
  }
  return comments;
}

/** The last return sent before this one: its newest submission to each partnership, where the letter is out. */
async function listLastSent(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: { readonly id: string; readonly organisationId: string; readonly editionId: string },
) {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('partnership', 'partnership.id', 'submission.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .leftJoin('outcome_letter', 'outcome_letter.submission_id', 'submission.id')
    .select([
      'submission.id',
      'submission.return_id as returnId',
      'submission.partnership_id as partnershipId',
      'submission.edition_id as editionId',
      'agency_return.status',
      'outcome_letter.issued_at as issuedAt',
      'partnership.name as partnership',
      'cycle.name as cycleName',
    ])
    .where('submission.organisation_id', '=', agencyReturn.organisationId)
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.return_id', '<>', agencyReturn.id)
    .where('standard_edition.set_code', '=', (eb) =>
      eb
        .selectFrom('standard_edition as asked')
        .select('asked.set_code')
        .where('asked.id', '=', agencyReturn.editionId),
    )
    .where('submission.submitted_at', '<', (eb) =>
      eb
        .selectFrom('agency_return as this_return')
        .select((one) => one.fn.coalesce('this_return.submitted_at', one.val('9999')).as('at'))
        .where('this_return.id', '=', agencyReturn.id),
    )
    .orderBy('submission.submitted_at', 'desc')
    .limit(mostSubmissions)
    .execute();
  const newest = rows.filter(
    (row, place) =>
      row.returnId === rows[0]?.returnId &&
      rows.findIndex((other) => other.partnershipId === row.partnershipId) === place,
  );
  return newest.filter(({ issuedAt, status }) => issuedAt !== null || status === 'closed');
}

function scaleOf(compiled: CompiledEdition, questionCode: string): string | null {
  const answer = compiled.questions.get(questionCode)?.question.answer;
  return answer?.type === 'rating' ? answer.scale : null;
}

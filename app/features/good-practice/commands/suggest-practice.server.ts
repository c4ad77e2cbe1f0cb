import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import type { Suggestion } from '../schema.ts';
import { listSentAnswers } from '../sources.server.ts';
import { getSuggestable } from '../suggest-page.server.ts';
import type { PracticeSaved } from './agree-to-share.server.ts';
import { recordConsent } from './consent.server.ts';

/**
 * Somebody of the panel suggests that an agency shares one of its sent answers. Nothing is shared by it: the agency
 * writes its own words and decides. Refuses as not found a submission of another partnership.
 */
export async function suggestPractice(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  input: Suggestion,
): Promise<PracticeSaved> {
  const scope = partnershipScope(viewer, 'good-practice.suggest');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const submission = await getSuggestable(trx, scope, submissionId);
    const answer = (await listSentAnswers(trx, scope, { submissionId })).find(
      ({ questionCode }) => questionCode === input.question,
    );
    if (!answer) return { saved: false, field: 'question', problem: 'Choose an answer from the list' };
    const before = await trx
      .selectFrom('good_practice')
      .select('id')
      .where('organisation_id', '=', submission.organisation_id)
      .where('submission_id', '=', submissionId)
      .where('question_code', '=', input.question)
      .executeTakeFirst();
    if (before)
      return {
        saved: false,
        field: 'question',
        problem: 'Choose another answer: this one has been offered or suggested already',
      };
    const id = stamp.newId();
    const reference = makeReference('GP');
    await trx
      .insertInto('good_practice')
      .values({
        id,
        reference,
        organisation_id: submission.organisation_id,
        status: 'suggested',
        title: answer.question.slice(0, 150),
        what: '',
        difference: '',
        contact: '',
        source_kind: 'answer',
        submission_id: submissionId,
        question_code: input.question,
        evidence_id: null,
        suggested_by: viewer.personId,
        suggested_for: submission.partnership_id,
        suggestion: input.note,
        shared_until: null,
        created_by: viewer.personId,
        created_at: stamp.now,
        changed_at: stamp.now,
        revision: 1,
      })
      .execute();
    await recordConsent(trx, stamp, viewer, {
      organisationId: submission.organisation_id,
      itemId: id,
      reference,
      kind: 'suggested',
      partnershipIds: [submission.partnership_id],
    });
    const holders = await listRoleHolders(trx, { organisationId: submission.organisation_id }, stamp.today);
    await queueMessages(
      trx,
      stamp,
      'good-practice-suggested',
      holders
        .filter(({ role }) => role === 'safeguarding-lead')
        .map(({ personId, email }) => ({
          fields: {
            organisation: submission.name,
            address: `${portal.config.publicOrigin}/good-practice/${id}`,
          },
          to: { address: email, personId },
          reference: `good-practice-suggested:${id}:${personId}`,
          organisationId: submission.organisation_id,
          partnershipId: submission.partnership_id,
        })),
    );
    return { saved: true, id };
  });
}

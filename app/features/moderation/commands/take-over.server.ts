import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getSubmission } from '../../submissions/queries.server.ts';
import { listEarlierJudgements } from '../earlier-version.server.ts';
import { judgementProblems } from '../rules.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';
import { listRatings, writeJudgements } from './write-judgements.server.ts';

/**
 * Takes over, in one press, the judgements of the version before on the questions of a standard that the agency left as
 * they were. The moderator who presses makes them; those of the version before stay there. Questions that are judged
 * already, or that changed, are left alone. Refuses as `recordJudgements` does.
 */
export async function takeOverJudgements(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly standardCode: string },
): Promise<{ readonly recorded: number }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    const scope = { partnershipIds: [held.partnershipId] as const };
    const submission = await getSubmission(trx, scope, held.submissionId);
    const compiled = await getEdition(trx, held.editionId);
    const ratings = await listRatings(trx, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const earlier = await listEarlierJudgements(trx, scope, submission, input.standardCode);
    const taken = ratings.flatMap(({ questionCode, scaleCode, selfPoint, moderatedPoint }) => {
      const judgement = earlier.get(questionCode);
      const scale = compiled.scales.get(scaleCode);
      if (moderatedPoint !== null || !scale || !judgement?.unchanged) return [];
      const { point, reason } = judgement;
      const allowed = Object.keys(judgementProblems(scale, selfPoint, { point, reason })).length === 0;
      return allowed ? [{ questionCode, point, reason, follows: 0 }] : [];
    });
    await writeJudgements({ trx, stamp, viewer, held, compiled }, input.standardCode, ratings, taken);
    if (taken.length > 0)
      await recordEvent(trx, stamp, {
        type: 'judgements.taken-over',
        owner: { partnershipId: held.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission', id: held.submissionId },
        detail: { standard: input.standardCode, judgements: taken.length, fromVersion: submission.version - 1 },
      });
    return { recorded: taken.length };
  });
}

import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listEarlierJudgements } from '../earlier-version.server.ts';
import { loadModeration } from '../load.server.ts';
import { judgementProblems } from '../rules.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';
import { listRatings, writeJudgements } from './write-judgements.server.ts';

/**
 * Takes over, in one press, the judgements of the version before on the questions of a standard that the agency left as
 * they were. The moderator who presses makes them; those of the version before stay there. Questions that are judged
 * already, or that changed, are left alone. Where the cycle is rated blind, a moderator takes over their own alone.
 * Refuses as `recordJudgements` does.
 */
export async function takeOverJudgements(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly standardCode: string },
): Promise<{ readonly recorded: number }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    const { sent, compiled, veil, scope } = await loadModeration(trx, viewer, input.submissionId);
    const blind = veil.standards.has(input.standardCode);
    const ratings = await listRatings(trx, viewer, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const { standardCode } = input;
    const earlier = await listEarlierJudgements(trx, scope, viewer, { sent, standardCode, ownOnly: blind });
    const taken = ratings.flatMap(({ questionCode, scaleCode, selfPoint, own, judged }) => {
      const judgement = earlier.get(questionCode);
      const scale = compiled.scales.get(scaleCode);
      if (own || (judged && !held.assigned) || !scale || !judgement?.unchanged) return [];
      const { point, reason } = judgement;
      const allowed = Object.keys(judgementProblems(scale, selfPoint, { point, reason })).length === 0;
      return allowed ? [{ questionCode, point, reason, follows: 0 }] : [];
    });
    await writeJudgements({ trx, stamp, viewer, held, compiled, blind }, standardCode, taken);
    if (taken.length > 0)
      await recordEvent(trx, stamp, {
        type: 'judgements.taken-over',
        owner: { partnershipId: held.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission', id: held.submissionId },
        detail: { standard: input.standardCode, judgements: taken.length, fromVersion: sent.version - 1 },
      });
    return { recorded: taken.length };
  });
}

import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { loadModeration } from '../load.server.ts';
import type { CurrentJudgement } from '../pages.ts';
import { judgementProblems } from '../rules.ts';
import { type JudgementDraft, judgementFields } from '../schema.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';
import { listRatings, writeJudgements } from './write-judgements.server.ts';

/** What became of judgements on one standard: all of them or none. */
export type JudgeOutcome =
  /** `recorded` counts judgements that are new; what stood already is left alone. */
  | { readonly outcome: 'saved'; readonly recorded: number }
  /**
   * Nothing was written. `errors` says what to do, by field name; `theirs` are judgements that the same moderator made in
   * another window while the page was open, which the page shows beside what was typed.
   */
  | { readonly outcome: 'refused'; readonly errors: FieldErrors; readonly theirs: readonly CurrentJudgement[] };

/**
 * Records a moderator's own ratings of one standard, all or none; what other moderators said stands beside them. A rating
 * that is given blind needs no reason yet: the moderator cannot know whether it differs. Refuses a submission that the
 * person does not reach, an unknown standard, and a question that is hidden from them, as unknown; and a finished
 * moderation.
 */
export async function recordJudgements(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly submissionId: string;
    readonly standardCode: string;
    readonly judgements: readonly JudgementDraft[];
  },
): Promise<JudgeOutcome> {
  return portal.database.transaction(async (trx): Promise<JudgeOutcome> => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    const { compiled, veil } = await loadModeration(trx, viewer, input.submissionId);
    const blind = veil.standards.has(input.standardCode);
    const ratings = await listRatings(trx, viewer, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const errors: FieldErrors = {};
    const theirs: CurrentJudgement[] = [];
    const changed = input.judgements.filter(({ questionCode, point, reason, seen }) => {
      const rating = ratings.find((one) => one.questionCode === questionCode);
      const scale = rating && compiled.scales.get(rating.scaleCode);
      if (!rating || !scale || veil.questions.has(questionCode)) throw notFound();
      const standing = rating.own;
      if (standing?.point === point && standing.reason === reason) return false;
      const problems = judgementProblems(scale, blind ? point : rating.selfPoint, { point, reason });
      const names = judgementFields(questionCode);
      if (problems.point) errors[names.point] = [problems.point];
      if (problems.reason) errors[names.reason] = [problems.reason];
      if (standing && standing.revision !== seen) {
        theirs.push({ questionCode, ...standing, moderator: viewer.name, madeAt: stamp.now });
        errors[names.point] = ['You rated this in another window: compare both, then save again'];
      }
      return true;
    });
    if (Object.keys(errors).length > 0 || theirs.length > 0) return { outcome: 'refused', errors, theirs };
    await writeJudgements(
      { trx, stamp, viewer, held, compiled, blind },
      input.standardCode,
      changed.map((draft) => ({
        ...draft,
        follows: ratings.find(({ questionCode }) => questionCode === draft.questionCode)?.own?.revision ?? 0,
      })),
    );
    return { outcome: 'saved', recorded: changed.length };
  });
}

/**
 * Agrees, in one press, with the agency's ratings of a standard: with all that the moderator has not rated where the
 * return was given to them, else with those that nobody has. Questions that the agency did not rate are left alone.
 * Refuses as `recordJudgements` does, and where the ratings are hidden: nobody agrees with what they have not seen.
 */
export async function agreeWithRatings(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly standardCode: string },
): Promise<{ readonly recorded: number }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    const { veil } = await loadModeration(trx, viewer, input.submissionId);
    if (veil.standards.has(input.standardCode))
      throw notNow('This cycle is rated blind: give your own rating of each question first');
    const compiled = await getEdition(trx, held.editionId);
    const ratings = await listRatings(trx, viewer, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const agreed = ratings.flatMap(({ questionCode, selfPoint, own, judged }) =>
      selfPoint === null || own || (judged && !held.assigned)
        ? []
        : [{ questionCode, point: selfPoint, reason: '', follows: 0 }],
    );
    await writeJudgements({ trx, stamp, viewer, held, compiled, blind: false }, input.standardCode, agreed);
    return { recorded: agreed.length };
  });
}

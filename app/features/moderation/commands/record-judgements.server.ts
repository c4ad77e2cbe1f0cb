import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CurrentJudgement } from '../pages.ts';
import { judgementProblems } from '../rules.ts';
import { type JudgementDraft, judgementFields } from '../schema.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';
import { currentJudgements, listRatings, writeJudgements } from './write-judgements.server.ts';

/** What became of judgements on one standard: all of them or none. */
export type JudgeOutcome =
  /** `recorded` counts judgements that are new; what stood already is left alone. */
  | { readonly outcome: 'saved'; readonly recorded: number }
  /**
   * Nothing was written. `errors` says what to do, by field name; `theirs` are judgements that another moderator made
   * while the page was open, which the page shows beside what was typed.
   */
  | { readonly outcome: 'refused'; readonly errors: FieldErrors; readonly theirs: readonly CurrentJudgement[] };

/**
 * Records a moderator's ratings of one standard, all or none. Refuses a submission of another partnership, an unknown
 * standard or question as unknown, a moderator of their own organisation, and a finished moderation.
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
    const compiled = await getEdition(trx, held.editionId);
    const ratings = await listRatings(trx, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const current = await currentJudgements(trx, held, input.standardCode);
    const errors: FieldErrors = {};
    const theirs: CurrentJudgement[] = [];
    const changed = input.judgements.filter(({ questionCode, point, reason, seen }) => {
      const rating = ratings.find((one) => one.questionCode === questionCode);
      const scale = rating && compiled.scales.get(rating.scaleCode);
      if (!rating || !scale) throw notFound();
      const standing = current.get(questionCode);
      if (standing?.point === point && standing.reason === reason) return false;
      const problems = judgementProblems(scale, rating.selfPoint, { point, reason });
      const names = judgementFields(questionCode);
      if (problems.point) errors[names.point] = [problems.point];
      if (problems.reason) errors[names.reason] = [problems.reason];
      if (standing && standing.revision !== seen) {
        theirs.push(standing);
        errors[names.point] = [
          `${standing.moderator} rated this while you had the page open: compare both, then save again`,
        ];
      }
      return true;
    });
    if (Object.keys(errors).length > 0 || theirs.length > 0) return { outcome: 'refused', errors, theirs };
    await writeJudgements(
      { trx, stamp, viewer, held, compiled },
      input.standardCode,
      ratings,
      changed.map((draft) => ({ ...draft, follows: current.get(draft.questionCode)?.revision ?? 0 })),
    );
    return { outcome: 'saved', recorded: changed.length };
  });
}

/**
 * Agrees, in one press, with every rating of a standard that no moderator has rated yet. Judgements that stand are left
 * alone, and so are questions that the agency did not rate. Refuses as `recordJudgements` does.
 */
export async function agreeWithRatings(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly standardCode: string },
): Promise<{ readonly recorded: number }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    const compiled = await getEdition(trx, held.editionId);
    const ratings = await listRatings(trx, held, input.standardCode);
    if (ratings.length === 0) throw notFound();
    if (held.status === 'finished') await startModeration(trx, stamp, viewer, held);
    const agreed = ratings.flatMap(({ questionCode, selfPoint, moderatedPoint }) =>
      selfPoint === null || moderatedPoint !== null ? [] : [{ questionCode, point: selfPoint, reason: '', follows: 0 }],
    );
    await writeJudgements({ trx, stamp, viewer, held, compiled }, input.standardCode, ratings, agreed);
    return { recorded: agreed.length };
  });
}

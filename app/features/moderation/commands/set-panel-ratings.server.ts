import { type FieldErrors, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { loadModeration } from '../load.server.ts';
import { listStandings } from '../panel.server.ts';
import { listQuestionRatings } from '../ratings.server.ts';
import { panelProblems } from '../rules.ts';
import { type JudgementDraft, judgementFields, questionCodesIn, readJudgements } from '../schema.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';
import { settleModeratedPoints } from './write-judgements.server.ts';

/** What became of the form of the panel; what was typed comes back when nothing was written. */
export type PanelOutcome =
  | { readonly ok: true; readonly recorded: number }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/**
 * Sets the panel's ratings of questions that moderators have rated, all or none; each supersedes the one before it, and no
 * judgement changes. A reason is needed where moderators differ, and where none of them rated it so. Refuses a question
 * that nobody rated as unknown, somebody who rates blind and has not rated everything, and a finished moderation.
 */
export async function setPanelRatings(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<PanelOutcome> {
  return portal.database.transaction(async (trx): Promise<PanelOutcome> => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.settle', submissionId);
    const { compiled, scope, veil } = await loadModeration(trx, viewer, submissionId);
    if (veil.standards.size > 0) throw notNow('This cycle is rated blind: rate every standard yourself first');
    const standings = await listStandings(trx, scope, submissionId);
    const rows = new Map((await listQuestionRatings(trx, scope, submissionId)).map((row) => [row.questionCode, row]));
    const errors: FieldErrors = {};
    const changed: (JudgementDraft & { readonly standardCode: string; readonly follows: number })[] = [];
    for (const draft of readJudgements(form, questionCodesIn(form))) {
      const standing = standings.get(draft.questionCode);
      const row = rows.get(draft.questionCode);
      const scale = row && compiled.scales.get(row.scaleCode);
      if (!standing || !row || !scale) throw notFound();
      const { panel, judgements, standardCode } = standing;
      if (panel?.point === draft.point && panel.reason === draft.reason) continue;
      const names = judgementFields(draft.questionCode);
      const problems = panelProblems(scale, judgements, draft);
      if (problems.point) errors[names.point] = [problems.point];
      if (problems.reason) errors[names.reason] = [problems.reason];
      if ((panel?.revision ?? 0) !== draft.seen)
        errors[names.point] = [`${panel?.setBy} set this while you had the page open: compare both, then save again`];
      changed.push({ ...draft, standardCode, follows: panel?.revision ?? 0 });
    }
    if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedValues(form) };
    if (changed.length === 0) return { ok: true, recorded: 0 };
    await startModeration(trx, stamp, viewer, held);
    await trx
      .updateTable('panel_rating')
      .set({ superseded_at: stamp.now })
      .where('submission_id', '=', submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .where('superseded_at', 'is', null)
      .where(
        'question_code',
        'in',
        changed.map(({ questionCode }) => questionCode),
      )
      .execute();
    await trx
      .insertInto('panel_rating')
      .values(
        changed.map(({ questionCode, standardCode, point, reason, follows }) => ({
          id: stamp.newId(),
          partnership_id: held.partnershipId,
          submission_id: submissionId,
          standard_code: standardCode,
          question_code: questionCode,
          point,
          reason,
          set_by: viewer.personId,
          set_at: stamp.now,
          superseded_at: null,
          revision: follows + 1,
        })),
      )
      .execute();
    await settleModeratedPoints({ trx, held, compiled }, [...new Set(changed.map(({ standardCode }) => standardCode))]);
    await recordEvents(
      trx,
      stamp,
      changed.map(({ questionCode, standardCode, point }) => ({
        type: 'panel-rating.set' as const,
        owner: { partnershipId: held.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission' as const, id: submissionId },
        detail: { standard: standardCode, question: questionCode, point },
      })),
    );
    return { ok: true, recorded: changed.length };
  });
}

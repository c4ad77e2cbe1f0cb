import { type FieldErrors, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import {
  type EvidenceDraft,
  type EvidenceVerdict,
  evidenceFields,
  evidenceProblems,
  isEvidenceVerdict,
  readEvidenceDrafts,
} from '../evidence-judging.ts';
import { listEvidenceJudgements } from '../evidence-page.server.ts';
import { loadModeration } from '../load.server.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';

/** What became of the form; what was typed comes back when nothing was written. */
export type JudgeEvidenceOutcome =
  | { readonly ok: true; readonly recorded: number }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/**
 * Records what a moderator makes of pieces of evidence, all that were changed or none; each supersedes their own before.
 * A piece that the version does not have, or that is hidden from the person, is not looked at. Refuses as rating does.
 */
export async function judgeEvidence(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<JudgeEvidenceOutcome> {
  return portal.database.transaction(async (trx): Promise<JudgeEvidenceOutcome> => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', submissionId);
    const { submission, scope } = await loadModeration(trx, viewer, submissionId);
    const ids = submission.snapshot.content.evidence.map(({ id }) => id);
    const own = new Map(
      (await listEvidenceJudgements(trx, scope, submissionId))
        .filter(({ moderatorId }) => moderatorId === viewer.personId)
        .map((one) => [one.evidenceId, one]),
    );
    const errors: FieldErrors = {};
    const changed: (EvidenceDraft & { verdict: EvidenceVerdict; follows: number })[] = [];
    for (const draft of readEvidenceDrafts(form, ids)) {
      const before = own.get(draft.evidenceId);
      if (before?.verdict === draft.verdict && before.note === draft.note) continue;
      Object.assign(errors, evidenceProblems(draft));
      if (before && before.revision !== draft.seen)
        errors[evidenceFields(draft.evidenceId).verdict] = [
          'You judged this in another window: look at it again, then save',
        ];
      if (isEvidenceVerdict(draft.verdict))
        changed.push({ ...draft, verdict: draft.verdict, follows: before?.revision ?? 0 });
    }
    if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedValues(form) };
    if (changed.length === 0) return { ok: true, recorded: 0 };
    await startModeration(trx, stamp, viewer, held);
    await trx
      .updateTable('evidence_judgement')
      .set({ superseded_at: stamp.now })
      .where('submission_id', '=', submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .where('moderator_id', '=', viewer.personId)
      .where('superseded_at', 'is', null)
      .where(
        'evidence_id',
        'in',
        changed.map(({ evidenceId }) => evidenceId),
      )
      .execute();
    await trx
      .insertInto('evidence_judgement')
      .values(
        changed.map(({ evidenceId, verdict, note, follows }) => ({
          id: stamp.newId(),
          partnership_id: held.partnershipId,
          submission_id: submissionId,
          evidence_id: evidenceId,
          verdict,
          note,
          moderator_id: viewer.personId,
          made_at: stamp.now,
          superseded_at: null,
          revision: follows + 1,
        })),
      )
      .execute();
    await recordEvents(
      trx,
      stamp,
      changed.map(({ evidenceId, verdict }) => ({
        type: 'evidence.judged' as const,
        owner: { partnershipId: held.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission' as const, id: submissionId },
        detail: { evidence: evidenceId, verdict },
      })),
    );
    return { ok: true, recorded: changed.length };
  });
}

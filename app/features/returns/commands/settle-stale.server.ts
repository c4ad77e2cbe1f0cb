import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { isUntouched } from '../../questionnaire/answer-state.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { readAnswer } from '../facts.ts';
import type { ReturnForEdit } from './edit-return.server.ts';
import type { AnswerToSave, SavedAnswer } from './save-answers.server.ts';

/** Two people saved the same answer: what stands, and what was sent and is kept beside it. */
export interface Conflict {
  readonly questionCode: string;
  readonly mine: AnswerValue;
  readonly theirs: AnswerValue;
  /** The revision to name when saving over theirs. */
  readonly theirRevision: number;
  readonly theirName: string;
  readonly theirTime: string;
}

interface StaleSave {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly agencyReturn: ReturnForEdit;
}

interface StaleOutcome {
  readonly saved: SavedAnswer & { readonly repeated?: boolean };
  readonly conflict?: Conflict;
}

/**
 * A save that named another revision than the one that stands. It may be a repeat of a save that was done, or say
 * nothing new; else it is a conflict, and its words are stored before anything is answered. A plain form has no key: it
 * is a repeat when the same person saved the same words over the same revision before.
 */
export async function settleStale(
  { trx, stamp, viewer, agencyReturn }: StaleSave,
  answer: AnswerToSave,
  value: string,
): Promise<StaleOutcome> {
  const { questionCode } = answer;
  const current = await trx
    .selectFrom('answer')
    .innerJoin('person', 'person.id', 'answer.saved_by')
    .select(['answer.value', 'answer.revision', 'answer.saved_at', 'person.name'])
    .where('return_id', '=', agencyReturn.id)
    .where('question_code', '=', questionCode)
    .executeTakeFirstOrThrow();
  const revisions = trx
    .selectFrom('answer_revision')
    .select(['revision', 'outcome', 'value'])
    .where('return_id', '=', agencyReturn.id)
    .where('question_code', '=', questionCode);
  const repeat =
    answer.idempotencyKey === undefined
      ? await revisions
          .where('saved_by', '=', viewer.personId)
          .where('value', '=', value)
          .where((eb) =>
            eb.or([
              eb.and([eb('revision', '=', answer.revision + 1), eb('outcome', '=', 'kept')]),
              eb.and([eb('revision', '=', answer.revision), eb('outcome', '=', 'conflict')]),
            ]),
          )
          .orderBy('outcome', 'desc')
          .executeTakeFirst()
      : await revisions.where('idempotency_key', '=', answer.idempotencyKey).executeTakeFirst();
  if (repeat?.outcome === 'kept')
    return { saved: { questionCode, outcome: 'saved', revision: repeat.revision, repeated: true } };
  const nothingNew = { saved: { questionCode, outcome: 'unchanged', revision: current.revision } } as const;
  if (current.value === value) return nothingNew;
  const seen =
    answer.revision === 0
      ? undefined
      : await revisions
          .where('revision', '=', answer.revision)
          .where('outcome', '=', 'kept')
          .orderBy('saved_at', 'desc')
          .executeTakeFirst();
  if (seen === undefined ? answer.revision === 0 && isUntouched(answer.value) : seen.value === value) return nothingNew;
  if (!repeat) {
    await trx
      .insertInto('answer_revision')
      .values({
        id: stamp.newId(),
        organisation_id: agencyReturn.organisationId,
        return_id: agencyReturn.id,
        question_code: questionCode,
        revision: answer.revision,
        value,
        saved_at: stamp.now,
        saved_by: viewer.personId,
        outcome: 'conflict',
        idempotency_key: answer.idempotencyKey ?? null,
      })
      .execute();
  }
  return {
    saved: { questionCode, outcome: 'conflict', revision: current.revision, repeated: repeat !== undefined },
    conflict: {
      questionCode,
      mine: answer.value,
      theirs: readAnswer(current.value),
      theirRevision: current.revision,
      theirName: current.name,
      theirTime: current.saved_at,
    },
  };
}

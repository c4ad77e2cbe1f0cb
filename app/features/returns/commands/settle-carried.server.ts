import type { Trx } from '../../../../db/client.server.ts';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { isUntouched } from '../../questionnaire/answer-state.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { readCarriedEvidence } from '../carried.server.ts';
import { insertUse } from './attach-evidence.server.ts';
import type { ReturnForEdit } from './edit-return.server.ts';

interface Settling {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly agencyReturn: ReturnForEdit;
  readonly follows?: true;
}

/**
 * Says what became of the answers carried to questions that have just been saved: confirmed where the organisation
 * says the same again, revised where it says something else, and so on with every later save. What was waiting brings
 * its evidence, if the organisation still has it. An answer that is given afresh owes nothing to last time's.
 */
export async function settleCarried(
  work: Settling,
  saved: readonly { readonly questionCode: string; readonly value: AnswerValue }[],
): Promise<void> {
  const { trx, stamp, viewer, agencyReturn } = work;
  if (saved.length === 0 || !agencyReturn.carried) return;
  const { rows } = await carriedTo(trx, {
    returnId: agencyReturn.id,
    questionCodes: saved.map(({ questionCode }) => questionCode),
  });
  for (const row of rows) {
    const value = saved.find(({ questionCode }) => questionCode === row.question_code)?.value;
    const same = row.text_only === 0 && row.value === JSON.stringify(value);
    const state = same ? ('confirmed' as const) : ('revised' as const);
    if (state === row.state) continue;
    await trx
      .updateTable('carried_answer')
      .set({ state, settled_at: stamp.now, settled_by: viewer.personId })
      .where('return_id', '=', agencyReturn.id)
      .where('question_code', '=', row.question_code)
      .execute();
    if (row.state === 'waiting' && !isUntouched(value) && !work.follows)
      await bringEvidence(work, row.question_code, row.evidence);
    await recordEvent(trx, stamp, {
      type: `carried-answer.${state}`,
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: agencyReturn.id },
      detail: { standard: row.standard_code, question: row.question_code, rule: row.rule },
    });
  }
}

/** In the order of their codes, so that two savers of many answers cannot wait for each other. */
const carriedTo = compiledQuery(
  (db, { returnId, questionCodes }: { readonly returnId: string; readonly questionCodes: readonly string[] }) =>
    db
      .selectFrom('carried_answer')
      .select(['question_code', 'standard_code', 'rule', 'state', 'value', 'text_only', 'evidence'])
      .where('return_id', '=', returnId)
      .where('question_code', 'in', questionCodes)
      .where('state', 'in', ['waiting', 'confirmed', 'revised'])
      .orderBy('question_code'),
);

async function bringEvidence(
  { trx, stamp, viewer, agencyReturn }: Settling,
  questionCode: string,
  evidence: string,
): Promise<void> {
  const ids = readCarriedEvidence(evidence);
  if (ids.length === 0) return;
  const held = await trx
    .updateTable('evidence')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', 'in', ids)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute();
  const present = new Set(held.map(({ id }) => id));
  for (const id of ids) if (present.has(id)) await insertUse(trx, stamp, viewer, agencyReturn, questionCode, id);
}

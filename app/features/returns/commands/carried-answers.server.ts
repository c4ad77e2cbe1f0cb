import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listCarried } from '../carried.server.ts';
import { isKeepable } from '../carried.ts';
import { partScope } from '../parts.server.ts';
import { concernedBy } from '../shared/concerned.server.ts';
import { getReturnForEdit, touchReturn } from './edit-return.server.ts';
import { type SaveOutcome, saveInReturn } from './save-answers.server.ts';

interface CarriedInput {
  readonly returnId: string;
  readonly standardCode: string;
}

/** What became of a press; `settled` counts the answers that this press moved on, none on a second press. */
export interface CarriedOutcome {
  readonly settled: number;
  /** The return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
  /** The save, where one was made. */
  readonly saved: SaveOutcome | undefined;
}

/**
 * Makes a carried answer this year's answer as it stands, with its evidence: one at a time, so that each is looked at.
 * Refuses a question to which nothing was carried as unknown, and one whose answer may not be kept as it is. What is
 * settled already is left alone, so a second press does nothing.
 */
export async function confirmCarried(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode, questionCode }: CarriedInput & { readonly questionCode: string },
): Promise<CarriedOutcome> {
  return portal.database.transaction(async (trx) => {
    const scope = await partScope(trx, viewer, 'return.answer', { returnId, part: standardCode });
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    const carried = (await listCarried(trx, scope, returnId, [questionCode])).get(questionCode);
    if (carried?.standardCode !== standardCode || !isKeepable(carried)) throw notFound();
    const { state, value } = carried;
    if (state !== 'waiting' || value === null) return { settled: 0, takenBack: false, saved: undefined };
    const { written, ...saved } = await saveInReturn(
      { trx, stamp, viewer, agencyReturn },
      { standardCode, answers: [{ questionCode, value, revision: 0 }] },
    );
    return { settled: written.length, takenBack: saved.takenBack, saved };
  });
}

/**
 * Sets a carried answer aside: the question is answered as if for the first time, with last time's answer to read
 * beside it. Refuses a question to which nothing was carried as unknown; a second press does nothing.
 */
export async function answerAfresh(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode, questionCode }: CarriedInput & { readonly questionCode: string },
): Promise<CarriedOutcome> {
  return portal.database.transaction(async (trx) => {
    const scope = await partScope(trx, viewer, 'return.answer', { returnId, part: standardCode });
    const stamp = portal.stamp();
    const held = await getReturnForEdit(trx, scope, returnId);
    const agencyReturn = await concernedBy(trx, held, { question: questionCode });
    const carried = (await listCarried(trx, scope, returnId, [questionCode])).get(questionCode);
    if (carried?.standardCode !== standardCode) throw notFound();
    const moved = await trx
      .updateTable('carried_answer')
      .set({ state: 'afresh', settled_at: stamp.now, settled_by: viewer.personId })
      .where('return_id', 'in', [returnId, ...agencyReturn.together.map(({ id }) => id)])
      .where('organisation_id', '=', agencyReturn.organisationId)
      .where('question_code', '=', questionCode)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return { settled: 0, takenBack: false, saved: undefined };
    const { takenBack } = await touchReturn(trx, stamp, viewer, agencyReturn);
    await recordEvent(trx, stamp, {
      type: 'carried-answer.afresh',
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: agencyReturn.id },
      detail: { standard: standardCode, question: questionCode, rule: carried.rule },
    });
    return { settled: 1, takenBack, saved: undefined };
  });
}

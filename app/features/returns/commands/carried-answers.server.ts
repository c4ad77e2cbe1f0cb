import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listCarried } from '../carried.server.ts';
import { type CarriedQuestion, isKeepable, isUnchanged } from '../carried.ts';
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
 * Makes a carried answer this year's answer as it stands, with its evidence. Refuses a question to which nothing was
 * carried as unknown, and one whose answer may not be kept as it is. What is settled already is left alone, so a
 * second press does nothing.
 */
export async function confirmCarried(
  portal: Portal,
  viewer: Viewer,
  input: CarriedInput & { readonly questionCode: string },
): Promise<CarriedOutcome> {
  return confirm(portal, viewer, input, [input.questionCode], (carried) => {
    if (carried.length === 0 || !carried.every(isKeepable)) throw notFound();
    return carried;
  });
}

/**
 * Confirms several at once: of the questions that the person was shown, those of the standard that nothing has changed
 * about and that still wait. Those that a person should look at are never among them.
 */
export async function confirmUnchanged(
  portal: Portal,
  viewer: Viewer,
  input: CarriedInput & { readonly shown: readonly string[] },
): Promise<CarriedOutcome> {
  return confirm(portal, viewer, input, [...new Set(input.shown)].slice(0, mostShown), (carried) =>
    carried.filter(isUnchanged),
  );
}

/** More questions than any standard has. */
const mostShown = 500;

async function confirm(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode }: CarriedInput,
  questionCodes: readonly string[],
  choose: (carried: readonly CarriedQuestion[]) => readonly CarriedQuestion[],
): Promise<CarriedOutcome> {
  const scope = organisationScope(viewer, 'return.answer');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    const carried = [...(await listCarried(trx, scope, returnId, questionCodes)).values()].filter(
      (one) => one.standardCode === standardCode,
    );
    const waiting = choose(carried).filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return { settled: 0, takenBack: false, saved: undefined };
    const saved = await saveInReturn(
      { trx, stamp, viewer, agencyReturn },
      {
        standardCode,
        answers: waiting.flatMap(({ questionCode, value }) =>
          value === null ? [] : [{ questionCode, value, revision: 0 }],
        ),
      },
    );
    const settled = saved.answers.filter(({ outcome }) => outcome === 'saved').length;
    return { settled, takenBack: saved.takenBack, saved };
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
  const scope = organisationScope(viewer, 'return.answer');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    const carried = (await listCarried(trx, scope, returnId, [questionCode])).get(questionCode);
    if (carried?.standardCode !== standardCode) throw notFound();
    const moved = await trx
      .updateTable('carried_answer')
      .set({ state: 'afresh', settled_at: stamp.now, settled_by: viewer.personId })
      .where('return_id', '=', returnId)
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

import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { PlacedQuestion } from '../../questionnaire/questionnaire.ts';
import { listCarried } from '../carried.server.ts';
import type { CorePlace } from '../core-offer.ts';
import { type CoreSource, listCoreSources } from '../core-sources.server.ts';
import { holdsWords, withWords, wordsField } from '../core-words.ts';
import { readAnswer } from '../facts.ts';
import { concernedBy } from '../shared/concerned.server.ts';
import { insertUse } from './attach-evidence.server.ts';
import { getReturnForEdit, type ReturnForEdit, touchReturn } from './edit-return.server.ts';
import { type SaveOutcome, saveInReturn } from './save-answers.server.ts';

interface UseInput {
  readonly returnId: string;
  readonly standardCode: string;
  readonly questionCode: string;
  /** The question of another set whose words or evidence are used. */
  readonly place: CorePlace;
}

/** What became of a press; a second one changes nothing. */
export interface UseOutcome {
  readonly changed: boolean;
  /** The return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
  /** The save, where words were added. */
  readonly saved?: SaveOutcome;
  /** The words had no place: what to do first, and the field that it is about. */
  readonly problem?: { readonly field: string; readonly words: string };
}

const nothing: UseOutcome = { changed: false, takenBack: false };

/**
 * Puts the words that the organisation wrote in a return of another set under those that stand at a question, to be
 * edited there; the rating or choice stays as it is. Words that stand there already are not put twice. An ordinary save
 * over the revision that stands, so what was there before is in the history.
 *
 * Refuses a place from which nothing is offered as unknown, and a question at which last time's answer waits, because
 * a save would settle that one; `fieldsOpen` says that the person has it open for changing.
 */
export async function putCoreWords(
  portal: Portal,
  viewer: Viewer,
  input: UseInput & { readonly fieldsOpen?: boolean },
): Promise<UseOutcome> {
  const scope = organisationScope(viewer, 'return.answer');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, input.returnId);
    const { placed, source } = await findSource(trx, agencyReturn, input);
    if (source.words === '') throw notFound();
    const { questionCode, standardCode } = input;
    const standing = await trx
      .selectFrom('answer')
      .select(['value', 'revision'])
      .where('return_id', '=', agencyReturn.id)
      .where('organisation_id', '=', agencyReturn.organisationId)
      .where('question_code', '=', questionCode)
      .executeTakeFirst();
    if (!standing && !input.fieldsOpen) await refuseWaiting(trx, agencyReturn, questionCode);
    const before = standing && readAnswer(standing.value);
    if (holdsWords(before, source.words)) return nothing;
    const added = withWords(placed.question, before, source.words);
    if ('problem' in added)
      return { ...nothing, problem: { field: wordsField(placed.question), words: added.problem } };
    const answer = { questionCode, value: added.value, revision: standing?.revision ?? 0 };
    const { written, ...saved } = await saveInReturn(
      { trx, stamp, viewer, agencyReturn },
      { standardCode, answers: [answer] },
    );
    const changed = written.length > 0;
    if (changed) await recordUsed(trx, stamp, viewer, agencyReturn, 'core.words-used', input, source);
    return { changed, takenBack: saved.takenBack, saved };
  });
}

/**
 * Attaches the evidence that stands at a question of another set, in the organisation's own return of it, to this one.
 * What is attached already is skipped. Refuses a place from which no evidence is offered as unknown.
 */
export async function attachCoreEvidence(portal: Portal, viewer: Viewer, input: UseInput): Promise<UseOutcome> {
  const scope = organisationScope(viewer, 'return.answer');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const whole = await getReturnForEdit(trx, scope, input.returnId);
    const agencyReturn = await concernedBy(trx, whole, { question: input.questionCode });
    const { source } = await findSource(trx, agencyReturn, input);
    if (source.evidence.length === 0) throw notFound();
    const rows = await trx
      .selectFrom('evidence_use')
      .select('evidence_id')
      .where('return_id', '=', agencyReturn.id)
      .where('organisation_id', '=', agencyReturn.organisationId)
      .where('question_code', '=', input.questionCode)
      .execute();
    const attached = new Set(rows.map(({ evidence_id }) => evidence_id));
    const wanted = source.evidence.map(({ id }) => id).filter((id) => !attached.has(id));
    const held = wanted.length === 0 ? [] : await holdPieces(trx, agencyReturn, wanted);
    if (held.length === 0) return nothing;
    for (const one of [agencyReturn, ...agencyReturn.together])
      for (const id of held) await insertUse(trx, stamp, viewer, one, input.questionCode, id);
    const { takenBack } = await touchReturn(trx, stamp, viewer, agencyReturn);
    await recordUsed(trx, stamp, viewer, agencyReturn, 'core.evidence-used', input, source);
    return { changed: true, takenBack };
  });
}

/** What is offered from a place to a question, within the organisation of the return alone. */
async function findSource(
  trx: Trx,
  agencyReturn: ReturnForEdit,
  { standardCode, questionCode, place }: UseInput,
): Promise<{ readonly placed: PlacedQuestion; readonly source: CoreSource }> {
  const compiled = await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256);
  const placed = compiled.questions.get(questionCode);
  if (placed?.standard.code !== standardCode) throw notFound();
  const scope = { organisationIds: [agencyReturn.organisationId] } as const;
  const about = { set: compiled.edition.set, questionCodes: [questionCode] };
  const source = (await listCoreSources(trx, scope, agencyReturn, about)).find(
    (one) => one.place.set === place.set && one.place.code === place.code,
  );
  if (!source) throw notFound();
  return { placed, source };
}

async function refuseWaiting(trx: Trx, agencyReturn: ReturnForEdit, questionCode: string): Promise<void> {
  const scope = { organisationIds: [agencyReturn.organisationId] } as const;
  const carried = (await listCarried(trx, scope, agencyReturn.id, [questionCode])).get(questionCode);
  if (carried?.state === 'waiting' && carried.value !== null)
    throw notNow('Say first what becomes of last time’s answer to this question: keep it, change it or answer afresh');
}

/** Pieces that are still in the library, held so that none is removed while it is being attached; in their old order. */
async function holdPieces(trx: Trx, { organisationId }: ReturnForEdit, ids: readonly string[]): Promise<string[]> {
  const rows = await trx
    .updateTable('evidence')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', 'in', ids)
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute();
  const held = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => held.has(id));
}

async function recordUsed(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  agencyReturn: ReturnForEdit,
  type: 'core.words-used' | 'core.evidence-used',
  { standardCode, questionCode, place }: UseInput,
  { itemCode, from }: CoreSource,
): Promise<void> {
  await recordEvent(trx, stamp, {
    type,
    owner: { organisationId: agencyReturn.organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: {
      standard: standardCode,
      question: questionCode,
      item: itemCode,
      fromSet: place.set,
      fromQuestion: place.code,
      fromReturn: from.returnId,
    },
  });
}

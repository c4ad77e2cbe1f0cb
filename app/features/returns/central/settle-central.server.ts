import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getReturnForEdit, holdReturn, touchReturn } from '../commands/edit-return.server.ts';
import { type ReturnAtHand, type SaveOutcome, saveInReturn } from '../commands/save-answers.server.ts';
import { withWords } from '../core-words.ts';
import { partScope } from '../parts.server.ts';
import { getReturn } from '../queries.server.ts';
import { type CentralIntent, type CentralQuestion, centralField, centralTextLimit, hereWords } from './central.ts';
import { bringCentralEvidence, copyBlobs } from './copy-evidence.server.ts';
import { listCentral } from './queries.server.ts';

interface SettleInput {
  readonly returnId: string;
  readonly standardCode: string;
  readonly questionCode: string;
  readonly intent: CentralIntent;
  /** The revision of the group's answer that the page showed. */
  readonly revision: number;
  /** What the person wrote beside the buttons: added words, or why it is different here. */
  readonly text: string;
}

/** What became of a press; a second one changes nothing. */
export interface CentralOutcome {
  readonly changed: boolean;
  /** The return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
  /** The save, where the group's answer became the site's. */
  readonly saved?: SaveOutcome;
  /** What to do first, at the field of the site's own words. */
  readonly problem?: { readonly field: string; readonly words: string };
}

const nothing: CentralOutcome = { changed: false, takenBack: false };

const changedMeanwhile =
  'The trust has changed its answer since you opened this page: read what it says now, then choose again';

/**
 * Says what becomes of the group's answer at one question of a return: it stands here, with or without words of the
 * site's own; it is different here, with the reason; or what was taken before stays, though the group has changed its
 * mind. What is taken becomes an ordinary answer of the site over whatever stood there, with copies of the evidence:
 * nothing the group does later reaches it.
 *
 * Refuses a question that no group answers as unknown, and a return that has been sent. An answer that the group has
 * changed since the page was opened comes back as a problem, so that nobody takes what they have not read.
 */
export async function settleCentral(portal: Portal, viewer: Viewer, input: SettleInput): Promise<CentralOutcome> {
  const { intent, questionCode, standardCode, returnId } = input;
  const scope = await partScope(portal.database.db, viewer, 'return.answer', { returnId, part: standardCode });
  const problem = (words: string) => ({ ...nothing, problem: { field: centralField(questionCode), words } });
  const text = input.text.trim();
  const wrong = textProblem(intent, text);
  if (wrong) return problem(wrong);
  const takes = intent === 'central-stands' || intent === 'central-add';
  const target = await getReturn(portal.database.db, scope, returnId);
  const seen = await offerAt(portal.database.db, scope, target, portal.stamp().today, questionCode);
  const copied = takes ? await copyBlobs(portal, seen, target.organisationId) : new Set<string>();
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    const compiled = await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256);
    const placed = compiled.questions.get(questionCode);
    if (placed?.standard.code !== standardCode) throw notFound();
    const central = await offerAt(trx, scope, agencyReturn, stamp.today, questionCode);
    const { offer } = central;
    if (offer.revision !== input.revision) return problem(changedMeanwhile);
    const hand: ReturnAtHand = { trx, stamp, viewer, agencyReturn };
    const work: Work = { hand, input: { ...input, text }, central };
    if (intent === 'central-keep') return keepOwn(work);
    if (intent === 'central-different') return except(work);
    const own = intent === 'central-add' ? `${hereWords(agencyReturn)}: ${text}` : '';
    const value = own === '' ? { value: offer.value } : withWords(placed.question, offer.value, own);
    if ('problem' in value) return problem(value.problem);
    return take(work, value.value, copied);
  });
}

function textProblem(intent: CentralIntent, text: string): string | undefined {
  if (text.length > centralTextLimit)
    return `Shorten your words to ${centralTextLimit.toLocaleString('en-GB')} characters or fewer`;
  if (intent === 'central-add' && text === '') return 'Write what you want to add to the answer of your trust';
  if (intent === 'central-different' && text === '')
    return 'Write why it is different at your site: your trust reads it';
  if ((intent === 'central-stands' || intent === 'central-keep') && text !== '')
    return 'You have written something: press “Add to it” or “Different here” to use it, or clear it';
  return undefined;
}

interface Offered extends CentralQuestion {
  readonly offer: NonNullable<CentralQuestion['offer']>;
}

interface Work {
  readonly hand: ReturnAtHand;
  readonly input: SettleInput;
  readonly central: Offered;
}

/** What the group offers at a question. Refuses one that no group answers now as unknown. */
async function offerAt(
  db: Parameters<typeof listCentral>[0],
  scope: Parameters<typeof listCentral>[1],
  target: Parameters<typeof listCentral>[2],
  today: string,
  questionCode: string,
): Promise<Offered> {
  const central = (await listCentral(db, scope, target, today, [questionCode])).get(questionCode);
  if (!central?.offer) throw notFound();
  return { ...central, offer: central.offer };
}

async function take(work: Work, value: AnswerValue, copied: ReadonlySet<string>): Promise<CentralOutcome> {
  const { hand, input, central } = work;
  const { trx, stamp, viewer, agencyReturn } = hand;
  const { questionCode, standardCode } = input;
  const state = input.intent === 'central-stands' ? ('accepted' as const) : ('added' as const);
  if (central.state === state && !central.changed && state === 'accepted') return nothing;
  const standing = await trx
    .selectFrom('answer')
    .select('revision')
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('question_code', '=', questionCode)
    .executeTakeFirst();
  await setCarriedAside(hand, standardCode, questionCode);
  const { written, ...saved } = await saveInReturn(hand, {
    standardCode,
    answers: [{ questionCode, value, revision: standing?.revision ?? 0 }],
  });
  if (saved.conflicts.length > 0) return { changed: false, takenBack: saved.takenBack, saved };
  const evidence = await bringCentralEvidence(hand, central, questionCode, copied);
  if (!evidence) throw new Refusal('stale-revision', changedMeanwhile);
  const touched = written.length > 0 ? saved : await touchReturn(trx, stamp, viewer, agencyReturn);
  await settle(work, { state, value: central.offer.value, evidence });
  await record(work, state === 'accepted' ? 'central-answer.accepted' : 'central-answer.added-to');
  return { changed: true, takenBack: saved.takenBack || touched.takenBack, saved };
}

async function except(work: Work): Promise<CentralOutcome> {
  const { hand, input, central } = work;
  const { trx, stamp, viewer, agencyReturn } = hand;
  if (central.state === 'excepted' && central.reason === input.text && !central.changed) return nothing;
  // An answer that was marked as the group's is marked so no more: that is a change of what is signed.
  const wasMarked = central.state === 'accepted' || central.state === 'added';
  if (!wasMarked) await holdReturn(trx, agencyReturn);
  const takenBack = wasMarked ? (await touchReturn(trx, stamp, viewer, agencyReturn)).takenBack : false;
  await settle(work, { state: 'excepted', value: null, evidence: [] });
  await record(work, 'central-answer.excepted');
  return { changed: true, takenBack };
}

/** The group's newer answer has been read and is not taken: what stands here stays, signatures and all. */
async function keepOwn({ hand, input, central }: Work): Promise<CentralOutcome> {
  if (!central.changed) return nothing;
  const { numUpdatedRows } = await hand.trx
    .updateTable('central_settlement')
    .set({ seen_revision: input.revision })
    .where('return_id', '=', hand.agencyReturn.id)
    .where('organisation_id', '=', hand.agencyReturn.organisationId)
    .where('question_code', '=', input.questionCode)
    .where('seen_revision', '<', input.revision)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return nothing;
  await record({ hand, input, central }, 'central-answer.kept');
  return { changed: true, takenBack: false };
}

interface Settlement {
  readonly state: 'accepted' | 'added' | 'excepted';
  readonly value: AnswerValue | null;
  readonly evidence: readonly string[];
}

async function settle({ hand, input, central }: Work, { state, value, evidence }: Settlement): Promise<void> {
  const { trx, stamp, viewer, agencyReturn } = hand;
  const { offer } = central;
  const groupId = await groupOf(trx, offer.centralId);
  const decided = {
    standard_code: input.standardCode,
    group_id: groupId,
    central_id: offer.centralId,
    group_name: central.group,
    state,
    taken_revision: value === null ? null : offer.revision,
    seen_revision: offer.revision,
    value: value === null ? null : JSON.stringify(value),
    added: state === 'added' ? input.text : '',
    reason: state === 'excepted' ? input.text : '',
    evidence: JSON.stringify(evidence),
    settled_at: stamp.now,
    settled_by: viewer.personId,
    settled_by_name: viewer.name,
  };
  await trx
    .insertInto('central_settlement')
    .values({
      organisation_id: agencyReturn.organisationId,
      return_id: agencyReturn.id,
      question_code: input.questionCode,
      ...decided,
    })
    .onConflict((conflict) => conflict.columns(['return_id', 'question_code']).doUpdateSet(decided))
    .execute();
}

async function groupOf(trx: Trx, centralId: string): Promise<string> {
  const row = await trx
    .selectFrom('central_answer')
    .select('group_id')
    .where('id', '=', centralId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notNow('The trust does not answer this any more: load the page again');
  return row.group_id;
}

/** Last time's answer has been overtaken: it is not kept, and brings no evidence. */
async function setCarriedAside(
  { trx, stamp, viewer, agencyReturn }: ReturnAtHand,
  standardCode: string,
  questionCode: string,
): Promise<void> {
  const aside = await trx
    .updateTable('carried_answer')
    .set({ state: 'afresh', settled_at: stamp.now, settled_by: viewer.personId })
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('question_code', '=', questionCode)
    .where('state', '=', 'waiting')
    .returning('rule')
    .executeTakeFirst();
  if (!aside) return;
  await recordEvent(trx, stamp, {
    type: 'carried-answer.afresh',
    owner: { organisationId: agencyReturn.organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: { standard: standardCode, question: questionCode, rule: aside.rule },
  });
}

async function record(
  { hand: { trx, stamp, viewer, agencyReturn }, input, central }: Work,
  type: 'central-answer.accepted' | 'central-answer.added-to' | 'central-answer.excepted' | 'central-answer.kept',
): Promise<void> {
  await recordEvent(trx, stamp, {
    type,
    owner: { organisationId: agencyReturn.organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: {
      standard: input.standardCode,
      question: input.questionCode,
      central: central.offer.centralId,
      revision: central.offer.revision,
    },
  });
}

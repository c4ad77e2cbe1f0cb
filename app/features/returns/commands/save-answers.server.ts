import type { Trx } from '../../../../db/client.server.ts';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { AnswerRevisionRow, AnswerRow } from '../../../../db/schema/returns.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { isUntouched } from '../../questionnaire/answer-state.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { MissingAnswer } from '../../questionnaire/progress.ts';
import type { CompiledEdition } from '../../questionnaire/questionnaire.ts';
import { factsOf, readAnswers, readProfile } from '../facts.ts';
import { partScope } from '../parts.server.ts';
import { reachOfStandard } from '../reach.ts';
import { type CompletionMark, type StandardCounts, type StandardStatus, standardStatus } from '../rules.ts';
import { alone } from '../shared/concerned.server.ts';
import { saveInOthers } from '../shared/save-in-others.server.ts';
import { countStandard } from '../standard-counts.ts';
import { answersTo, findMark } from './counted-answers.server.ts';
import { getReturnForEdit, holdReturn, movedOn, type ReturnForEdit, touchReturn } from './edit-return.server.ts';
import { settleCarried } from './settle-carried.server.ts';
import { type Conflict, settleStale } from './settle-stale.server.ts';
import { writeCounts } from './write-counts.server.ts';

export interface AnswerToSave {
  readonly questionCode: string;
  /** As `parseDraft` gave it. */
  readonly value: AnswerValue;
  /** The revision this person saw; 0 when there was no answer yet. */
  readonly revision: number;
  /** The same key a second time changes nothing and gets the first reply. */
  readonly idempotencyKey?: string | undefined;
}

export interface SaveAnswersInput {
  readonly returnId: string;
  readonly standardCode: string;
  readonly answers: readonly AnswerToSave[];
  /** The edition that the page showed; an answer to another one is not saved. */
  readonly editionId?: string | undefined;
  /** What the person said about the whole standard; left out by autosave. */
  readonly mark?: CompletionMark | undefined;
}

export interface SavedAnswer {
  readonly questionCode: string;
  /** `unchanged`: what was sent is what this person had seen, so there was nothing to save. */
  readonly outcome: 'saved' | 'unchanged' | 'conflict';
  /** The revision that the answer stands at now. */
  readonly revision: number;
}

export interface SaveOutcome {
  readonly savedAt: string;
  readonly answers: readonly SavedAnswer[];
  /** Answers that somebody else saved first: both texts are kept, and the person chooses. */
  readonly conflicts: readonly Conflict[];
  readonly progress: StandardCounts & { readonly status: StandardStatus };
  readonly missing: readonly MissingAnswer[];
  /** Questions of this standard that are asked now, in order. */
  readonly asked: readonly string[];
  /** The return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
}

/**
 * Saves answers of one standard: the page's form and autosave both come here. Answers to questions that are not asked
 * at the moment are kept all the same, so that a branch closed by a colleague loses nobody's words. A stale revision
 * stores the loser's words beside the winner's and reports a conflict; the other answers are saved. An answer saved to
 * a question that waits with last time's answer settles that one too.
 *
 * Refuses a foreign or unknown return, standard or question as unknown, a return that has been sent, and answers to an
 * edition that the return has moved on from: the question may say something else now. Whether a standard counts as
 * completed is for those who answer the whole return: the mark of somebody to whom it was handed is left aside.
 */
export async function saveAnswers(portal: Portal, viewer: Viewer, input: SaveAnswersInput): Promise<SaveOutcome> {
  return portal.database.transaction(async (trx) => {
    const part = { returnId: input.returnId, part: input.standardCode };
    const scope = await partScope(trx, viewer, 'return.answer', part);
    const agencyReturn = await getReturnForEdit(trx, scope, input.returnId);
    const hand = { trx, stamp: portal.stamp(), viewer, agencyReturn };
    const { written: _, ...outcome } = await saveInReturn(hand, scope.handed ? { ...input, mark: undefined } : input);
    return outcome;
  });
}

/** What a save within a transaction needs: a return that may be edited, as `getReturnForEdit` gave it. */
export interface ReturnAtHand {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly agencyReturn: ReturnForEdit;
  /** It takes over what was saved in a return that it is answered together with, and its evidence from there. */
  readonly follows?: true;
}

/** `written` are the questions whose answer this very save wrote: a repeat of an earlier one writes nothing. */
export type SaveInReturnOutcome = SaveOutcome & { readonly written: readonly string[] };

/** As `saveAnswers`, for a command that has more to do in the same transaction. */
export async function saveInReturn(
  hand: ReturnAtHand,
  input: Omit<SaveAnswersInput, 'returnId'>,
): Promise<SaveInReturnOutcome> {
  const outcome = await saveInOne({ ...hand, agencyReturn: alone(hand.agencyReturn) }, input);
  return saveInOthers(hand, input, outcome, saveInOne);
}

/** As `saveInReturn`, leaving returns that are answered together with it as they are. */
export async function saveInOne(
  hand: ReturnAtHand,
  input: Omit<SaveAnswersInput, 'returnId'>,
): Promise<SaveInReturnOutcome> {
  const { trx, stamp, viewer, agencyReturn } = hand;
  if (input.editionId !== undefined && input.editionId !== agencyReturn.editionId) throw movedOn();
  const compiled = await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256);
  const work = { ...hand, compiled, input };
  const settled = await writeAnswers(work);
  const written = settled.flatMap(({ saved }) =>
    saved.outcome === 'saved' && !saved.repeated ? [saved.questionCode] : [],
  );
  const changed = written.length > 0;
  const touched = changed ? await touchReturn(trx, stamp, viewer, agencyReturn) : undefined;
  if (!changed && input.mark !== undefined) await holdReturn(trx, agencyReturn);
  const counts = await recount(work, changed || input.mark !== undefined, touched?.profile ?? agencyReturn.profile);
  for (const { saved } of settled) await recordSaved(work, saved);
  await settleCarried(
    hand,
    input.answers.filter(({ questionCode }) => written.includes(questionCode)),
  );
  return {
    written,
    savedAt: stamp.now,
    answers: settled.map(({ saved: { questionCode, outcome, revision } }) => ({
      questionCode,
      outcome,
      revision,
    })),
    conflicts: settled.flatMap(({ conflict }) => conflict ?? []),
    ...counts,
    takenBack: touched?.takenBack ?? false,
  };
}

interface Work extends ReturnAtHand {
  readonly compiled: CompiledEdition;
  readonly input: Omit<SaveAnswersInput, 'returnId'>;
}

interface Settled {
  readonly saved: SavedAnswer & {
    /** An earlier try of the same save did the work. */ readonly repeated?: boolean;
  };
  readonly conflict?: Conflict;
}

/** In the order of their codes, so that two savers of many answers cannot wait for each other. */
async function writeAnswers(work: Work): Promise<Settled[]> {
  const { trx, agencyReturn, compiled, input } = work;
  for (const { questionCode } of input.answers)
    if (compiled.questions.get(questionCode)?.standard.code !== input.standardCode) throw notFound();
  const standing = new Map<string, { value: string; revision: number }>();
  if (input.answers.length > 1) {
    const rows = await trx
      .selectFrom('answer')
      .select(['question_code', 'value', 'revision'])
      .where('return_id', '=', agencyReturn.id)
      .where('standard_code', '=', input.standardCode)
      .execute();
    for (const row of rows) standing.set(row.question_code, row);
  }
  const settled: Settled[] = [];
  for (const answer of input.answers.toSorted((a, b) => (a.questionCode < b.questionCode ? -1 : 1))) {
    const { questionCode } = answer;
    const known = standing.get(questionCode);
    if (known?.value === JSON.stringify(answer.value))
      settled.push({
        saved: { questionCode, outcome: 'unchanged', revision: known.revision },
      });
    else settled.push(await writeAnswer(work, answer));
  }
  return settled;
}

async function writeAnswer(work: Work, answer: AnswerToSave): Promise<Settled> {
  const { trx, stamp, viewer, agencyReturn, input } = work;
  const { questionCode } = answer;
  if (answer.revision === 0 && isUntouched(answer.value))
    return { saved: { questionCode, outcome: 'unchanged', revision: 0 } };
  const value = JSON.stringify(answer.value);
  const row = {
    organisation_id: agencyReturn.organisationId,
    return_id: agencyReturn.id,
    question_code: questionCode,
    value,
    revision: answer.revision + 1,
    saved_at: stamp.now,
    saved_by: viewer.personId,
  };
  const point = answer.value.type === 'rating' ? answer.value.point : null;
  const { rows } = await putAnswer(trx, {
    ...row,
    standard_code: input.standardCode,
    point,
    seen: answer.revision,
  });
  if (rows.length === 0) return settleStale(work, answer, value);
  const kept = {
    ...row,
    id: stamp.newId(),
    outcome: 'kept',
    idempotency_key: answer.idempotencyKey ?? null,
  } as const;
  await keepRevision(trx, kept);
  return { saved: { questionCode, outcome: 'saved', revision: row.revision } };
}

/** Writes the answer over the revision that was seen, unless it already says the same; no row when it did not. */
const putAnswer = compiledQuery((db, { seen, ...row }: AnswerRow & { readonly seen: number }) =>
  db
    .insertInto('answer')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['return_id', 'question_code'])
        .doUpdateSet((eb) => ({
          value: eb.ref('excluded.value'),
          point: eb.ref('excluded.point'),
          revision: eb.ref('excluded.revision'),
          saved_at: eb.ref('excluded.saved_at'),
          saved_by: eb.ref('excluded.saved_by'),
        }))
        .where('answer.revision', '=', seen)
        .whereRef('answer.value', '<>', 'excluded.value'),
    )
    .returning('revision'),
);

const keepRevision = compiledQuery((db, row: AnswerRevisionRow) => db.insertInto('answer_revision').values(row));

/** Counts the standard, and others that its answers reach, from the answers as they now stand. */
async function recount({ trx, stamp, viewer, agencyReturn, compiled, input }: Work, write: boolean, profile: string) {
  const reach = reachOfStandard(compiled, input.standardCode);
  const { rows } = await answersTo(trx, {
    returnId: agencyReturn.id,
    questions: reach.questions,
  });
  const facts = factsOf(agencyReturn, readProfile(profile), readAnswers(rows));
  const [own, ...others] = reach.standards.map((code) => {
    const standard = compiled.standards.get(code);
    if (!standard) throw notFound();
    return countStandard(compiled, facts, standard, stamp.today);
  });
  if (!own) throw notFound();
  const before = write && input.mark === undefined ? undefined : await findMark(trx, agencyReturn, input.standardCode);
  const markedComplete = write ? await writeCounts(trx, agencyReturn, own, input.mark) : (before ?? false);
  if (write) for (const other of others) await writeCounts(trx, agencyReturn, other);
  if (before !== undefined && before !== markedComplete)
    await recordEvent(trx, stamp, {
      type: 'standard.marked',
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: agencyReturn.id },
      detail: { standard: input.standardCode, complete: markedComplete },
    });
  const { questions, required, answered, requiredComplete, missing } = own;
  const counts = {
    questions,
    required,
    answered,
    requiredComplete,
    markedComplete,
  };
  const touched = rows.some((row) => row.standard_code === input.standardCode);
  return {
    progress: { ...counts, status: standardStatus(counts, touched) },
    missing,
    asked: own.questionnaire.standards.flatMap((one) => one.questions.map(({ question }) => question.code)),
  };
}

async function recordSaved({ trx, stamp, viewer, agencyReturn, input }: Work, saved: Settled['saved']): Promise<void> {
  if (saved.outcome === 'unchanged' || saved.repeated) return;
  await recordEvent(trx, stamp, {
    type: saved.outcome === 'saved' ? 'answer.saved' : 'answer.conflicted',
    owner: { organisationId: agencyReturn.organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: {
      standard: input.standardCode,
      question: saved.questionCode,
      revision: saved.revision,
    },
  });
}

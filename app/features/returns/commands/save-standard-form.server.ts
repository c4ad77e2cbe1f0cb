import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { OrganisationScope, Viewer } from '../../accounts/viewer.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { own } from '../../questionnaire/conditions.ts';
import { answerFieldValues } from '../../questionnaire/form-fields.ts';
import { listCarried } from '../carried.server.ts';
import { centralLeftovers, pressCentral, unusedTexts } from '../central/press-central.server.ts';
import { conflictView } from '../conflict-view.ts';
import { readAnswers } from '../facts.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { answeringIn, holdsPart, type PartScope, partScope } from '../parts.server.ts';
import type { CompletionMark } from '../rules.ts';
import { editionField } from '../standard-fields.ts';
import { type ReadStandardForm, readStandardForm, type StandardIntent } from '../standard-form.ts';
import type { StandardFormResult } from '../standard-form-result.ts';
import { getReturnStandard } from '../standard-page.server.ts';
import { missingErrors, nextAddress } from './after-standard-form.server.ts';
import { answerAfresh, type CarriedOutcome, confirmCarried } from './carried-answers.server.ts';
import { keepTyped } from './keep-typed.server.ts';
import { markReady, resumePart } from './ready-part.server.ts';
import { acceptWithStandard } from './review-part.server.ts';
import { type SaveOutcome, saveAnswers } from './save-answers.server.ts';
import { attachCoreEvidence, putCoreWords, type UseOutcome } from './use-core.server.ts';

export type StandardFormOutcome =
  /** Everything is saved; this is where the button leads. */
  | { readonly kind: 'moved'; readonly to: string }
  /** The standard is not part of the return any more; `to` is the return. */
  | { readonly kind: 'not-there'; readonly to: string }
  /** There is no room left where answers are stored. */
  | { readonly kind: 'no-room' }
  /** Something needs the person: `conflict` when somebody else was first. */
  | {
      readonly kind: 'stay';
      readonly why: 'conflict' | 'problems' | 'edit' | 'refused';
      readonly result: StandardFormResult;
    };

export interface StandardAddress {
  readonly returnId: string;
  readonly standardCode: string;
}

/**
 * What the form of one standard does, whichever of its buttons was pressed: saves what can be saved, and says where to
 * go or what to put right. Nothing typed is dropped but on "Keep theirs", where the text is in the history already.
 */
export async function saveStandardForm(
  portal: Portal,
  viewer: Viewer,
  address: StandardAddress,
  form: FormData,
): Promise<StandardFormOutcome> {
  try {
    return await saveForm(portal, viewer, address, form);
  } catch (error) {
    return keepTyped(portal, { organisationIds: answeringIn(viewer) }, address, form, error);
  }
}

async function saveForm(
  portal: Portal,
  viewer: Viewer,
  address: StandardAddress,
  form: FormData,
): Promise<StandardFormOutcome> {
  const { db } = portal.database;
  const part = { returnId: address.returnId, part: address.standardCode };
  const scope = await partScope(db, viewer, 'return.answer', part);
  const { compiled, standard } = await getReturnStandard(db, scope, address);
  const read = readStandardForm(compiled, standard, form);
  const { intent } = read;
  const setAside = intent.kind === 'keep-theirs' || intent.kind === 'edit-both' ? intent.questionCode : undefined;
  const changing = await untouchedChanges(portal, scope, address, read);
  const leftovers = centralLeftovers(read);
  const typedErrors = Object.keys(read.errors).length + Object.keys(leftovers).length > 0;
  const typed = await saveAnswers(portal, viewer, {
    ...address,
    editionId: formText(form, editionField),
    answers: read.answers.filter(({ questionCode }) => questionCode !== setAside && !changing.includes(questionCode)),
    ...(read.mark === undefined || typedErrors ? {} : { mark: read.mark }),
  });
  const pressed = await pressCarried(portal, viewer, address, intent);
  const used =
    (await pressCore(portal, viewer, address, read, typed)) ??
    (await pressCentral(portal, viewer, address, read, typed));
  if (intent.kind === 'change') changing.push(intent.questionCode);
  const saved = withUsed(typed, used);
  const errors = { ...read.errors, ...leftovers, ...(used?.problem && { [used.problem.field]: [used.problem.words] }) };
  const hasErrors = Object.keys(errors).length > 0;
  const central = unusedTexts(read, used?.problem !== undefined);
  const result = { ...resultOf(compiled, { ...read, errors }, saved), changing, central };
  if (intent.kind === 'edit-both') {
    const both = await readBoth(portal, scope, compiled, address, read, intent.questionCode);
    return {
      kind: 'stay',
      why: 'edit',
      result: { ...result, typed: { ...result.typed, ...both.typed }, rebased: { ...result.rebased, ...both.rebased } },
    };
  }
  if (saved.conflicts.length > 0) return { kind: 'stay', why: 'conflict', result };
  if (hasErrors) return { kind: 'stay', why: 'problems', result };
  if (read.mark === 'complete' && saved.missing.length > 0) {
    const answers = await loadAnswers(portal, scope, address);
    return {
      kind: 'stay',
      why: 'problems',
      result: { ...result, errors: missingErrors(standard.number, saved, answers) },
    };
  }
  const takenBack = saved.takenBack || (pressed?.takenBack ?? false);
  const ready = await saidOfPart(portal, viewer, part, scope, read.mark);
  if (ready) return { kind: 'moved', to: `/returns/${address.returnId}?ready=${address.standardCode}` };
  return { kind: 'moved', to: await nextAddress(portal, viewer, address, read, { ...saved, takenBack }, changing) };
}

/**
 * What the word about the whole standard does to one that is handed out: its holder's "yes" makes it ready for review,
 * which is told, and their "no" takes it up again; the lead's "yes" accepts what waits.
 */
async function saidOfPart(
  portal: Portal,
  viewer: Viewer,
  part: { readonly returnId: string; readonly part: string },
  { handed }: PartScope,
  mark: CompletionMark | undefined,
): Promise<boolean> {
  if (mark !== 'complete' && mark !== 'not-complete') return false;
  const isHolder = handed || (await holdsPart(portal.database.db, viewer, part));
  if (isHolder && mark === 'not-complete') await resumePart(portal, viewer, part);
  if (isHolder) return mark === 'complete' && (await markReady(portal, viewer, part));
  if (mark === 'complete') await acceptWithStandard(portal, viewer, part);
  return false;
}

/**
 * Carried answers that stand open for changing exactly as they were carried. "Save" makes them this year's, and so does
 * adding words to them; a button beside another question does not, because nobody has said yet that they are still true.
 */
async function untouchedChanges(
  portal: Portal,
  scope: OrganisationScope,
  { returnId }: StandardAddress,
  { answers, intent }: ReadStandardForm,
): Promise<string[]> {
  if (intent.kind === 'continue' || intent.kind === 'list') return [];
  const worded = intent.kind === 'use-words' ? intent.questionCode : undefined;
  const codes = answers
    .filter(({ revision, questionCode }) => revision === 0 && questionCode !== worded)
    .map(({ questionCode }) => questionCode);
  const carried = await listCarried(portal.database.db, scope, returnId, codes);
  return answers.flatMap(({ questionCode, value }) => {
    const waiting = carried.get(questionCode);
    return waiting?.state === 'waiting' && JSON.stringify(waiting.value) === JSON.stringify(value)
      ? [questionCode]
      : [];
  });
}

/** What a button of a carried answer does; nothing for the others. */
async function pressCarried(
  portal: Portal,
  viewer: Viewer,
  address: StandardAddress,
  intent: StandardIntent,
): Promise<CarriedOutcome | undefined> {
  switch (intent.kind) {
    case 'keep':
      return confirmCarried(portal, viewer, { ...address, questionCode: intent.questionCode });
    case 'afresh':
      return answerAfresh(portal, viewer, { ...address, questionCode: intent.questionCode });
    default:
      return undefined;
  }
}

/**
 * What a button of an offer does; nothing for the others, and none for words while what was typed at their question is
 * not saved: that comes first.
 */
async function pressCore(
  portal: Portal,
  viewer: Viewer,
  address: StandardAddress,
  { intent, typed, shown }: ReadStandardForm,
  { conflicts }: SaveOutcome,
): Promise<UseOutcome | undefined> {
  if (intent.kind === 'use-evidence') return attachCoreEvidence(portal, viewer, { ...address, ...intent });
  if (intent.kind !== 'use-words') return undefined;
  const { questionCode, place } = intent;
  if (own(typed, questionCode) || conflicts.some((conflict) => conflict.questionCode === questionCode))
    return undefined;
  return putCoreWords(portal, viewer, { ...address, questionCode, place, fieldsOpen: shown.includes(questionCode) });
}

/** Both saves of one post as one. */
function withUsed(typed: SaveOutcome, used: Pick<UseOutcome, 'saved' | 'takenBack'> | undefined): SaveOutcome {
  const takenBack = typed.takenBack || (used?.takenBack ?? false);
  if (!used?.saved) return { ...typed, takenBack };
  const { answers, conflicts } = used.saved;
  return {
    ...used.saved,
    answers: [...typed.answers, ...answers],
    conflicts: [...typed.conflicts, ...conflicts],
    takenBack,
  };
}

function resultOf(
  compiled: CompiledEdition,
  read: ReadStandardForm,
  saved: SaveOutcome,
): Omit<StandardFormResult, 'changing' | 'central'> {
  const conflicts = saved.conflicts.flatMap((conflict) => conflictView(compiled, conflict) ?? []);
  return {
    errors: read.errors,
    typed: { ...read.typed, ...Object.fromEntries(conflicts.map((one) => [one.questionCode, one.mineFields])) },
    conflicts,
    saved: Object.fromEntries(
      saved.answers.flatMap(({ questionCode, outcome, revision }) =>
        outcome === 'saved' ? [[questionCode, revision]] : [],
      ),
    ),
    rebased: Object.fromEntries(conflicts.map((one) => [one.questionCode, one.theirRevision])),
  };
}

/** Mine as typed and theirs as saved, in one field; the next save names the revision of theirs. */
async function readBoth(
  portal: Portal,
  scope: PartScope,
  compiled: CompiledEdition,
  address: StandardAddress,
  read: ReadStandardForm,
  questionCode: string,
): Promise<Pick<StandardFormResult, 'typed' | 'rebased'>> {
  const question = compiled.questions.get(questionCode)?.question;
  const mine = read.answers.find((answer) => answer.questionCode === questionCode);
  const row = await portal.database.db
    .selectFrom('answer')
    .select(['question_code', 'value', 'revision'])
    .where('return_id', '=', address.returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('question_code', '=', questionCode)
    .executeTakeFirst();
  if (!question || !mine || !row) return { typed: {}, rebased: {} };
  const theirs = own(readAnswers([row]), questionCode) ?? mine.value;
  return {
    typed: { [questionCode]: answerFieldValues(question, mergeAnswers(mine.value, theirs)) },
    rebased: { [questionCode]: row.revision },
  };
}

async function loadAnswers(portal: Portal, scope: PartScope, { returnId, standardCode }: StandardAddress) {
  return readAnswers(
    await portal.database.db
      .selectFrom('answer')
      .select(['question_code', 'value'])
      .where('return_id', '=', returnId)
      .where('organisation_id', 'in', scope.organisationIds)
      .where('standard_code', '=', standardCode)
      .execute(),
  );
}

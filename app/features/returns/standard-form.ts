/** From the form of a standard to answers, and from a conflict to what its page shows. Pure, server side. */
import type { Standard } from '../../../standards/contract.ts';
import type { FieldErrors } from '../../platform/form-parsing.ts';
import { type AnswerValue, parseDraft } from '../questionnaire/answers.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { answerFieldValues, type FieldValues, fieldNames, readAnswerFields } from '../questionnaire/form-fields.ts';
import { holdsUnreadable } from '../questionnaire/unreadable-text.ts';
import { type CentralIntent, centralField, centralIntents } from './central/central.ts';
import type { CorePlace } from './core-offer.ts';
import type { CompletionMark } from './rules.ts';
import { revisionField } from './standard-fields.ts';

export interface ReadAnswer {
  readonly questionCode: string;
  readonly value: AnswerValue;
  readonly revision: number;
}

export interface ReadStandardForm {
  /** Answers of the right shape and length, to be saved whatever is wrong with the others. */
  readonly answers: readonly ReadAnswer[];
  readonly errors: FieldErrors;
  /** What was typed for the questions that have errors, to show again. */
  readonly typed: Readonly<Record<string, FieldValues>>;
  /** Codes of the questions that the form showed. */
  readonly shown: readonly string[];
  /** Codes of the questions in whose fields something could not be read. */
  readonly unreadable: readonly string[];
  readonly intent: StandardIntent;
  readonly mark: CompletionMark | undefined;
  /** What was written beside the answers of the trust, by question. */
  readonly central: Readonly<Record<string, string>>;
}

export type StandardIntent =
  | { readonly kind: 'continue' | 'list' }
  /** A button beside one question. */
  | { readonly kind: (typeof questionIntents)[number]; readonly questionCode: string }
  /** What becomes of the trust's answer at one question, as the page showed it. */
  | { readonly kind: CentralIntent; readonly questionCode: string; readonly revision: number }
  /** Use at one question what was said to one of another set. */
  | { readonly kind: (typeof coreIntents)[number]; readonly questionCode: string; readonly place: CorePlace };

const coreIntents = ['use-words', 'use-evidence'] as const;

const questionIntents = [
  'row',
  'evidence',
  'keep-mine',
  'keep-theirs',
  'edit-both',
  'keep',
  'change',
  'afresh',
] as const;

/** Reads the whole form of a standard. A question that was not on it is left alone. */
export function readStandardForm(compiled: CompiledEdition, standard: Standard, form: FormData): ReadStandardForm {
  const intent = readIntent(form);
  const answers: ReadAnswer[] = [];
  const errors: FieldErrors = {};
  const typed: Record<string, FieldValues> = {};
  const shown: string[] = [];
  const unreadable = unreadableQuestions(form);
  const central: Record<string, string> = {};
  for (const question of standard.questions) {
    const words = form.get(centralField(question.code));
    if (typeof words === 'string' && words !== '') central[question.code] = words;
    const input = readAnswerFields(question, form);
    if (input === undefined) continue;
    shown.push(question.code);
    const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
    const draft = parseDraft(question, scale, input);
    if ('problems' in draft) {
      errors[fieldNames(question).main] = draft.problems;
      typed[question.code] = answerFieldValues(question, input);
    } else {
      const revision = Number(form.get(revisionField(question.code)) ?? 0);
      answers.push({
        questionCode: question.code,
        value: draft.value,
        revision: Number.isSafeInteger(revision) && revision >= 0 ? revision : 0,
      });
    }
  }
  const mark = readMark(form.get('completed'), intent);
  return { answers, errors, typed, shown, unreadable, intent, mark, central };
}

/** By the first part of a field's name. */
function unreadableQuestions(form: FormData): string[] {
  const codes = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && holdsUnreadable(value) ? [name.split('.')[0] ?? ''] : [],
  );
  return [...new Set(codes)];
}

function readIntent(form: FormData): StandardIntent {
  const typed = form.get('intent');
  const text = typeof typed === 'string' ? typed : '';
  const [kind, questionCode, from] = text.split(':');
  const named = questionIntents.find((one) => one === kind);
  if (named && questionCode !== undefined) return { kind: named, questionCode };
  const about = centralIntents.find((one) => one === kind);
  if (about && questionCode !== undefined && /^[1-9]\d{0,8}$/.test(from ?? ''))
    return { kind: about, questionCode, revision: Number(from) };
  const use = coreIntents.find((one) => one === kind);
  const [set, code] = from?.split('/') ?? [];
  if (use && questionCode !== undefined && set !== undefined && code !== undefined)
    return { kind: use, questionCode, place: { set, code } };
  return { kind: text === 'list' ? 'list' : 'continue' };
}

function readMark(completed: FormDataEntryValue | null, intent: StandardIntent): CompletionMark | undefined {
  if (intent.kind !== 'continue' && intent.kind !== 'list') return undefined;
  if (completed === 'yes') return 'complete';
  if (completed === 'no') return 'not-complete';
  return intent.kind === 'continue' ? 'when-nothing-missing' : undefined;
}

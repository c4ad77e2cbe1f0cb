/** The form of one local question, for both sides, and its way to a question of the contract and back. */
import { z } from 'zod';
import type { AnswerType, Condition, Edition, Question } from '../../../../standards/contract.ts';
import {
  type OrganisationKind,
  organisationKindCodes,
  type Phase,
  phaseCodes,
} from '../../../../standards/vocabulary.ts';
import { localDocument, slugOf } from './local-part.ts';

/** The kinds of answer in the order in which the page offers them. */
export const answerTypeNames = {
  rating: 'A rating, with words on how you know',
  'yes-no': 'Yes or no',
  'single-choice': 'One choice from a list',
  'multiple-choice': 'Any number of choices from a list',
  number: 'A number',
  percentage: 'A percentage',
  date: 'A date',
  text: 'Text',
  table: 'A table',
} as const satisfies Record<AnswerType['type'], string>;

export type AnswerKind = keyof typeof answerTypeNames;

const answerKinds = Object.keys(answerTypeNames) as [AnswerKind, ...AnswerKind[]];
const columnKinds = ['text', 'number', 'percentage', 'date'] as const;

const text = (most: number, what: string) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .pipe(z.string().max(most, `Shorten ${what} to ${most.toLocaleString('en-GB')} characters or fewer`));

const needed = (most: number, what: string, missing: string) => text(most, what).pipe(z.string().min(1, missing));

const ticks = z.array(z.string()).default([]);

const typedQuestion = z.object({
  standard: text(60, 'the heading'),
  newStandard: text(120, 'the new heading'),
  text: needed(300, 'the question', 'Enter the question'),
  hint: text(300, 'the hint'),
  guidance: text(2000, 'the help'),
  evidence: text(2000, 'the kinds of evidence'),
  answer: z.enum(answerKinds, 'Choose how the question is answered'),
  scale: text(60, 'the scale'),
  choices: text(4000, 'the choices'),
  unit: text(40, 'the unit'),
  columns: text(2000, 'the columns'),
  required: z.string().default(''),
  kinds: ticks,
  phases: ticks,
  flag: text(60, 'the fact'),
  priorities: ticks,
});

export type QuestionForm = z.output<typeof typedQuestion>;

/** The form of a local question. What depends on the edition and the other questions is judged by `questionOf`. */
export const questionFormSchema = typedQuestion.superRefine((form, context) => {
  const add = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  if (form.standard === '' && form.newStandard === '') add('newStandard', 'Choose a heading, or enter a new one');
  if (form.answer === 'single-choice' || form.answer === 'multiple-choice') {
    const choices = linesOf(form.choices);
    if (choices.length < 2) add('choices', 'Enter at least two choices, each on a line of its own');
    const twice = choices.find((choice, place) => choices.findIndex((one) => slugOf(one) === slugOf(choice)) < place);
    if (twice !== undefined) add('choices', `Two choices read alike: “${twice}”`);
    const unreadable = choices.find((choice) => slugOf(choice) === '');
    if (unreadable !== undefined) add('choices', `Use words in every choice: “${unreadable}” has none`);
  }
  if (form.answer === 'table') for (const problem of columnsOf(form.columns).problems) add('columns', problem);
  const unknown = [...form.kinds.filter((kind) => !isKind(kind)), ...form.phases.filter((phase) => !isPhase(phase))];
  if (unknown.length > 0) add('kinds', 'Choose kinds of organisation from the list');
});

/** Lines with something on them, trimmed. */
export const linesOf = (typed: string): string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isKind = (code: string): code is OrganisationKind => organisationKindCodes.some((kind) => kind === code);
const isPhase = (code: string): code is Phase => phaseCodes.some((phase) => phase === code);

type Column = Extract<AnswerType, { type: 'table' }>['columns'][number];

/** Columns of a table, one on a line: its heading, or its heading, a bar and the kind of answer. */
function columnsOf(typed: string): { columns: Column[]; problems: string[] } {
  const columns: Column[] = [];
  const problems: string[] = [];
  for (const line of linesOf(typed)) {
    const [heading = '', kind = 'text', ...more] = line.split('|').map((part) => part.trim());
    const type = columnKinds.find((one) => one === kind.toLowerCase());
    if (type === undefined || more.length > 0)
      problems.push(`After the bar in “${line}” write one of: ${columnKinds.join(', ')}`);
    else if (slugOf(heading) === '') problems.push(`Give the column in “${line}” a heading`);
    else if (columns.some(({ code }) => code === slugOf(heading)))
      problems.push(`Two columns read alike: “${heading}”`);
    else columns.push({ code: slugOf(heading), heading, type, required: columns.length === 0 });
  }
  if (problems.length === 0 && (columns.length < 2 || columns.length > 8))
    problems.push('Enter two to eight columns, each on a line of its own');
  return { columns, problems };
}

/** The question that a form describes; `code` is its own for ever. Expects a form that passed `questionFormSchema`. */
export function questionOf(form: QuestionForm, code: string, edition: Edition): Question {
  const appliesTo = conditionOf(form);
  return {
    code,
    text: form.text,
    ...(form.hint === '' ? {} : { hint: form.hint }),
    ...(form.guidance === '' ? {} : { guidance: form.guidance }),
    evidence: linesOf(form.evidence).map((line) => line.slice(0, 160)),
    sources: [{ document: localDocument, reference: 'asked by this partnership alone', checked: true }],
    answer: answerOf(form, edition),
    required: form.required === 'yes',
    ...(appliesTo === undefined ? {} : { appliesTo }),
    tags: form.priorities,
  };
}

function answerOf(form: QuestionForm, edition: Edition): AnswerType {
  const choices = () => linesOf(form.choices).map((choice) => ({ code: slugOf(choice), text: choice }));
  switch (form.answer) {
    case 'rating':
      return { type: 'rating', scale: form.scale === '' ? (edition.scales[0]?.code ?? '') : form.scale };
    case 'yes-no':
      return { type: 'yes-no', detail: 'never' };
    case 'single-choice':
      return { type: 'single-choice', choices: choices() };
    case 'multiple-choice':
      return { type: 'multiple-choice', choices: choices() };
    case 'number':
      return { type: 'number', whole: true, min: 0, max: 9_999_999, ...(form.unit === '' ? {} : { unit: form.unit }) };
    case 'percentage':
      return { type: 'percentage' };
    case 'date':
      return { type: 'date', past: false };
    case 'text':
      return { type: 'text', maxLength: 4000 };
    case 'table':
      return { type: 'table', columns: columnsOf(form.columns).columns, maxRows: 20, rowName: 'row' };
  }
}

function conditionOf({ kinds, phases, flag }: QuestionForm): Condition | undefined {
  const parts: Condition[] = [];
  const [kind, phase] = [kinds.filter(isKind), phases.filter(isPhase)];
  if (kind.length > 0) parts.push({ kind });
  if (phase.length > 0) parts.push({ phase });
  if (flag !== '') parts.push({ flag });
  const [only] = parts;
  return parts.length > 1 ? { all: parts } : only;
}

/** A stored question as the form shows it. */
export function formOf(question: Question, standardCode: string): Record<keyof QuestionForm, string | string[]> {
  const { answer, appliesTo } = question;
  const parts = appliesTo === undefined ? [] : 'all' in appliesTo ? appliesTo.all : [appliesTo];
  const columns =
    answer.type === 'table' ? answer.columns.map(({ heading, type }) => `${heading} | ${type}`).join('\n') : '';
  return {
    standard: standardCode,
    newStandard: '',
    text: question.text,
    hint: question.hint ?? '',
    guidance: question.guidance ?? '',
    evidence: question.evidence.join('\n'),
    answer: answer.type,
    scale: answer.type === 'rating' ? answer.scale : '',
    choices:
      answer.type === 'single-choice' || answer.type === 'multiple-choice'
        ? answer.choices.map((choice) => choice.text).join('\n')
        : '',
    unit: answer.type === 'number' ? (answer.unit ?? '') : '',
    columns,
    required: question.required ? 'yes' : '',
    kinds: parts.flatMap((part) => ('kind' in part ? part.kind : [])),
    phases: parts.flatMap((part) => ('phase' in part ? part.phase : [])),
    flag: parts.flatMap((part) => ('flag' in part ? [part.flag] : []))[0] ?? '',
    priorities: question.tags,
  };
}

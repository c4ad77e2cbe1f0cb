import type { Question, Standard } from '../../../standards/contract.ts';
import { isAnswered, isUntouched } from './answer-state.ts';
import type { AnswerValue } from './answer-values.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import { checkComplete } from './completeness.ts';
import { own } from './conditions.ts';
import type { Questionnaire } from './questionnaire.ts';
import { standardRating } from './ratings.ts';

/** One question that stops the return from being sent, with the codes that a link needs. */
export type MissingAnswer = { standard: string; question: string; text: string; problems: string[] };

export type StandardProgress = {
  /** Code of the standard. */
  standard: string;
  /** Questions asked of this organisation, and how many of them must be answered. */
  questions: number;
  required: number;
  /** Questions with a confirmed answer, whether or not something beside it is still missing. */
  answered: number;
  /** Required questions with nothing missing. */
  complete: number;
  status: 'not-started' | 'in-progress' | 'complete';
  /** How many answers stand at each point of a scale, "not-applicable" among them. */
  ratings: Record<string, number>;
  /** The rating of the standard by the edition's rule, on the standard's primary scale. */
  computed: string | null;
  /** Where a person judges the standard as a whole: what its other ratings come to. */
  beside: string | null;
  missing: MissingAnswer[];
};

export type Progress = {
  standards: StandardProgress[];
  questions: number;
  required: number;
  answered: number;
  complete: number;
  /** Whole per cent of required questions with nothing missing, rounded down: 100 only when all of it is done. */
  percent: number;
  /** Questions that wait for the profile page. */
  undecided: number;
  missing: MissingAnswer[];
  /** Nothing missing and nothing undecided: the answers could be sent. */
  ready: boolean;
};

/**
 * How far the answers of one organisation are.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`
 * @param unconfirmed codes of answers carried from an earlier return that nobody has confirmed: they are not done
 */
export function progressOf(
  compiled: CompiledEdition,
  questionnaire: Questionnaire,
  answers: Readonly<Record<string, AnswerValue>>,
  today: string,
  unconfirmed: ReadonlySet<string> = new Set(),
): Progress {
  const standards = questionnaire.standards.map(({ standard, questions }) =>
    standardProgress(
      compiled,
      standard,
      questions.map(({ question }) => question),
      answers,
      today,
      unconfirmed,
    ),
  );
  const total = (count: (progress: StandardProgress) => number) =>
    standards.reduce((sum, progress) => sum + count(progress), 0);
  const required = total((progress) => progress.required);
  const complete = total((progress) => progress.complete);
  const missing = standards.flatMap((progress) => progress.missing);
  const undecided = questionnaire.undecided.length;
  const ready = missing.length === 0 && undecided === 0;
  const share = required === 0 ? 100 : Math.floor((complete * 100) / required);
  return {
    standards,
    questions: total((progress) => progress.questions),
    required,
    answered: total((progress) => progress.answered),
    complete,
    percent: ready ? 100 : Math.min(share, 99),
    undecided,
    missing,
    ready,
  };
}

function standardProgress(
  compiled: CompiledEdition,
  standard: Standard,
  questions: readonly Question[],
  answers: Readonly<Record<string, AnswerValue>>,
  today: string,
  unconfirmed: ReadonlySet<string>,
): StandardProgress {
  const ratings: Record<string, number> = {};
  const missing: MissingAnswer[] = [];
  let answered = 0;
  let complete = 0;
  let begun = false;
  for (const question of questions) {
    const value = own(answers, question.code);
    const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
    const problems = checkComplete(question, scale, value, today);
    if (unconfirmed.has(question.code)) problems.push('Confirm the answer carried from your last return, or change it');
    if (problems.length > 0)
      missing.push({ standard: standard.code, question: question.code, text: question.text, problems });
    else if (question.required) complete += 1;
    const confirmed = !unconfirmed.has(question.code);
    if (confirmed && !isUntouched(value)) begun = true;
    if (confirmed && isAnswered(value)) answered += 1;
    if (value?.type === 'rating' && value.point !== null) ratings[value.point] = (ratings[value.point] ?? 0) + 1;
  }
  const asked = new Set(questions.map(({ code }) => code));
  const { point, beside } = standardRating(compiled, standard, asked, answers);
  return {
    standard: standard.code,
    questions: questions.length,
    required: questions.filter((question) => question.required).length,
    answered,
    complete,
    status: !begun ? 'not-started' : missing.length === 0 ? 'complete' : 'in-progress',
    ratings,
    computed: point,
    beside,
    missing,
  };
}

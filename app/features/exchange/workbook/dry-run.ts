/** What an upload would do to a return: decided from values alone. */
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { isUntouched, parseDraft } from '../../questionnaire/answers.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { createEvaluator, type Facts, own } from '../../questionnaire/conditions.ts';
import type { WorkbookAnswer, WorkbookReading } from './read-answers.ts';

/** An answer as it stands in the return now. */
export interface StandingAnswer {
  readonly value: AnswerValue;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

export interface CurrentAnswers {
  readonly compiled: CompiledEdition;
  readonly facts: Facts;
  readonly standing: ReadonlyMap<string, StandingAnswer>;
  /** What stood when the workbook was made, for answers that have changed since. */
  readonly seen: ReadonlyMap<string, AnswerValue>;
}

export const workbookOutcomes = ['new', 'changed', 'emptied', 'same', 'conflict', 'refused'] as const;
export type WorkbookOutcome = (typeof workbookOutcomes)[number];

/** What becomes of one question of the workbook. */
export interface PlannedAnswer {
  readonly questionCode: string;
  /** Its first cell: "Answers F12". */
  readonly place: string;
  readonly outcome: WorkbookOutcome;
  /** Why it is refused, a sentence for each problem. */
  readonly reasons: readonly string[];
  /** What would be saved; null where nothing can be read. */
  readonly value: AnswerValue | null;
  /** The revision that the workbook was made from. */
  readonly seen: number;
  /** The revision that stands now; 0 for none. */
  readonly revision: number;
}

/**
 * Compares every question of the workbook with the return. What is as it was when the workbook was made is the same, even
 * where a colleague has changed it since; what both have changed is a conflict. An answer to a question that would not be
 * asked, once everything else is in, is refused: nobody would see it.
 */
export function planImport({ answers, strays }: WorkbookReading, current: CurrentAnswers): PlannedAnswer[] {
  const planned = answers.map((answer) => planAnswer(answer, current));
  const values = Object.fromEntries(
    planned.flatMap(({ questionCode, outcome, value }) =>
      value && outcome !== 'same' && outcome !== 'refused' ? [[questionCode, value]] : [],
    ),
  );
  const { compiled, facts } = current;
  const evaluator = createEvaluator(compiled, { ...facts, answers: { ...facts.answers, ...values } });
  return [
    ...planned.map((one) => {
      if (own(values, one.questionCode) === undefined || one.outcome === 'emptied') return one;
      const asked = evaluator.asked(one.questionCode);
      return asked === true ? one : { ...one, outcome: 'refused' as const, reasons: [notAsked[String(asked)] ?? ''] };
    }),
    ...strays.map(
      ({ place, reason }): PlannedAnswer => ({
        questionCode: '',
        place,
        outcome: 'refused',
        reasons: [reason],
        value: null,
        seen: 0,
        revision: 0,
      }),
    ),
  ];
}

const notAsked: Readonly<Record<string, string>> = {
  false: 'You are not asked this, as your other answers stand: empty its cells, or change the answer that opens it',
  undecided:
    'Whether you are asked this depends on your organisation’s details: confirm them first, or empty its cells',
};

function planAnswer(answer: WorkbookAnswer, { compiled, standing, seen }: CurrentAnswers): PlannedAnswer {
  const { questionCode, place, revision } = answer;
  const now = standing.get(questionCode);
  const base = { questionCode, place, seen: revision, revision: now?.revision ?? 0, reasons: [], value: null };
  const placed = compiled.questions.get(questionCode);
  if (!placed) return { ...base, outcome: 'refused', reasons: ['This question is not part of this return'] };
  const { question } = placed;
  const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
  const read = parseDraft(question, scale, answer.draft);
  const problems = [...answer.problems, ...('problems' in read ? read.problems : [])];
  if (problems.length > 0 || !('value' in read)) return { ...base, outcome: 'refused', reasons: problems };
  const { value } = read;
  if (!Number.isInteger(revision) || revision < 0 || revision > base.revision)
    return {
      ...base,
      outcome: 'refused',
      reasons: ['The hidden revision of this row has been changed: start from a new workbook'],
    };
  const stood = revision === base.revision ? now?.value : seen.get(questionCode);
  if (sameAnswer(value, now?.value) || sameAnswer(value, stood)) return { ...base, outcome: 'same', value };
  if (revision !== base.revision) return { ...base, outcome: 'conflict', value };
  if (now === undefined || isUntouched(now.value)) return { ...base, outcome: 'new', value };
  return { ...base, outcome: isUntouched(value) ? 'emptied' : 'changed', value };
}

/** The same to a reader: an answer that holds nothing is as good as none. */
function sameAnswer(one: AnswerValue, other: AnswerValue | undefined): boolean {
  if (other === undefined || isUntouched(other)) return isUntouched(one);
  return canonical(one) === canonical(other);
}

const canonical = (value: AnswerValue) =>
  JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What would be written, with what a person chose where both had changed: their own words, or the portal's. */
export interface AnswerToImport {
  readonly questionCode: string;
  readonly value: AnswerValue;
  /** The revision to name: that of the portal to write over it, the workbook's own to leave its words in the history. */
  readonly revision: number;
}

/** The answers to save; undefined while a conflict has no choice. */
export function answersToImport(
  planned: readonly PlannedAnswer[],
  choices: ReadonlyMap<string, 'mine' | 'theirs'>,
): AnswerToImport[] | undefined {
  const saves: AnswerToImport[] = [];
  for (const { questionCode, outcome, value, revision, seen } of planned) {
    if (!value || outcome === 'same' || outcome === 'refused') continue;
    const choice = outcome === 'conflict' ? choices.get(questionCode) : 'mine';
    if (!choice) return undefined;
    saves.push({ questionCode, value, revision: choice === 'mine' ? revision : seen });
  }
  return saves;
}

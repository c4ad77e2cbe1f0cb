/** What an upgrade does to the answers of one return, in counts and codes. Pure: the launch's own carrying, counted. */
import type { CarryPlan } from '../../../standards/carry-forward.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { carryContent } from '../returns/commands/carry-forward.server.ts';
import type { ContentQuestion } from '../returns/content.ts';
import type { Outcome } from './words.ts';

/** One answer: by the code of the new question, or of the old one where it leads nowhere. */
export interface AnswerOutcome {
  readonly code: string;
  readonly outcome: Outcome;
  /** There is a rating among what was answered. */
  readonly rated: boolean;
  /** Links to evidence: those that come along, or those that lose their question. */
  readonly evidence: number;
}

export interface Preview {
  readonly answers: readonly AnswerOutcome[];
  /** Links to evidence that lose their question, whether that was answered or not. */
  readonly evidenceLost: number;
}

/** Whether evidence comes along with an answer. */
export const bringsEvidence = (outcome: Outcome): boolean => outcome !== 'again' && outcome !== 'retired';

/** What a launch would carry out of one sent return. */
export function previewOf(
  plan: CarryPlan,
  before: ReadonlyMap<string, ContentQuestion>,
  old: CompiledEdition,
  compiled: CompiledEdition,
): Preview {
  const { answers, retired } = carryContent(plan, before, old, compiled);
  const travelling = new Set<string>();
  const linksOf = (codes: readonly string[]) =>
    codes.reduce((sum, code) => sum + (before.get(code)?.evidence.length ?? 0), 0);
  const isRated = (code: string) => (before.get(code)?.point ?? null) !== null;
  const carried = answers.map((row): AnswerOutcome => {
    const from = JSON.parse(row.from_codes) as string[];
    const outcome = outcomeOf(row);
    if (bringsEvidence(outcome)) for (const code of from) travelling.add(code);
    return {
      code: row.question_code,
      outcome,
      rated: from.some(isRated),
      evidence: bringsEvidence(outcome) ? (JSON.parse(row.evidence) as string[]).length : linksOf(from),
    };
  });
  return {
    answers: [
      ...carried,
      ...retired.map(({ code }): AnswerOutcome => {
        return { code, outcome: 'retired', rated: isRated(code), evidence: linksOf([code]) };
      }),
    ],
    evidenceLost: linksOf([...before.keys()].filter((code) => !travelling.has(code))),
  };
}

/** What a carried row means for the people who answer. */
export function outcomeOf(row: { readonly state: string; readonly text_only: number; readonly rule: string }): Outcome {
  if (row.state === 'afresh') return 'again';
  if (row.text_only === 1 || row.rule === 'prefill-text') return 'text';
  return row.rule === 'keep' ? 'kept' : 'confirm';
}

/** As it is stored: short, because there is one for each return and plan. */
export const writePreview = ({ answers, evidenceLost }: Preview): string =>
  JSON.stringify([
    answers.map(({ code, outcome, rated, evidence }) => [code, outcome, rated ? 1 : 0, evidence]),
    evidenceLost,
  ]);

/** Reads what `writePreview` wrote. */
export function readPreview(text: string): Preview {
  const [rows, evidenceLost] = JSON.parse(text) as [[string, Outcome, 0 | 1, number][], number];
  return {
    answers: rows.map(([code, outcome, rated, evidence]) => ({ code, outcome, rated: rated === 1, evidence })),
    evidenceLost,
  };
}

/**
 * What a reader may ask about. A warning never stops a return. Each kind is found by a pure function in a file of its
 * own, and `all-warnings.ts` names them all: another kind is a file here, a line there and its words below.
 */
import type { CountRelation } from '../../../../standards/beside-contract.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import type { ContentQuestion, ContentStandard, ReturnContent } from '../../returns/content.ts';

/** Every kind of warning, with the heading under which the check page lists it. */
export const warningKinds = {
  'no-evidence': 'Best rating without evidence',
  'old-evidence': 'Old evidence',
  'review-passed': 'Evidence past its review',
  'unchanged-text': 'The same words as before',
  'contradictory-counts': 'Figures that contradict each other',
  'overall-above-parts': 'A standard rated better than its questions',
} as const;

export type WarningKind = keyof typeof warningKinds;

export interface Warning {
  /** Code of the standard; null where it is about the profile page. */
  readonly standard: string | null;
  /** Code of the question, or of the fact on the profile page. */
  readonly question: string;
  /** "A1.2", or "Your details". */
  readonly number: string;
  readonly text: string;
  readonly problem: WarningKind;
  readonly words: string;
  /** The piece of evidence that it is about; null where it is about none. */
  readonly evidence: string | null;
}

/** A return that was sent earlier, on the same set of standards. */
export interface EarlierReturn {
  readonly cycleName: string;
  /** Its questions by code. */
  readonly questions: ReadonlyMap<string, ContentQuestion>;
}

/** All that a warning may rest on. */
export interface WarningFacts {
  readonly compiled: CompiledEdition;
  readonly content: ReturnContent;
  /** The date in Europe/London, `YYYY-MM-DD`. */
  readonly today: string;
  /** Newest first, at most two. */
  readonly earlier: readonly EarlierReturn[];
  /** What must hold between the figures of the set. */
  readonly relations: readonly CountRelation[];
}

/** Finds warnings of one kind, in reading order. */
export type WarningCheck = (facts: WarningFacts) => Warning[];

/** Goes through the questions of a return in reading order; `place` is what every warning about the question has. */
export function eachQuestion(
  content: ReturnContent,
  find: (
    question: ContentQuestion,
    place: Pick<Warning, 'standard' | 'question' | 'number' | 'text'>,
    standard: ContentStandard,
  ) => Warning[],
): Warning[] {
  return content.standards.flatMap((standard) =>
    standard.questions.flatMap((question) => {
      const { code, number, text } = question;
      return find(question, { standard: standard.code, question: code, number, text }, standard);
    }),
  );
}

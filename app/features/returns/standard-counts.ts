import type { Standard } from '../../../standards/contract.ts';
import type { Facts } from '../questionnaire/conditions.ts';
import { type MissingAnswer, progressOf } from '../questionnaire/progress.ts';
import { type CompiledEdition, type Questionnaire, questionnaireOfStandard } from '../questionnaire/questionnaire.ts';

/** What one standard of a return asks and how much of it is done. */
export interface CountedStandard {
  readonly standardCode: string;
  readonly questionnaire: Questionnaire;
  /** Zero when it asks nothing of this organisation. */
  readonly questions: number;
  readonly required: number;
  readonly answered: number;
  readonly requiredComplete: number;
  readonly missing: readonly MissingAnswer[];
}

/**
 * Counts one standard from the answers themselves, as its stored row must stand.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`
 */
export function countStandard(
  compiled: CompiledEdition,
  facts: Facts,
  standard: Standard,
  today: string,
): CountedStandard {
  const questionnaire = questionnaireOfStandard(compiled, facts, standard);
  const progress = progressOf(compiled, questionnaire, facts.answers, today);
  return {
    standardCode: standard.code,
    questionnaire,
    questions: progress.questions,
    required: progress.required,
    answered: progress.answered,
    requiredComplete: progress.complete,
    missing: progress.missing,
  };
}

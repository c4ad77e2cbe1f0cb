import type { Question, Standard } from '../../../standards/contract.ts';
import type { CompiledEdition } from './compiled-edition.ts';

/** How old the evidence of a question may be, in months: its own limit, else its standard's; null where both say nothing. */
export function evidenceAgeOf(compiled: CompiledEdition, questionCode: string): number | null {
  const placed = compiled.questions.get(questionCode);
  return placed?.question.evidenceMaxAgeMonths ?? placed?.standard.evidenceMaxAgeMonths ?? null;
}

/** The least of the limits of several questions, for evidence that stands by all of them; null where none has one. */
export function strictestAge(compiled: CompiledEdition, questionCodes: readonly string[]): number | null {
  const limits = questionCodes.flatMap((code) => evidenceAgeOf(compiled, code) ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}

/** "Evidence: no more than 6 months old", for those who read the questions; nothing where the edition says nothing. */
export function evidenceAgeWords(
  question: Pick<Question, 'evidenceMaxAgeMonths'>,
  standard: Pick<Standard, 'evidenceMaxAgeMonths'>,
): string[] {
  const months = question.evidenceMaxAgeMonths ?? standard.evidenceMaxAgeMonths;
  return months === undefined ? [] : [`No more than ${months === 1 ? 'a month' : `${months} months`} old`];
}

import { checkComplete } from '../questionnaire/completeness.ts';
import type { StandardPage } from './standard-page.ts';

/**
 * The first question of a standard's page that still needs an answer, be it one that waits with last time's; null when
 * nothing is missing there.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`
 */
export function firstUnansweredOn({ questions, scales }: StandardPage, today: string): string | null {
  const missing = questions.find(({ question, value }) => {
    const scale = question.answer.type === 'rating' ? scales[question.answer.scale] : undefined;
    return question.required && checkComplete(question, scale, value, today).length > 0;
  });
  return missing?.question.code ?? null;
}

import type { ContentStandard } from '../../returns/content.ts';

/** "A4 Speak-up culture" or "A4.2 the question"; null for the whole return or what the agency was not asked. */
export function aboutOf(
  standards: readonly ContentStandard[],
  standardCode: string | null,
  questionCode: string | null,
): string | null {
  if (questionCode !== null) {
    const question = standards.flatMap(({ questions }) => questions).find(({ code }) => code === questionCode);
    if (question) return `${question.number} ${question.text}`;
  }
  const standard = standards.find(({ code }) => code === standardCode);
  return standard ? `${standard.number} ${standard.title}` : null;
}

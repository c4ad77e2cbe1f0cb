import { dayInWords } from '../../../platform/words.ts';
import { ageInWords, freshnessOf } from '../../evidence/freshness.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { evidenceAgeOf } from '../../questionnaire/evidence-age.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ContentQuestion } from '../../returns/content.ts';
import { eachQuestion, type Warning, type WarningCheck, type WarningFacts } from './warning.ts';

/** Best ratings without evidence. */
export const bestWithoutEvidence: WarningCheck = ({ compiled, content }) =>
  eachQuestion(content, (question, place) =>
    isBestRating(compiled, question) && question.evidence.length === 0
      ? [{ ...place, problem: 'no-evidence', words: 'Best rating, with no evidence attached', evidence: null }]
      : [],
  );

/** Evidence that is older than its question allows, or past its review, on the day. */
export const oldEvidence: WarningCheck = ({ compiled, content, today }) => {
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  return eachQuestion(content, (question, place) => {
    const months = evidenceAgeOf(compiled, question.code);
    return question.evidence.flatMap((id): Warning[] => {
      const file = files.get(id);
      const freshness = file && freshnessOf(file, today, months);
      if (file && freshness === 'old')
        return [
          {
            ...place,
            problem: 'old-evidence',
            words: `“${file.title}” is more than ${ageInWords(months)} old`,
            evidence: id,
          },
        ];
      if (file?.reviewOn && freshness === 'review-passed')
        return [
          {
            ...place,
            problem: 'review-passed',
            words: `“${file.title}” was due to be reviewed by ${dayInWords(file.reviewOn)}`,
            evidence: id,
          },
        ];
      return [];
    });
  });
};

/** Every kind about evidence, question by question: what the pack of a challenge session shows. */
export function evidenceWarnings(facts: Pick<WarningFacts, 'compiled' | 'content' | 'today'>) {
  const whole = { ...facts, earlier: [], relations: [] };
  const found = Map.groupBy([...bestWithoutEvidence(whole), ...oldEvidence(whole)], ({ question }) => question);
  return eachQuestion(facts.content, ({ code }) => found.get(code) ?? []);
}

function isBestRating(compiled: CompiledEdition, question: ContentQuestion): boolean {
  const scale = question.scale === null ? undefined : compiled.scales.get(question.scale);
  return scale !== undefined && question.point !== null && pointsWorstFirst(scale).at(-1)?.code === question.point;
}

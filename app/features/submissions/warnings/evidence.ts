import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ContentQuestion } from '../../returns/content.ts';
import { isOldEvidence } from '../rules.ts';
import { eachQuestion, type WarningCheck, type WarningFacts } from './warning.ts';

/** Best ratings without evidence. */
export const bestWithoutEvidence: WarningCheck = ({ compiled, content }) =>
  eachQuestion(content, (question, place) =>
    isBestRating(compiled, question) && question.evidence.length === 0
      ? [{ ...place, problem: 'no-evidence', words: 'Best rating, with no evidence attached', evidence: null }]
      : [],
  );

/** Evidence that was old on the day. */
export const oldEvidence: WarningCheck = ({ content, today }) => {
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  return eachQuestion(content, (question, place) =>
    question.evidence.flatMap((id) => {
      const file = files.get(id);
      return file && isOldEvidence(file, today)
        ? [{ ...place, problem: 'old-evidence', words: `“${file.title}” is more than a year old`, evidence: id }]
        : [];
    }),
  );
};

/** Both kinds about evidence, question by question: what the pack of a challenge session shows. */
export function evidenceWarnings(facts: Pick<WarningFacts, 'compiled' | 'content' | 'today'>) {
  const whole = { ...facts, earlier: [], relations: [] };
  const found = Map.groupBy([...bestWithoutEvidence(whole), ...oldEvidence(whole)], ({ question }) => question);
  return eachQuestion(facts.content, ({ code }) => found.get(code) ?? []);
}

function isBestRating(compiled: CompiledEdition, question: ContentQuestion): boolean {
  const scale = question.scale === null ? undefined : compiled.scales.get(question.scale);
  return scale !== undefined && question.point !== null && pointsWorstFirst(scale).at(-1)?.code === question.point;
}

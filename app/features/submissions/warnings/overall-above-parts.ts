import { comparePoints } from '../../questionnaire/ratings.ts';
import { markOf } from '../marks.ts';
import type { WarningCheck } from './warning.ts';

/** A standard that is judged as a whole, and judged better than its other ratings come to. */
export const overallAboveParts: WarningCheck = ({ compiled, content }) =>
  content.standards.flatMap((standard) => {
    const { computed, beside = null, code, number } = standard;
    const scale = standard.scale === null ? undefined : compiled.scales.get(standard.scale);
    if (!scale || computed === null || beside === null || comparePoints(scale, computed, beside) !== 'better')
      return [];
    const overall = compiled.standards.get(code)?.overall;
    const question = standard.questions.find((one) => one.code === overall);
    if (!question) return [];
    const [judged, parts] = [computed, beside].map((point) => markOf(compiled, standard.scale, point)?.word ?? '');
    return [
      {
        standard: code,
        question: question.code,
        number: question.number,
        text: `${number} ${standard.title}`,
        problem: 'overall-above-parts' as const,
        words: `Rated “${judged}” as a whole, while its other ratings come to “${parts}”`,
        evidence: null,
      },
    ];
  });

import type { Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';
import { ratingMark } from '../submissions/marks.ts';
import type { RatingChoice } from './pages.ts';

/** What may be chosen on a scale, best first, "not applicable" last where it is allowed. */
export function choicesOf(scale: Scale): RatingChoice[] {
  const best = pointsWorstFirst(scale).toReversed();
  const offered = [...best.map(({ code }) => code), ...(scale.notApplicable.allowed ? [notApplicableCode] : [])];
  return offered.flatMap((point) => {
    const mark = ratingMark(scale, point);
    const definition = best.find(({ code }) => code === point)?.definition ?? null;
    return mark ? [{ point, mark, definition }] : [];
  });
}

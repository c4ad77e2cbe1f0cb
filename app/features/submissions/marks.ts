import type { RatingMark, ScaleEntry } from '../../../pdf/models.ts';
import type { Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';

/** A point as it is drawn; "not applicable" is a dash. Null for nothing chosen and for a point the scale lacks. */
export function ratingMark(scale: Scale, point: string | null): RatingMark | null {
  if (point === notApplicableCode) return { word: scale.notApplicable.word, letter: '–', shape: 'dash', tone: 'grey' };
  const found = scale.points.find(({ code }) => code === point);
  return found ? { word: found.word, letter: found.letter, shape: found.shape, tone: found.tone } : null;
}

/** As `ratingMark`, by the code of a scale of the edition. */
export function markOf(compiled: CompiledEdition, scale: string | null, point: string | null): RatingMark | null {
  const found = scale === null ? undefined : compiled.scales.get(scale);
  return found ? ratingMark(found, point) : null;
}

/** What the points of scales mean, best first. */
export function scaleEntries(compiled: CompiledEdition, scaleCodes: Iterable<string | null>): ScaleEntry[] {
  const codes = new Set(scaleCodes);
  return compiled.edition.scales
    .filter(({ code }) => codes.has(code))
    .flatMap((scale) =>
      pointsWorstFirst(scale)
        .toReversed()
        .map(({ word, letter, shape, tone, definition }) => ({ mark: { word, letter, shape, tone }, definition })),
    );
}

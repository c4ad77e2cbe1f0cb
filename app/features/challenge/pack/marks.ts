import type { RatingCount, RatingMark, ScaleEntry } from '../../../../pdf/models.ts';
import type { Scale } from '../../../../standards/contract.ts';
import { notApplicableCode } from '../../../../standards/vocabulary.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';

/** A point as it is printed; null when nothing was rated. A point that the scale lacks is an error. */
export function markOf(scale: Scale, point: string | null): RatingMark | null {
  if (point === null) return null;
  if (point === notApplicableCode) return notApplicableMark(scale);
  const found = scale.points.find(({ code }) => code === point);
  if (!found) throw new RangeError(`The scale "${scale.code}" has no point "${point}"`);
  return { word: found.word, letter: found.letter, shape: found.shape, tone: found.tone };
}

const notApplicableMark = (scale: Scale): RatingMark => ({
  word: scale.notApplicable.word,
  letter: '–',
  shape: 'dash',
  tone: 'grey',
});

/** The points of a scale from best to worst with what they mean, and what "not applicable" looks like. */
export function scaleEntries(scale: Scale): ScaleEntry[] {
  const points = pointsWorstFirst(scale)
    .toReversed()
    .map(({ word, letter, shape, tone, definition }) => ({ mark: { word, letter, shape, tone }, definition }));
  if (!scale.notApplicable.allowed) return points;
  const definition = scale.notApplicable.reasonRequired
    ? 'The agency said why the question does not apply to it.'
    : 'The question does not apply to the agency.';
  return [...points, { mark: notApplicableMark(scale), definition }];
}

/** How often each rating was given, from best to worst; ratings that nobody gave are left out. */
export function countMarks(
  ratings: readonly { readonly scale: Scale; readonly point: string | null }[],
  scales: Iterable<Scale>,
): RatingCount[] {
  const counts: RatingCount[] = [];
  for (const scale of scales) {
    const points = [
      ...pointsWorstFirst(scale)
        .toReversed()
        .map(({ code }) => code),
      notApplicableCode,
    ];
    for (const point of points) {
      const count = ratings.filter((rating) => rating.scale.code === scale.code && rating.point === point).length;
      const mark = markOf(scale, point);
      if (count > 0 && mark) counts.push({ mark, count });
    }
  }
  return counts;
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five'];

/** How a rating moved since last year, in words; null when either is missing or not applicable. */
export function changeInWords(scale: Scale, before: string | null, now: string | null): string | null {
  const order = pointsWorstFirst(scale).map(({ code }) => code);
  const from = before === null ? -1 : order.indexOf(before);
  const to = now === null ? -1 : order.indexOf(now);
  if (from < 0 || to < 0) return null;
  const levels = Math.abs(to - from);
  if (levels === 0) return 'Same as last year';
  return `${to > from ? 'Up' : 'Down'} ${numberWords[levels] ?? levels} ${levels === 1 ? 'level' : 'levels'}`;
}

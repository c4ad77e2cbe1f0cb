import type { Scale, ScalePoint } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { pointsWorstFirst } from './ratings.ts';

/** A point of a scale as figures show it. */
export type Level = Pick<ScalePoint, 'code' | 'word' | 'letter' | 'shape' | 'tone'>;

/** The levels of a scale, best first, "not applicable" last where it may be chosen. */
export function levelsOf(scale: Scale): Level[] {
  const points = pointsWorstFirst(scale)
    .toReversed()
    .map(({ code, word, letter, shape, tone }) => ({ code, word, letter, shape, tone }));
  if (!scale.notApplicable.allowed) return points;
  return [
    ...points,
    { code: notApplicableCode, word: scale.notApplicable.word, letter: '–', shape: 'dash', tone: 'grey' },
  ];
}

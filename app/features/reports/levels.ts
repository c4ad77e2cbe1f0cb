import type { Scale } from '../../../standards/contract.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';
import type { Movement } from './year-on-year.ts';

/** One organisation, or several that did the same: the points of the two years. */
export interface Move {
  readonly before: string | null;
  readonly now: string | null;
  readonly count: number;
}

/**
 * How far each rating moved on its scale, counted from worst to best whichever way its numbers run. No rating and "not
 * applicable" have no place on the scale: one of them on one side alone is "rated in one year only".
 */
export function movementOf(scale: Scale, moves: readonly Move[]): Movement {
  const worstFirst = pointsWorstFirst(scale).map(({ code }) => code);
  const bySteps = new Map<number, number>();
  let oneYearOnly = 0;
  for (const { before, now, count } of moves) {
    const [was, is] = [worstFirst.indexOf(before ?? ''), worstFirst.indexOf(now ?? '')];
    if (was < 0 && is < 0) continue;
    if (was < 0 || is < 0) oneYearOnly += count;
    else bySteps.set(is - was, (bySteps.get(is - was) ?? 0) + count);
  }
  return { bySteps, oneYearOnly };
}

/** The shapes and words of a comparison of two years, for both sides. */

import type { Page } from '../../platform/paging.ts';
import type { HeatmapBasis } from '../cycles/heatmap.ts';
import type { Level } from '../questionnaire/levels.ts';
import type { Comparability } from './comparability.ts';

export type Counts = Readonly<Record<string, number>>;

/** How many organisations are at each level of one rating, now and in the year before. */
export interface RatingYears {
  readonly code: string;
  /** "A1.3"; for a standard as a whole, its number. */
  readonly number: string;
  readonly text: string;
  readonly scale: string;
  /** Best first, "not applicable" last where the scale allows it. Empty for a rating that is no longer asked. */
  readonly levels: readonly Level[];
  readonly now: Counts;
  /** By the levels of its own year; the same as `levels` where the two are comparable. */
  readonly before: Counts;
  readonly beforeLevels: readonly Level[];
  readonly comparability: Comparability;
  /** "4 up one level, 20 the same", "Not comparable: the question changed". */
  readonly change: string;
}

export interface StandardYears {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  /** Null where the standard has no rating. */
  readonly whole: RatingYears | null;
  readonly questions: readonly RatingYears[];
}

export interface CycleOfYears {
  readonly id: string;
  readonly name: string;
  readonly editionId: string;
  /** Organisations that sent a return on the cycle's edition. */
  readonly sent: number;
  /** Those that had sent theirs on another edition before the cycle moved on; they are in no figure. */
  readonly onOtherEdition: number;
}

export interface YearOnYear {
  readonly now: CycleOfYears;
  readonly before: CycleOfYears;
  /** Organisations that sent a return in both years. */
  readonly sentBoth: number;
  readonly basis: HeatmapBasis;
  /** Who says what became of each question; null where both years used one edition. */
  readonly fatesBasis: string | null;
  readonly standards: Page<StandardYears>;
}

/** How many organisations moved by how many levels; positive is better. `oneYearOnly`: rated in one of the two years. */
export interface Movement {
  readonly bySteps: ReadonlyMap<number, number>;
  readonly oneYearOnly: number;
}

/** What moved, best news first, in words that need no arrow and no colour. */
export function movementWords({ bySteps, oneYearOnly }: Movement): string {
  const moved = [...bySteps].filter(([, count]) => count > 0).toSorted(([a], [b]) => b - a);
  const words = [
    ...moved.map(([steps, count]) => `${count} ${stepsInWords(steps)}`),
    ...(oneYearOnly > 0 ? [`${oneYearOnly} rated in one of the two years only`] : []),
  ];
  return words.length > 0 ? words.join(', ') : 'Nobody was rated in both years';
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "up one level", "down two levels", "the same". */
export function stepsInWords(steps: number): string {
  if (steps === 0) return 'the same';
  const size = Math.abs(steps);
  return `${steps > 0 ? 'up' : 'down'} ${numbers[size] ?? size} ${size === 1 ? 'level' : 'levels'}`;
}

/** Why a change is not shown, or what to bear in mind with it. */
export function changeWords({ comparable, why }: Comparability, movement: string): string {
  if (comparable === 'no') return `Not comparable: ${why}`;
  return comparable === 'care' ? `${movement}. With care: ${why}` : movement;
}

/** "3 In place, 1 Partly in place"; for ratings whose levels are not those of the table they stand in. */
export function countsInWords(levels: readonly Level[], counts: Counts): string {
  const words = levels.flatMap(({ code, word }) => ((counts[code] ?? 0) > 0 ? [`${counts[code]} ${word}`] : []));
  return words.length > 0 ? words.join(', ') : 'nobody rated';
}

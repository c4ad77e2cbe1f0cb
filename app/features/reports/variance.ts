/** How far ratings lie apart: the agency's own, the moderated, the agreed and the last cycle's. Pure. */
import type { Scale } from '../../../standards/contract.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';

/** Ratings of one standard as a whole, by as many organisations as gave the same four. */
export interface RatedAlike {
  readonly scale: Scale;
  readonly self: string | null;
  readonly moderated: string | null;
  readonly agreed: string | null;
  /** The last word on the same standard in the cycle before, where it was rated on the same scale. */
  readonly previous: string | null;
  readonly count: number;
}

/** Two ratings set against each other, in steps of the scale; above nought the second is better. */
export interface Difference {
  /** Ratings that have both. */
  readonly compared: number;
  readonly worse: number;
  readonly same: number;
  readonly better: number;
  /** Null where nothing is compared. */
  readonly mean: number | null;
}

/** Everything a row of the page says. */
export interface Variance {
  readonly rated: number;
  /** Places on the scale from 0, the worst; over the ratings that have both their own and a moderated one. */
  readonly means: {
    readonly self: number | null;
    readonly moderated: number | null;
    readonly agreed: number | null;
    readonly previous: number | null;
  };
  readonly moderatedAgainstOwn: Difference;
  readonly agreedAgainstModerated: Difference;
  readonly ownAgainstPrevious: Difference;
}

type Level = number | null;

function levelOn(scale: Scale, point: string | null): Level {
  const place = pointsWorstFirst(scale).findIndex(({ code }) => code === point);
  return place < 0 ? null : place;
}

/** Differences between pairs of levels, each so many times; a pair of which one is missing is not compared. */
export function differenceOf(
  pairs: readonly { readonly first: Level; readonly second: Level; readonly count: number }[],
): Difference {
  const both = pairs.flatMap(({ first, second, count }) =>
    first === null || second === null ? [] : [{ steps: second - first, count }],
  );
  const countOf = (test: (steps: number) => boolean) =>
    both.filter(({ steps }) => test(steps)).reduce((sum, { count }) => sum + count, 0);
  const compared = countOf(() => true);
  return {
    compared,
    worse: countOf((steps) => steps < 0),
    same: countOf((steps) => steps === 0),
    better: countOf((steps) => steps > 0),
    mean: compared === 0 ? null : both.reduce((sum, { steps, count }) => sum + steps * count, 0) / compared,
  };
}

function meanOf(levels: readonly { readonly level: Level; readonly count: number }[]): number | null {
  const known = levels.flatMap(({ level, count }) => (level === null ? [] : [{ level, count }]));
  const total = known.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? null : known.reduce((sum, { level, count }) => sum + level * count, 0) / total;
}

/**
 * The variance of some ratings. The four means are over the same ratings, those with both an own and a moderated one, so
 * that they can be set beside each other; agreed and previous over those of them that have one.
 */
export function varianceOf(rows: readonly RatedAlike[]): Variance {
  const levels = rows.map(({ scale, self, moderated, agreed, previous, count }) => ({
    self: levelOn(scale, self),
    moderated: levelOn(scale, moderated),
    agreed: levelOn(scale, agreed),
    previous: levelOn(scale, previous),
    count,
  }));
  const both = levels.filter(({ self, moderated }) => self !== null && moderated !== null);
  const mean = (of: 'self' | 'moderated' | 'agreed' | 'previous') =>
    meanOf(both.map((row) => ({ level: row[of], count: row.count })));
  const between = (first: keyof (typeof levels)[number], second: keyof (typeof levels)[number]) =>
    differenceOf(levels.map((row) => ({ first: row[first], second: row[second], count: row.count })));
  return {
    rated: levels.filter(({ self }) => self !== null).reduce((sum, { count }) => sum + count, 0),
    means: { self: mean('self'), moderated: mean('moderated'), agreed: mean('agreed'), previous: mean('previous') },
    moderatedAgainstOwn: between('self', 'moderated'),
    agreedAgainstModerated: between('moderated', 'agreed'),
    ownAgainstPrevious: between('previous', 'self'),
  };
}

/** Judgements that a moderator needs before a mean says anything about them. */
export const fewestJudgements = 5;

/** How one moderator's ratings lie to others. */
export interface Drift {
  readonly moderator: string;
  readonly judgements: number;
  /** Against the agencies' own ratings. */
  readonly own: Difference;
  /** Against the panel's, where one was set. */
  readonly panel: Difference;
}

/** One moderator's judgements of one kind, so many times. */
export interface JudgedAlike {
  readonly moderatorId: string;
  readonly moderator: string;
  readonly scale: Scale;
  readonly point: string;
  readonly self: string | null;
  readonly panel: string | null;
  readonly count: number;
}

/** The drift of each moderator, by name. Of fewer than five judgements, and of fewer than five compared, no mean is told. */
export function driftsOf(rows: readonly JudgedAlike[]): Drift[] {
  return [...Map.groupBy(rows, ({ moderatorId }) => moderatorId).values()]
    .map((its): Drift => {
      const against = (of: 'self' | 'panel') =>
        withoutThinMean(
          differenceOf(
            its.map(({ scale, point, count, ...row }) => ({
              first: levelOn(scale, row[of]),
              second: levelOn(scale, point),
              count,
            })),
          ),
        );
      return {
        moderator: its[0]?.moderator ?? '',
        judgements: its.reduce((sum, { count }) => sum + count, 0),
        own: against('self'),
        panel: against('panel'),
      };
    })
    .toSorted((a, b) => a.moderator.localeCompare(b.moderator, 'en-GB'));
}

const withoutThinMean = (difference: Difference): Difference =>
  difference.compared < fewestJudgements ? { ...difference, mean: null } : difference;

/** A difference of means as "0.4 lower", "no difference", or a dash where nothing is compared. */
export function stepsInWords(mean: number | null): string {
  if (mean === null) return '–';
  const size = Math.abs(mean).toFixed(1);
  if (size === '0.0') return 'no difference';
  return `${size} ${mean < 0 ? 'lower' : 'higher'}`;
}

import type { Aggregation, Scale, ScalePoint, Standard } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import type { AnswerValue } from './answer-values.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import { own } from './conditions.ts';

/** The points of a scale from worst to best, whichever way its numbers run. */
export function pointsWorstFirst(scale: Scale): ScalePoint[] {
  const ascending = scale.points.toSorted((a, b) => a.order - b.order);
  return scale.best === 'highest' ? ascending : ascending.toReversed();
}

/**
 * The computed rating of a standard: a point code of `scale`, or `null` when nothing is rated. "Not applicable" and
 * blanks leave both sides. It never replaces a rating that a person gave; it stands beside it.
 *
 * - `worst-of`: the worst rating given.
 * - `threshold`: the best point when at least `bestShare` per cent of the ratings are at it and none is at the worst
 *   point; otherwise the middle rating (of two middles the worse), and never better than the second best point.
 * - `banded-mean`: the mean position on the scale, points counted evenly from worst to best, rounded to the nearest
 *   point; exactly half way rounds to the worse.
 * - `manual`: the rule beside it, on whatever points are given; which of them count is for `ratingFrom` to say.
 *
 * @throws RangeError when a point is not on the scale
 */
export function computeStandardRating(
  aggregation: Aggregation,
  scale: Scale,
  points: readonly (string | null)[],
): string | null {
  const worstFirst = pointsWorstFirst(scale);
  const ranks = points
    .flatMap((point) => (point === null || point === notApplicableCode ? [] : [rankOf(scale, worstFirst, point)]))
    .toSorted((a, b) => a - b);
  const rank = aggregateRank(aggregation, ranks, worstFirst.length - 1);
  return rank === undefined ? null : (worstFirst[rank]?.code ?? null);
}

/** How `a` compares with `b`; `null` when either is "not applicable". Throws RangeError for an unknown point. */
export function comparePoints(scale: Scale, a: string, b: string): 'better' | 'same' | 'worse' | null {
  if (a === notApplicableCode || b === notApplicableCode) return null;
  const worstFirst = pointsWorstFirst(scale);
  const difference = rankOf(scale, worstFirst, a) - rankOf(scale, worstFirst, b);
  if (difference === 0) return 'same';
  return difference > 0 ? 'better' : 'worse';
}

/** True when the scale says that a rating at this point asks for an action. */
export function needsAction(scale: Scale, point: string | null): boolean {
  return scale.points.find(({ code }) => code === point)?.actionNeeded ?? false;
}

/** The word of a point: its own, the scale's word for "not applicable", or "Not answered". */
export function ratingWord(scale: Scale, point: string | null): string {
  if (point === null) return 'Not answered';
  if (point === notApplicableCode) return scale.notApplicable.word;
  return scale.points.find(({ code }) => code === point)?.word ?? point;
}

/** The scale of the first rating question in a standard, on which alone the standard is rated; none without ratings. */
export function primaryScale(compiled: CompiledEdition, standard: Standard): Scale | undefined {
  for (const { answer } of standard.questions) if (answer.type === 'rating') return compiled.scales.get(answer.scale);
  return undefined;
}

/** The point given to one question; points on another scale than the standard's first are left out by the caller. */
export interface GivenPoint {
  readonly questionCode: string;
  readonly point: string | null;
}

/**
 * The rating of a standard from the points given to its questions. Computed by the edition's rule; where that is
 * `manual`, it is the point of the standard's `overall` question, and none until that one is given.
 */
export function ratingFrom(compiled: CompiledEdition, standard: Standard, given: readonly GivenPoint[]): string | null {
  const scale = primaryScale(compiled, standard);
  if (scale === undefined) return null;
  const { aggregation } = compiled.edition;
  const counted = given.filter(
    ({ questionCode }) => aggregation.rule !== 'manual' || questionCode === standard.overall,
  );
  return computeStandardRating(
    aggregation,
    scale,
    counted.map(({ point }) => point),
  );
}

/**
 * The rating of a standard from the answers of one organisation. A standard may hold ratings on several scales: only
 * those on its primary scale count. `askedCodes` are the questions this organisation is asked, so that an answer left
 * behind by a closed branch does not count.
 */
export function standardRating(
  compiled: CompiledEdition,
  standard: Standard,
  askedCodes: ReadonlySet<string>,
  answers: Readonly<Record<string, AnswerValue>>,
): string | null {
  return ratingFrom(compiled, standard, pointsGiven(compiled, standard, askedCodes, answers));
}

/**
 * What the other ratings come to, where the organisation judges the standard as a whole: shown beside that judgement,
 * never in its place. Null where the rating of the standard is computed, and where nothing else is rated.
 */
export function ratingBeside(
  compiled: CompiledEdition,
  standard: Standard,
  askedCodes: ReadonlySet<string>,
  answers: Readonly<Record<string, AnswerValue>>,
): string | null {
  const { aggregation } = compiled.edition;
  const scale = primaryScale(compiled, standard);
  if (aggregation.rule !== 'manual' || scale === undefined) return null;
  const others = pointsGiven(compiled, standard, askedCodes, answers).filter(
    ({ questionCode }) => questionCode !== standard.overall,
  );
  return computeStandardRating(
    aggregation.beside,
    scale,
    others.map(({ point }) => point),
  );
}

function pointsGiven(
  compiled: CompiledEdition,
  standard: Standard,
  askedCodes: ReadonlySet<string>,
  answers: Readonly<Record<string, AnswerValue>>,
): GivenPoint[] {
  const scale = primaryScale(compiled, standard);
  return standard.questions.flatMap(({ code, answer }) => {
    if (answer.type !== 'rating' || answer.scale !== scale?.code || !askedCodes.has(code)) return [];
    const value = own(answers, code);
    return value?.type === 'rating' ? [{ questionCode: code, point: value.point }] : [];
  });
}

function rankOf(scale: Scale, worstFirst: readonly ScalePoint[], point: string): number {
  const rank = worstFirst.findIndex(({ code }) => code === point);
  if (rank < 0) throw new RangeError(`The scale "${scale.code}" has no point "${point}"`);
  return rank;
}

/** Ranks are sorted, 0 is worst. */
function aggregateRank(aggregation: Aggregation, ranks: readonly number[], best: number): number | undefined {
  const worst = ranks[0];
  if (worst === undefined) return undefined;
  switch (aggregation.rule) {
    case 'worst-of':
      return worst;
    case 'threshold': {
      const atBest = ranks.filter((rank) => rank === best).length;
      if (worst > 0 && atBest * 100 >= aggregation.bestShare * ranks.length) return best;
      return Math.min(ranks[Math.floor((ranks.length - 1) / 2)] ?? worst, best - 1);
    }
    case 'banded-mean': {
      const sum = ranks.reduce((total, rank) => total + rank, 0);
      return Math.ceil((2 * sum - ranks.length) / (2 * ranks.length));
    }
    case 'manual':
      return aggregateRank(aggregation.beside, ranks, best);
  }
}

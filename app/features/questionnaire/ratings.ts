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

/** A rule by which a rating is computed; with `manual` a person judges, and one of these stands beside it. */
export type ComputedRule = Exclude<Aggregation, { rule: 'manual' }>;

/**
 * A rating computed from others: a point code of `scale`, or `null` when nothing is rated. "Not applicable" and
 * blanks leave both sides. It never replaces a rating that a person gave; it stands beside it.
 *
 * - `worst-of`: the worst rating given.
 * - `threshold`: the best point when at least `bestShare` per cent of the ratings are at it and none is at the worst
 *   point; otherwise the middle rating (of two middles the worse), and never better than the second best point.
 * - `banded-mean`: the point nearest to the mean, points counted by their values, or evenly from worst to best where the
 *   scale gives none; exactly half way rounds to the worse.
 *
 * @throws RangeError when a point is not on the scale
 */
export function computeStandardRating(
  rule: ComputedRule,
  scale: Scale,
  points: readonly (string | null)[],
): string | null {
  const worstFirst = pointsWorstFirst(scale);
  const ranks = points
    .flatMap((point) => (point === null || point === notApplicableCode ? [] : [rankOf(scale, worstFirst, point)]))
    .toSorted((a, b) => a - b);
  const rank = aggregateRank(rule, ranks, worstFirst);
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

/**
 * The rating of one question for whoever looks: `given` in the part looked at (by the organisation itself, in moderation
 * or at challenge), null where nothing was, and `standing` after it: what was given, else what was there before.
 */
export interface RatedCode {
  readonly code: string;
  readonly given: string | null;
  readonly standing: string | null;
}

/** The rating of a standard, and what the rule computes beside a rating that was judged. */
export interface StandardRating {
  /** A point of the standard's primary scale, `not-applicable` where it was judged so, null where there is none. */
  readonly point: string | null;
  /** Where the standard is judged as a whole: what its other ratings come to. Null elsewhere. */
  readonly beside: string | null;
}

/**
 * The rating of a standard by the rule of its edition: the one place where that rule is applied, to own, moderated and
 * agreed ratings alike. A standard may hold ratings on several scales: only those on its primary scale count. Where
 * nothing was given there is no rating. With `manual` the rating is the point given to the overall question, and the
 * other ratings are computed beside it.
 *
 * @param ratings those of its questions that are asked, in any order; others are passed over
 */
export function rateStandard(
  compiled: CompiledEdition,
  standard: Standard,
  ratings: readonly RatedCode[],
): StandardRating {
  const scale = primaryScale(compiled, standard);
  const rateable = new Set(
    standard.questions.flatMap(({ code, answer }) =>
      answer.type === 'rating' && answer.scale === scale?.code ? [code] : [],
    ),
  );
  const counted = ratings.filter(({ code }) => rateable.has(code));
  if (scale === undefined || counted.every(({ given }) => given === null)) return { point: null, beside: null };
  const { aggregation } = compiled.edition;
  const compute = (rule: ComputedRule, from: readonly RatedCode[]) =>
    computeStandardRating(
      rule,
      scale,
      from.map(({ standing }) => standing),
    );
  if (aggregation.rule !== 'manual') return { point: compute(aggregation, counted), beside: null };
  return {
    point: counted.find(({ code }) => code === standard.overall)?.given ?? null,
    beside: compute(
      aggregation.beside,
      counted.filter(({ code }) => code !== standard.overall),
    ),
  };
}

/**
 * The rating of a standard from the answers of one organisation. `askedCodes` are the questions this organisation is
 * asked, so that an answer left behind by a closed branch does not count.
 */
export function standardRating(
  compiled: CompiledEdition,
  standard: Standard,
  askedCodes: ReadonlySet<string>,
  answers: Readonly<Record<string, AnswerValue>>,
): StandardRating {
  const ratings = standard.questions.flatMap(({ code }): RatedCode[] => {
    const value = askedCodes.has(code) ? own(answers, code) : undefined;
    return value?.type === 'rating' ? [{ code, given: value.point, standing: value.point }] : [];
  });
  return rateStandard(compiled, standard, ratings);
}

function rankOf(scale: Scale, worstFirst: readonly ScalePoint[], point: string): number {
  const rank = worstFirst.findIndex(({ code }) => code === point);
  if (rank < 0) throw new RangeError(`The scale "${scale.code}" has no point "${point}"`);
  return rank;
}

/** Ranks are sorted, 0 is worst. */
function aggregateRank(
  rule: ComputedRule,
  ranks: readonly number[],
  worstFirst: readonly ScalePoint[],
): number | undefined {
  const worst = ranks[0];
  const best = worstFirst.length - 1;
  if (worst === undefined) return undefined;
  switch (rule.rule) {
    case 'worst-of':
      return worst;
    case 'threshold': {
      const atBest = ranks.filter((rank) => rank === best).length;
      if (worst > 0 && atBest * 100 >= rule.bestShare * ranks.length) return best;
      return Math.min(ranks[Math.floor((ranks.length - 1) / 2)] ?? worst, best - 1);
    }
    case 'banded-mean': {
      const values = worstFirst.map(({ value }, rank) => value ?? rank);
      const mean = ranks.reduce((total, rank) => total + (values[rank] ?? 0), 0) / ranks.length;
      return nearestRank(values, mean);
    }
  }
}

/** The rank whose value is nearest to the mean; of two as near the worse, which comes first. */
function nearestRank(values: readonly number[], mean: number): number {
  const distance = (rank: number) => Math.abs((values[rank] ?? 0) - mean);
  return values.reduce((nearest, _, rank) => (distance(rank) < distance(nearest) - 1e-9 ? rank : nearest), 0);
}

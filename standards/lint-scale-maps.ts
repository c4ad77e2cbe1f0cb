import type { Question, Scale, Succession } from './contract.ts';
import type { EditionIndex } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';
import { isKept } from './lint-kept-answers.ts';

/**
 * Maps of points that are not whole, and ratings that are carried between scales without a map: always needed where the
 * points differ, and where a rating is kept without a look also where a point means something else than before.
 */
export function lintScaleMaps(before: EditionIndex, after: EditionIndex, succession: Succession): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [i, map] of succession.scales.entries()) {
    const reasons = mapProblems(map.points, before.scales.get(map.from), after.scales.get(map.to));
    const pair = `${map.from} to ${map.to}`;
    if (seen.has(pair)) reasons.push(`Two maps of points lead from ${pair}`);
    seen.add(pair);
    for (const reason of reasons) findings.push({ code: map.from, reason, path: ['scales', i] });
  }

  const missing = new Set<string>();
  for (const [i, fate] of succession.fates.entries()) {
    if (!isKept(fate)) continue;
    for (const [old, young] of ratedPairs(fate, before, after)) {
      const pair = `${old.scale} to ${young.scale}`;
      const [oldScale, newScale] = [before.scales.get(old.scale), after.scales.get(young.scale)];
      if (seen.has(pair) || !oldScale || !newScale) continue;
      if (!samePoints(oldScale, newScale)) missing.add(pair);
      else if (fate.carry === 'keep' && changedPoints(oldScale, newScale).length > 0)
        findings.push({
          code: fate.to[0] ?? '',
          reason: `On the scale "${young.scale}" these points mean something else than before: ${changedPoints(oldScale, newScale).join(', ')}. So the rating cannot be kept as it is: have it confirmed, or map the points under "scales"`,
          path: ['fates', i, 'carry'],
        });
    }
  }
  for (const pair of missing)
    findings.push({
      code: pair.split(' ')[0] ?? '',
      reason: `Ratings are carried, but no map of points leads from ${pair}`,
      path: ['scales'],
    });
  return findings;
}

type Rated = Extract<Question['answer'], { type: 'rating' }>;

function ratedPairs(
  { from, to }: Succession['fates'][number],
  before: EditionIndex,
  after: EditionIndex,
): [Rated, Rated][] {
  const old = before.questions.get(from[0] ?? '')?.answer;
  if (old?.type !== 'rating') return [];
  return to.flatMap((code) => {
    const young = after.questions.get(code)?.answer;
    return young?.type === 'rating' ? [[old, young] as [Rated, Rated]] : [];
  });
}

function mapProblems(
  points: Readonly<Record<string, string | null>>,
  from: Scale | undefined,
  to: Scale | undefined,
): string[] {
  if (!from || !to) return [`The map names the scale that ${from ? 'the new' : 'the old'} edition does not have`];
  const has = (scale: Scale, code: string) => scale.points.some((point) => point.code === code);
  return [
    ...from.points
      .filter(({ code }) => !Object.hasOwn(points, code))
      .map(({ code }) => `The map leaves out the point "${code}"`),
    ...Object.keys(points)
      .filter((code) => !has(from, code))
      .map((code) => `The old scale has no point "${code}"`),
    ...Object.values(points)
      .filter((code) => code !== null && !has(to, code))
      .map((code) => `The new scale has no point "${code}"`),
  ];
}

/** Same codes at the same places in the same direction. */
export function samePoints(from: Scale, to: Scale): boolean {
  const shape = (scale: Scale) =>
    [scale.best, ...scale.points.map(({ code, order }) => `${order} ${code}`).toSorted()].join();
  return shape(from) === shape(to);
}

/** Points of both scales whose word or definition differs. */
export function changedPoints(from: Scale, to: Scale): string[] {
  return from.points.flatMap((old) => {
    const young = to.points.find(({ code }) => code === old.code);
    return young && (young.word !== old.word || young.definition !== old.definition) ? [old.code] : [];
  });
}

import type { Edition, Scale, Standard } from './contract.ts';
import type { Finding } from './lint-finding.ts';
import type { Path } from './placed-conditions.ts';
import { organisationKinds } from './vocabulary.ts';

/** Kinds that never answer the edition, because they are of the other sector, and kinds named twice. */
export function lintKinds(edition: Edition): Finding[] {
  const { kinds = [], sector } = edition;
  const code = `${edition.set}/${edition.edition}`;
  return kinds.flatMap((kind, i) => {
    const path = ['kinds', i];
    if (organisationKinds[kind].sector !== sector)
      return [{ code, reason: `The kind "${kind}" is no ${sector}, so it never answers this edition`, path }];
    return kinds.indexOf(kind) === i ? [] : [{ code, reason: `The kind "${kind}" is named twice`, path }];
  });
}

/** What the points of a scale count in a mean: for all of them or for none, and rising with their order. */
export function lintValues(scale: Scale, path: Path): Finding[] {
  const valued = scale.points.filter(({ value }) => value !== undefined);
  if (valued.length === 0) return [];
  if (valued.length < scale.points.length)
    return scale.points.flatMap(({ code, value }, i) =>
      value === undefined
        ? [
            {
              code: scale.code,
              reason: `The point "${code}" has no value, but others of the scale have: give all of them one, or none`,
              path: [...path, 'points', i],
            },
          ]
        : [],
    );
  const inOrder = scale.points.toSorted((a, b) => a.order - b.order);
  return inOrder.flatMap((point, i) => {
    const before = inOrder[i - 1];
    if (!before || (point.value ?? 0) > (before.value ?? 0)) return [];
    const reason = `The value of "${point.code}" (${point.value}) is not above that of "${before.code}" (${before.value}), which comes before it by order`;
    return [{ code: scale.code, reason, path: [...path, 'points', scale.points.indexOf(point), 'value'] }];
  });
}

/**
 * The question that judges a standard as a whole: named exactly where the aggregation is manual and the standard has
 * ratings, and then a rating of this standard on the scale of its first rating.
 */
export function lintOverall(edition: Edition): Finding[] {
  const manual = edition.aggregation.rule === 'manual';
  return edition.standards.flatMap((standard, i) =>
    overallProblem(standard, manual).map((reason) => ({
      code: standard.code,
      reason,
      path: ['standards', i, ...(standard.overall === undefined ? [] : ['overall'])],
    })),
  );
}

function overallProblem({ overall, questions }: Standard, manual: boolean): string[] {
  if (!manual)
    return overall === undefined
      ? []
      : ['The standard names an overall question, but the aggregation of the edition is not "manual"'];
  const ratings = questions.flatMap(({ code, answer }) => (answer.type === 'rating' ? [{ code, ...answer }] : []));
  const primary = ratings[0]?.scale;
  if (overall === undefined)
    return primary === undefined
      ? []
      : ['The aggregation is "manual", so the standard must name its overall question: overall: CODE'];
  if (!questions.some(({ code }) => code === overall))
    return [`The overall question "${overall}" is not a question of this standard`];
  const judged = ratings.find(({ code }) => code === overall);
  if (!judged) return [`The overall question "${overall}" is not a rating`];
  return judged.scale === primary
    ? []
    : [`The overall question "${overall}" is rated on "${judged.scale}", but the standard on "${primary}"`];
}

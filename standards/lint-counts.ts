import type { Count, CountRelation } from './beside-contract.ts';
import type { Edition } from './contract.ts';
import { type Finding, repeated } from './lint-finding.ts';

/** What a figure is in one edition: how it is given, or the reason why it is none. */
type Figure = { unit: 'number' | 'percentage'; byRow: boolean } | { reason: string };

/**
 * What is wrong with the checks of the figures of a set: codes given twice, questions, columns and facts that no edition
 * has, answers that are no figures, percentages set against numbers, and rows of one table set against anything else.
 * Codes live across editions, so it is enough that one edition has them; each that has them must give figures.
 *
 * @param editions the sound editions of the set
 */
export function lintCounts(relations: readonly CountRelation[], editions: readonly Edition[]): Finding[] {
  return [
    ...repeated(
      relations,
      ({ code }) => code,
      (code, i) => ({
        code: String(code),
        reason: `Two checks have the code "${code}"`,
        path: ['relations', i, 'code'],
      }),
    ),
    ...relations.flatMap((relation, i) => lintRelation(relation, i, editions)),
  ];
}

function lintRelation(relation: CountRelation, i: number, editions: readonly Edition[]): Finding[] {
  const { code } = relation;
  const placed = (['parts', 'wholes'] as const).flatMap((side) =>
    relation[side].map((count, j) => ({ count, path: ['relations', i, side, j] })),
  );
  const findings = placed.flatMap(({ count, path }): Finding[] => {
    const figures = editions.flatMap((edition) => figureIn(edition, count) ?? []);
    if (figures.length === 0) return [{ code, reason: `No edition of the set has ${nameOf(count)}`, path }];
    const wrong = figures.flatMap((figure) => ('reason' in figure ? [figure.reason] : []));
    return wrong[0] === undefined ? [] : [{ code, reason: wrong[0], path }];
  });
  if (findings.length > 0) return findings;
  const together = editions.filter((edition) => placed.every(({ count }) => figureIn(edition, count)));
  if (together.length === 0)
    return [{ code, reason: 'No edition of the set has all of these figures', path: ['relations', i] }];
  return together
    .flatMap((edition) => {
      const figures = placed.flatMap(({ count }) => figureIn(edition, count) ?? []);
      const units = new Set(figures.map((figure) => ('unit' in figure ? figure.unit : '')));
      if (units.size > 1)
        return [{ code, reason: 'A percentage cannot be set against a number', path: ['relations', i] }];
      const byRow = figures.filter((figure) => 'byRow' in figure && figure.byRow).length;
      const tables = new Set(placed.map(({ count }) => ('question' in count ? count.question : null)));
      if (byRow > 0 && (byRow < figures.length || tables.size > 1))
        return [
          {
            code,
            reason: 'Rows of a table can be set against rows of the same table alone: say total: true for the column',
            path: ['relations', i],
          },
        ];
      return [];
    })
    .slice(0, 1);
}

const nameOf = (count: Count): string =>
  'profile' in count
    ? `the fact "${count.profile}" on its profile page`
    : `the question "${count.question}"${count.column === undefined ? '' : ` with a column "${count.column}"`}`;

/** Undefined where the edition does not have it. */
function figureIn(edition: Edition, count: Count): Figure | undefined {
  if ('profile' in count) {
    const fact = edition.profile.find(({ code }) => code === count.profile);
    if (!fact) return undefined;
    return fact.answer.type === 'number'
      ? { unit: 'number', byRow: false }
      : { reason: `The fact "${count.profile}" is no number in edition ${edition.edition}` };
  }
  const answer = edition.standards
    .flatMap(({ questions }) => questions)
    .find(({ code }) => code === count.question)?.answer;
  if (!answer) return undefined;
  const where = `in edition ${edition.edition}`;
  if (answer.type === 'table') {
    if (count.column === undefined)
      return { reason: `The question "${count.question}" is a table ${where}: name a column of it` };
    const column = answer.columns.find(({ code }) => code === count.column);
    if (!column) return undefined;
    return column.type === 'number' || column.type === 'percentage'
      ? { unit: column.type, byRow: count.total === undefined }
      : { reason: `The column "${count.column}" holds no figures ${where}` };
  }
  if (answer.type !== 'number' && answer.type !== 'percentage')
    return { reason: `The question "${count.question}" asks for no figure ${where}` };
  if (count.column !== undefined || count.total !== undefined)
    return { reason: `The question "${count.question}" is no table ${where}` };
  return { unit: answer.type, byRow: false };
}

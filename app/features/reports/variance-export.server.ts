import { stringify } from 'csv-stringify/sync';
import type { CycleVariance, VarianceRow } from './variance.server.ts';
import { type Difference, fewestJudgements } from './variance.ts';

const header = [
  'cycle',
  'by',
  'code',
  'name',
  'comparison',
  'compared',
  'lower',
  'same',
  'higher',
  'mean_steps',
  'mean_own',
  'mean_moderated',
  'mean_agreed',
  'mean_last_cycle',
];

/** Three places; a number stays one, also below nought. */
const figure = (mean: number | null) => (mean === null ? '' : Math.round(mean * 1000) / 1000);

/**
 * How ratings differ as CSV: a row for each standard, kind of organisation and moderator, and each comparison. Steps are
 * those of the scale, above nought is better. UTF-8 with a mark, formulas made harmless.
 */
export function varianceAsCsv(variance: CycleVariance): string {
  const line = (
    start: readonly string[],
    comparison: string,
    difference: Difference,
    means: readonly (string | number)[],
  ) => [
    variance.cycle.name,
    ...start,
    comparison,
    difference.compared,
    difference.worse,
    difference.same,
    difference.better,
    figure(difference.mean),
    ...means,
  ];
  const none = ['', '', '', ''];
  const ofRow = (by: string, row: VarianceRow) => {
    const start = [by, row.code, row.label];
    const { self, moderated, agreed, previous } = row.means;
    const means = row.scale === null ? none : [self, moderated, agreed, previous].map(figure);
    return [
      line(start, 'moderated against own', row.moderatedAgainstOwn, means),
      line(start, 'agreed against moderated', row.agreedAgainstModerated, none),
      line(start, 'own against last cycle', row.ownAgainstPrevious, none),
    ];
  };
  const rows = [
    ...variance.standards.flatMap((row) => ofRow('standard', row)),
    ...variance.kinds.flatMap((row) => ofRow('kind of organisation', row)),
    ...(variance.moderators ?? [])
      .filter(({ judgements }) => judgements >= fewestJudgements)
      .flatMap(({ moderator, own, panel }) => [
        line(['moderator', '', moderator], 'moderator against own', own, none),
        line(['moderator', '', moderator], 'moderator against panel', panel, none),
      ]),
  ];
  return stringify(rows, {
    header: true,
    columns: header,
    bom: true,
    escape_formulas: true,
    // Formulas are texts: a number that begins with a minus is not made harmless, or no program could add it up.
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    record_delimiter: 'windows',
  });
}

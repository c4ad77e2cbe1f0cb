import { stringify } from 'csv-stringify/sync';
import type { Portal } from '../../platform/portal.ts';
import { type HeatmapBasis, heatmapBases } from '../cycles/heatmap.ts';
import type { Level } from '../questionnaire/levels.ts';
import type { CyclePair } from './cycle-pairs.server.ts';
import { getYearOnYear } from './year-on-year.server.ts';
import type { RatingYears } from './year-on-year.ts';

const header = [
  'cycle',
  'cycle_before',
  'edition',
  'edition_before',
  'whose_rating',
  'standard_code',
  'standard_number',
  'standard',
  'question_code',
  'question_number',
  'question',
  'comparable',
  'why_not',
  'year',
  'level_code',
  'level',
  'organisations',
  'change',
];

/**
 * Two years as CSV, a row for each rating, year and level, so that any program can sum it; what moved stands in words
 * beside each. A standard as a whole has no question code. UTF-8 with a mark, formulas made harmless.
 */
export async function yearOnYearAsCsv(
  portal: Pick<Portal, 'database'>,
  pair: CyclePair,
  basis: HeatmapBasis,
): Promise<string> {
  const years = await getYearOnYear(portal, pair, { basis, page: 'all' });
  const rows = years.standards.items.flatMap((standard) =>
    [...(standard.whole ? [standard.whole] : []), ...standard.questions].flatMap((rating) => {
      const isWhole = rating === standard.whole;
      const start = [
        years.now.name,
        years.before.name,
        years.now.editionId,
        years.before.editionId,
        heatmapBases[basis],
        standard.code,
        standard.number,
        standard.title,
        isWhole ? '' : rating.code,
        isWhole ? '' : rating.number,
        isWhole ? '' : rating.text,
        rating.comparability.comparable,
        rating.comparability.why ?? '',
      ];
      return levelRows(rating).map((row) => [...start, ...row, rating.change]);
    }),
  );
  return stringify(rows, {
    header: true,
    columns: header,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function levelRows({ levels, now, beforeLevels, before }: RatingYears) {
  const rows = (year: string, its: readonly Level[], counts: RatingYears['now']) =>
    its.map(({ code, word }) => [year, code, word, counts[code] ?? 0]);
  return [...rows('before', beforeLevels, before), ...rows('now', levels, now)];
}

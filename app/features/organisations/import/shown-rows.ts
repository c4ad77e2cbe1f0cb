import { type Page, pageAsked, pageOfList } from '../../../platform/paging.ts';
import { type ImportOutcome, type ImportRow, importOutcomes } from './compare.ts';

export interface ShownRows {
  readonly outcome: ImportOutcome;
  readonly rows: Page<ImportRow>;
}

const outcomes = Object.keys(importOutcomes) as ImportOutcome[];

/** A page of the rows with one outcome: the one asked for, else the first that has any, in the order of `importOutcomes`. */
export function rowsToShow(rows: readonly ImportRow[], search: URLSearchParams): ShownRows {
  const asked = search.get('show');
  const outcome =
    outcomes.find((code) => code === asked) ??
    outcomes.find((code) => rows.some((row) => row.outcome === code)) ??
    'unchanged';
  return {
    outcome,
    rows: pageOfList(
      rows.filter((row) => row.outcome === outcome),
      pageAsked(search),
    ),
  };
}

/** What the query string of a group's list of sites asks for. For both sides. */
import { type ReturnStatus, returnStatuses } from '../returns/rules.ts';

/** A status of the return, or none at all, or late. */
export type SiteStanding = ReturnStatus | 'none' | 'overdue';

export interface SiteFilter {
  readonly search: string;
  readonly standing: SiteStanding | '';
}

const standingWords: Readonly<Record<SiteStanding, string>> = {
  ...(Object.fromEntries(Object.entries(returnStatuses).map(([code, { words }]) => [code, words])) as Record<
    ReturnStatus,
    string
  >),
  none: 'No return asked for',
  overdue: 'Overdue',
};
const standings = Object.keys(standingWords) as SiteStanding[];

export const standingItems = [
  { value: '', label: 'Any' },
  ...standings.map((value) => ({ value, label: standingWords[value] })),
];

/** Reads the filter; what is not known is no filter. */
export function readSiteFilter(search: URLSearchParams): SiteFilter {
  return {
    search: search.get('search')?.trim().slice(0, 100) ?? '',
    standing: standings.find((code) => code === search.get('status')) ?? '',
  };
}

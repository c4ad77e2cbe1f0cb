import type { SelectOption } from '../../ui/select.tsx';
import { type Freshness, freshnesses } from './freshness.ts';

const kinds = ['file', 'link'] as const;
const sorts = ['added', 'title', 'date'] as const;
const uses = ['yes', 'no'] as const;

/** How the library is narrowed and ordered. Every state of the list has an address, so it can be kept and sent. */
export interface LibraryFilter {
  readonly search: string;
  readonly kind: (typeof kinds)[number] | undefined;
  readonly state: Freshness | undefined;
  readonly used: (typeof uses)[number] | undefined;
  readonly sort: (typeof sorts)[number];
}

/** The filter in a query string; what it does not know is as if it were not there. */
export function libraryFilter(query: URLSearchParams): LibraryFilter {
  const one = <T extends string>(name: string, known: readonly T[]): T | undefined =>
    known.find((value) => value === query.get(name));
  return {
    search: query.get('search') ?? '',
    kind: one('kind', kinds),
    state: one('state', freshnesses),
    used: one('used', uses),
    sort: one('sort', sorts) ?? 'added',
  };
}

/** Whether anything but the order is chosen. */
export const isNarrowed = ({ search, kind, state, used }: LibraryFilter): boolean =>
  search.trim() !== '' || kind !== undefined || state !== undefined || used !== undefined;

type Choices = readonly SelectOption[];

export const kindChoices: Choices = [
  { value: '', label: 'Files and links' },
  { value: 'file', label: 'Files' },
  { value: 'link', label: 'Links' },
];
export const stateChoices: Choices = [
  { value: '', label: 'Any state' },
  { value: 'current', label: 'Up to date' },
  { value: 'old', label: 'More than a year old' },
  { value: 'review-passed', label: 'Review date passed' },
  { value: 'not-dated', label: 'Not dated' },
];
export const usedChoices: Choices = [
  { value: '', label: 'Used or not' },
  { value: 'yes', label: 'Used in a return' },
  { value: 'no', label: 'Not used yet' },
];
export const sortChoices: Choices = [
  { value: 'added', label: 'Newest first' },
  { value: 'title', label: 'Title' },
  { value: 'date', label: 'Date covered, latest first' },
];

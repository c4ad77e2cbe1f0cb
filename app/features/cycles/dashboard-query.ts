/** What the query string of the dashboard asks for: filters, order, page. For both sides. */
import {
  type OrganisationKind,
  organisationKindCodes,
  organisationKinds,
  type Phase,
  phaseCodes,
  phases,
} from '../../../standards/vocabulary.ts';
import { queryWithout } from '../../platform/paging.ts';
import { type ReturnStage, returnStageCodes, returnStages } from './rules.ts';

/** A stage, or what cuts across stages: late, or nobody to write to. */
export type StandingFilter = ReturnStage | 'overdue' | 'no-lead';

export interface DashboardFilter {
  readonly search?: string;
  readonly standing?: StandingFilter;
  readonly kind?: OrganisationKind;
  readonly phase?: Phase | 'none';
}

export const dashboardSorts = ['name', 'standing', 'progress', 'due'] as const;
export type DashboardSort = { readonly by: (typeof dashboardSorts)[number]; readonly descending: boolean };

const standingWords: Readonly<Record<StandingFilter, string>> = {
  ...(Object.fromEntries(returnStageCodes.map((code) => [code, returnStages[code].words])) as Record<
    ReturnStage,
    string
  >),
  overdue: 'Overdue',
  'no-lead': 'No safeguarding lead',
};
const standings = Object.keys(standingWords) as StandingFilter[];

export const standingItems = [
  { value: '', label: 'Any' },
  ...standings.map((value) => ({ value, label: standingWords[value] })),
];

/** Reads the filters; what is not known is no filter. */
export function readDashboardFilter(search: URLSearchParams): DashboardFilter {
  const words = search.get('search')?.trim().slice(0, 100);
  const standing = standings.find((code) => code === search.get('status'));
  const kind = organisationKindCodes.find((code) => code === search.get('kind'));
  const phase = ([...phaseCodes, 'none'] as const).find((code) => code === search.get('phase'));
  return {
    ...(words ? { search: words } : {}),
    ...(standing ? { standing } : {}),
    ...(kind ? { kind } : {}),
    ...(phase ? { phase } : {}),
  };
}

/** `?sort=due` or `?sort=-due`; by name when there is none. */
export function readDashboardSort(search: URLSearchParams): DashboardSort {
  const asked = search.get('sort') ?? '';
  const by = dashboardSorts.find((name) => name === asked.replace(/^-/, '')) ?? 'name';
  return { by, descending: asked.startsWith('-') };
}

/** The address that sorts by a column: the other way round when it is the one in force. */
export function sortHref(search: URLSearchParams, by: DashboardSort['by'], now: DashboardSort): string {
  const next = new URLSearchParams(search);
  next.delete('page');
  next.set('sort', now.by === by && !now.descending ? `-${by}` : by);
  return `?${next}`;
}

export const sortState = (by: DashboardSort['by'], now: DashboardSort): 'ascending' | 'descending' | 'none' =>
  now.by !== by ? 'none' : now.descending ? 'descending' : 'ascending';

/** The filters in use in words, each with the address that removes it. */
export function chosenDashboardFilters(
  filter: DashboardFilter,
  search: URLSearchParams,
): { label: string; removeHref: string }[] {
  const words = {
    ...(filter.search ? { search: `"${filter.search}"` } : {}),
    ...(filter.standing ? { status: standingWords[filter.standing] } : {}),
    ...(filter.kind ? { kind: organisationKinds[filter.kind].name } : {}),
    ...(filter.phase ? { phase: filter.phase === 'none' ? 'Phase not recorded' : phases[filter.phase] } : {}),
  };
  return Object.entries(words).map(([name, label]) => ({ label, removeHref: queryWithout(search, name) }));
}

/** The filters of the page that chooses organisations. For both sides. */
import {
  type OrganisationKind,
  organisationKindCodes,
  organisationKinds,
  type Phase,
  phaseCodes,
  phases,
} from '../../../standards/vocabulary.ts';
import { queryWithout } from '../../platform/paging.ts';

export interface CohortFilter {
  readonly search?: string;
  readonly kind?: OrganisationKind;
  readonly phase?: Phase | 'none';
  /** Those that are in, or those that are not. */
  readonly chosen?: boolean;
}

export function readCohortFilter(search: URLSearchParams): CohortFilter {
  const words = search.get('search')?.trim().slice(0, 100);
  const kind = organisationKindCodes.find((code) => code === search.get('kind'));
  const phase = ([...phaseCodes, 'none'] as const).find((code) => code === search.get('phase'));
  const chosen = search.get('chosen');
  return {
    ...(words ? { search: words } : {}),
    ...(kind ? { kind } : {}),
    ...(phase ? { phase } : {}),
    ...(chosen === 'yes' || chosen === 'no' ? { chosen: chosen === 'yes' } : {}),
  };
}

export const chosenItems = [
  { value: '', label: 'All that fit' },
  { value: 'yes', label: 'Those that are in' },
  { value: 'no', label: 'Those that are not in' },
];

export function chosenCohortFilters(filter: CohortFilter, search: URLSearchParams) {
  const words = {
    ...(filter.search ? { search: `"${filter.search}"` } : {}),
    ...(filter.kind ? { kind: organisationKinds[filter.kind].name } : {}),
    ...(filter.phase ? { phase: filter.phase === 'none' ? 'Phase not recorded' : phases[filter.phase] } : {}),
    ...(filter.chosen === undefined ? {} : { chosen: filter.chosen ? 'in' : 'not in' }),
  };
  return Object.entries(words).map(([name, label]) => ({ label, removeHref: queryWithout(search, name) }));
}

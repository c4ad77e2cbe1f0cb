/** The filters of lists of organisations in the query string, for pages that have them. */
import {
  type OrganisationKind,
  organisationKindCodes,
  organisationKinds,
  type Phase,
  phaseCodes,
  phases,
  type Sector,
} from '../../../standards/vocabulary.ts';
import { queryWithout } from '../../platform/paging.ts';
import { sectorNames } from './rules.ts';

export const standingNames = {
  member: 'Members',
  closed: 'Closed',
  left: 'Left the partnership',
} as const;

export type Standing = keyof typeof standingNames;

export interface ListFilter {
  readonly search?: string;
  readonly kind?: OrganisationKind;
  readonly sector?: Sector;
  /** `none`: a setting whose phase is not recorded. */
  readonly phase?: Phase | 'none';
  readonly standing?: Standing;
}

const among = <T extends string>(codes: readonly T[], asked: string | null): T | undefined =>
  codes.find((code) => code === asked);

/** Reads the filters; an unknown code is no filter. */
export function readListFilter(search: URLSearchParams): ListFilter {
  const words = search.get('search')?.trim().slice(0, 100);
  const kind = among(organisationKindCodes, search.get('kind'));
  const sector = among(['agency', 'setting'] as const, search.get('sector'));
  const phase = among([...phaseCodes, 'none'] as const, search.get('phase'));
  const standing = among(['member', 'closed', 'left'] as const, search.get('standing'));
  return {
    ...(words ? { search: words } : {}),
    ...(kind ? { kind } : {}),
    ...(sector ? { sector } : {}),
    ...(phase ? { phase } : {}),
    ...(standing && standing !== 'member' ? { standing } : {}),
  };
}

/** The filters in use in words, each with the address that removes it. */
export function chosenFilters(filter: ListFilter, search: URLSearchParams): { label: string; removeHref: string }[] {
  const words: Partial<Record<keyof ListFilter, string>> = {
    ...(filter.search ? { search: `"${filter.search}"` } : {}),
    ...(filter.kind ? { kind: organisationKinds[filter.kind].name } : {}),
    ...(filter.sector ? { sector: sectorNames[filter.sector] } : {}),
    ...(filter.phase ? { phase: filter.phase === 'none' ? noPhase : phases[filter.phase] } : {}),
    ...(filter.standing ? { standing: standingNames[filter.standing] } : {}),
  };
  return Object.entries(words).map(([name, label]) => ({ label, removeHref: queryWithout(search, name) }));
}

const anything = { value: '', label: 'Any' };

/** Kinds to choose from in a filter: all, or those given. */
export const kindChoices = (kinds: readonly OrganisationKind[] = organisationKindCodes) => [
  anything,
  ...kinds.map((value) => ({ value, label: organisationKinds[value].name })),
];

const noPhase = 'Phase not recorded';

export const phaseChoices = [
  anything,
  ...phaseCodes.map((value) => ({ value, label: phases[value] })),
  { value: 'none', label: noPhase },
];
export const sectorChoices = [
  anything,
  ...(['agency', 'setting'] as const).map((value) => ({ value, label: sectorNames[value] })),
];
export const standingChoices = (['member', 'closed', 'left'] as const).map((value) => ({
  value,
  label: standingNames[value],
}));

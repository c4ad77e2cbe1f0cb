/** The shapes of the heatmap, for both sides. */
import type { ScalePoint } from '../../../standards/contract.ts';
import { type OrganisationKind, organisationKindCodes, type Phase, phaseCodes } from '../../../standards/vocabulary.ts';
import type { Page } from '../../platform/paging.ts';

/** Whose rating the cells show. */
export const heatmapBases = {
  latest: 'Agreed, else checked, else their own',
  self: 'Their own rating',
  moderated: "The partnership's check",
  agreed: 'Agreed at challenge',
} as const;

export type HeatmapBasis = keyof typeof heatmapBases;

export type HeatmapPoint = Pick<ScalePoint, 'word' | 'letter' | 'shape' | 'tone' | 'actionNeeded'>;

export interface HeatmapRow {
  readonly submissionId: string;
  readonly organisationId: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly phase: Phase | null;
  /** By standard, in the order of `standards`: a key of `points`, or null where there is no rating. */
  readonly points: readonly (string | null)[];
  readonly needingAction: number;
}

export interface Heatmap {
  readonly standards: readonly { readonly code: string; readonly number: string; readonly title: string }[];
  /** Worst first, "not applicable" last. */
  readonly points: Readonly<Record<string, HeatmapPoint>>;
  /** The edition that the cycle asks now: `2026.1`. Its standards come first. */
  readonly asked: string;
  /** The editions on which returns of the cycle were sent: more than one where open returns were moved meanwhile. */
  readonly editions: readonly { readonly edition: string; readonly title: string; readonly submissions: number }[];
  readonly rows: Page<HeatmapRow>;
  /** Over every organisation that matches, not this page alone. */
  readonly totals: readonly { readonly standard: string; readonly point: string | null; readonly count: number }[];
}

export interface HeatmapFilter {
  readonly search?: string;
  readonly kind?: OrganisationKind;
  readonly phase?: Phase | 'none';
}

/** What the query string of the heatmap asks for; what is not known is left out. */
export function readHeatmapQuery(search: URLSearchParams): {
  readonly basis: HeatmapBasis;
  readonly sort: 'name' | 'worst';
  readonly filter: HeatmapFilter;
} {
  const words = search.get('search')?.trim().slice(0, 100);
  const kind = organisationKindCodes.find((code) => code === search.get('kind'));
  const phase = ([...phaseCodes, 'none'] as const).find((code) => code === search.get('phase'));
  const bases = Object.keys(heatmapBases) as HeatmapBasis[];
  return {
    basis: bases.find((code) => code === search.get('basis')) ?? 'latest',
    sort: search.get('order') === 'worst' ? 'worst' : 'name',
    filter: { ...(words ? { search: words } : {}), ...(kind ? { kind } : {}), ...(phase ? { phase } : {}) },
  };
}

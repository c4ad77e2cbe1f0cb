import type { DutyBasis, OrganisationKind, Phase, Sector } from '../../../../standards/vocabulary.ts';
import type { OrganisationFacts } from '../schema.ts';

/** What one row says of an organisation. `undefined` means that the row says nothing, and nothing is then changed. */
export interface Candidate {
  readonly row: number;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly sector: Sector;
  /** Undefined: as the kind says, for a new organisation. */
  readonly dutyBasis: DutyBasis | undefined;
  readonly phase: Phase | undefined;
  readonly urn: string | undefined;
  readonly dfeNumber: string | undefined;
  readonly odsCode: string | undefined;
  readonly reference: string | undefined;
  readonly localAuthority: string | undefined;
  readonly address: string | undefined;
  readonly postcode: string | undefined;
  readonly website: string | undefined;
  readonly telephone: string | undefined;
  /** Undefined where the format does not say. */
  readonly status: 'open' | 'closed' | undefined;
  readonly closedOn: string | undefined;
  readonly facts: OrganisationFacts;
  readonly contact:
    | { readonly name: string; readonly jobTitle: string | null; readonly email: string | null }
    | undefined;
}

/** What reading one row gives. */
export type RowReading =
  | { readonly candidate: Candidate }
  | { readonly row: number; readonly name: string; readonly refused: readonly string[] }
  | { readonly row: number; readonly name: string; readonly leftOut: string };

import type { OwnerKind } from './map/unit.ts';

/** Whose records: of an organisation, of a partnership, or of the installation, which has no id. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
}

export const installation: Owner = { kind: 'installation', id: '' };

/** The columns that name an owner, as rows of this slice have them. */
export const ownerColumns = ({ kind, id }: Owner) => ({
  partnership_id: kind === 'partnership' ? id : null,
  organisation_id: kind === 'organisation' ? id : null,
});

export const ownerOfRow = (row: {
  readonly partnership_id: string | null;
  readonly organisation_id: string | null;
}): Owner =>
  row.partnership_id !== null
    ? { kind: 'partnership', id: row.partnership_id }
    : row.organisation_id !== null
      ? { kind: 'organisation', id: row.organisation_id }
      : installation;

/** As an address names it: `partnership-ID`. */
export const ownerInAddress = ({ kind, id }: Owner): string => (kind === 'installation' ? kind : `${kind}-${id}`);

export const isSameOwner = (one: Owner, other: Owner): boolean => one.kind === other.kind && one.id === other.id;

/** Whose chain of events tells of it. */
export const eventOwnerOf = ({ kind, id }: Owner) =>
  kind === 'installation'
    ? ('system' as const)
    : kind === 'partnership'
      ? { partnershipId: id }
      : { organisationId: id };

/** What the table of permissions and the table of addresses say together: whether somebody may. */
import {
  type OrganisationPermission,
  organisationPermissions,
  type PartnershipPermission,
  partnershipPermissions,
} from '../../app/features/accounts/permissions.ts';
import type { Opening, Stage } from './opening.ts';
import type { Asker } from './people.ts';

/** Whose the thing is that an address names; undefined where it names none and everybody has their own. */
export interface Owners {
  readonly organisationIds: readonly string[] | undefined;
  readonly partnershipIds: readonly string[] | undefined;
  /** Every organisation of the area. */
  readonly areaIds: readonly string[];
}

export interface Asked {
  readonly owners: Owners;
  /** Null for an address that has nothing to do with a return. */
  readonly stage: Stage | null;
  /** The standard in the address, or the standard of the question in it. */
  readonly standard: string | undefined;
}

export type Expected = 'open' | 'sign-in' | 'not-found';

const organisationRolesOf = (permissions: readonly OrganisationPermission[]) =>
  new Set<string>(permissions.flatMap((permission) => [...organisationPermissions[permission]]));
const partnershipRolesOf = (permissions: readonly PartnershipPermission[]) =>
  new Set<string>(permissions.flatMap((permission) => [...partnershipPermissions[permission]]));

const reaches = (ids: readonly string[] | undefined, id: string) => ids === undefined || ids.includes(id);

export function expectedOf(asker: Asker, opening: Opening, { owners, stage, standard }: Asked): Expected {
  if (opening.to === 'everybody') return 'open';
  if (opening.to === 'nobody') return 'not-found';
  if (!asker.known) return 'sign-in';
  if (opening.to === 'nobody-signed-in') return 'not-found';
  if (opening.to === 'members') return 'open';
  if (opening.to === 'system') return asker.administers ? 'open' : 'not-found';
  if (opening.orSystem && asker.administers) return 'open';
  if (opening.to === 'roles') return asker.holds.length > 0 ? 'open' : 'not-found';
  const open = asker.holds.some((held) =>
    'organisationId' in held ? opensToOrganisation(held) : opensToPartnership(held),
  );
  if (open) return 'open';
  const hasPart = asker.holdsPart && opening.part && (standard === undefined || standard === 'a2');
  if (hasPart && stage !== null && editable.has(stage)) return 'open';
  return asker.assigned && opening.assigned && (stage === null || stage === 'with-everything') ? 'open' : 'not-found';

  function opensToOrganisation(held: { readonly role: string; readonly organisationId: string }): boolean {
    if (opening.only && stage !== null && !opening.only.includes(stage)) return false;
    if (opening.rolesHere && !opening.rolesHere.some((role) => role === held.role)) return false;
    const inOwn =
      organisationRolesOf(opening.organisation ?? []).has(held.role) &&
      reaches(owners.organisationIds, held.organisationId);
    return (
      inOwn || (organisationRolesOf(opening.area ?? []).has(held.role) && owners.areaIds.includes(held.organisationId))
    );
  }

  function opensToPartnership(held: { readonly role: string; readonly partnershipId: string }): boolean {
    const only = opening.partnershipOnly ?? opening.only;
    if (only && stage !== null && !only.includes(stage)) return false;
    return (
      partnershipRolesOf(opening.partnership ?? []).has(held.role) && reaches(owners.partnershipIds, held.partnershipId)
    );
  }
}

/** While a return can be changed its parts are with whoever they were handed to. */
const editable = new Set<Stage>(['not-started', 'in-progress', 'awaiting-sign-off', 'signed']);

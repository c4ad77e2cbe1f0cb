import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../../../db/schema/index.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, mayInOrganisation, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';

/** The organisations whose evidence a query may touch; of some of them, only what one person added. */
export interface EvidenceScope extends OrganisationScope {
  readonly ownOnly?: { readonly organisationIds: readonly string[]; readonly personId: string } | undefined;
}

const ownPermissions = { 'evidence.read': 'evidence.read-own', 'evidence.change': 'evidence.change-own' } as const;

/** What a viewer may do so with: whole libraries, and what they added to others; undefined when there is neither. */
export function findEvidenceScope(viewer: Viewer, permission: keyof typeof ownPermissions): EvidenceScope | undefined {
  const whole = findOrganisationScope(viewer, permission)?.organisationIds ?? [];
  const reached = findOrganisationScope(viewer, ownPermissions[permission])?.organisationIds ?? [];
  const ownOnly = reached.filter((id) => !whole.some((one) => one === id));
  const [first, ...rest] = [...whole, ...ownOnly];
  if (first === undefined) return undefined;
  return {
    organisationIds: [first, ...rest],
    ...(ownOnly.length > 0 ? { ownOnly: { organisationIds: ownOnly, personId: viewer.personId } } : {}),
  };
}

/** As `findEvidenceScope`; a viewer without either permission is told the page does not exist. */
export function evidenceScope(viewer: Viewer, permission: keyof typeof ownPermissions): EvidenceScope {
  const scope = findEvidenceScope(viewer, permission);
  if (!scope) throw notFound();
  return scope;
}

/** The condition that keeps a query of evidence within a scope. */
export const inEvidenceScope =
  ({ organisationIds, ownOnly }: EvidenceScope) =>
  (eb: ExpressionBuilder<Tables, 'evidence'>) =>
    eb.and([
      eb('evidence.organisation_id', 'in', organisationIds),
      ...(ownOnly
        ? [
            eb.or([
              eb('evidence.organisation_id', 'not in', ownOnly.organisationIds),
              eb('evidence.added_by', '=', ownOnly.personId),
            ]),
          ]
        : []),
    ]);

/** The library of one organisation, as far as the viewer may choose from it. */
export const libraryOf = (viewer: Viewer, organisationId: string): EvidenceScope => ({
  organisationIds: [organisationId],
  ...(mayInOrganisation(viewer, 'evidence.read', organisationId)
    ? {}
    : { ownOnly: { organisationIds: [organisationId], personId: viewer.personId } }),
});

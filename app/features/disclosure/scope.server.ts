import type { Reader, Trx } from '../../../db/client.server.ts';
import type { DisclosureRequestRow } from '../../../db/schema/disclosure.table.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInOrganisation,
  mayInPartnership,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';

/** Whose records a request is about: one organisation's or one partnership's, never both. */
export type DisclosureOwner = { readonly organisationId: string } | { readonly partnershipId: string };

type OwnedRow = Pick<DisclosureRequestRow, 'organisation_id' | 'partnership_id'>;

export function ownerOf(row: OwnedRow): DisclosureOwner {
  if (row.partnership_id !== null) return { partnershipId: row.partnership_id };
  if (row.organisation_id !== null) return { organisationId: row.organisation_id };
  throw new Error('A request for disclosure has no owner');
}

/** The two columns that say whose a row under a request is. */
export const ownerColumns = (owner: DisclosureOwner): OwnedRow => ({
  organisation_id: 'organisationId' in owner ? owner.organisationId : null,
  partnership_id: 'partnershipId' in owner ? owner.partnershipId : null,
});

/** Where the files of a request are kept: apart from everything the database rests on, so that they can be deleted. */
export const disclosureFilesOf = (requestId: string): string => `disclosure-${requestId}`;

type Permission = 'disclosure.handle' | 'disclosure.check';

export const mayDisclose = (viewer: Viewer, permission: Permission, owner: DisclosureOwner): boolean =>
  'partnershipId' in owner
    ? mayInPartnership(viewer, permission, owner.partnershipId)
    : mayInOrganisation(viewer, permission, owner.organisationId);

interface Owners {
  readonly organisations: OrganisationScope | undefined;
  readonly partnerships: PartnershipScope | undefined;
}

/** Whose requests somebody may read: those they handle, and of those they may check the ones they were asked to check. */
export interface DisclosureScope {
  readonly personId: string;
  readonly handles: Owners;
  readonly checks: Owners;
}

const ownersWith = (viewer: Viewer, permission: Permission): Owners => ({
  organisations: findOrganisationScope(viewer, permission),
  partnerships: findPartnershipScope(viewer, permission),
});

export const isAny = ({ organisations, partnerships }: Owners): boolean =>
  organisations !== undefined || partnerships !== undefined;

/** Undefined for somebody who neither handles nor checks requests anywhere. */
export function findDisclosureScope(viewer: Viewer): DisclosureScope | undefined {
  const scope: DisclosureScope = {
    personId: viewer.personId,
    handles: ownersWith(viewer, 'disclosure.handle'),
    checks: ownersWith(viewer, 'disclosure.check'),
  };
  return isAny(scope.handles) || isAny(scope.checks) ? scope : undefined;
}

/** As `findDisclosureScope`; anybody else is told that the page does not exist. */
export function disclosureScope(viewer: Viewer): DisclosureScope {
  const scope = findDisclosureScope(viewer);
  if (!scope) throw notFound();
  return scope;
}

/** The requests in scope, for a query to narrow. */
export function disclosuresInScope(db: Reader, { personId, handles, checks }: DisclosureScope) {
  return db.selectFrom('disclosure_request as request').where((eb) => {
    const ownedBy = ({ organisations, partnerships }: Owners) => [
      ...(organisations ? [eb('request.organisation_id', 'in', organisations.organisationIds)] : []),
      ...(partnerships ? [eb('request.partnership_id', 'in', partnerships.partnershipIds)] : []),
    ];
    return eb.or([
      ...ownedBy(handles),
      ...(isAny(checks) ? [eb.and([eb('request.check_by', '=', personId), eb.or(ownedBy(checks))])] : []),
    ]);
  });
}

/** A request that the viewer handles, held until the transaction ends. Anybody else's is refused as not found. */
export async function holdDisclosure(trx: Trx, viewer: Viewer, requestId: string): Promise<DisclosureRequestRow> {
  const request = await held(trx, requestId);
  if (!request || !mayDisclose(viewer, 'disclosure.handle', ownerOf(request))) throw notFound();
  return request;
}

/** A request that the viewer is asked to check, held until the transaction ends. */
export async function holdToCheck(trx: Trx, viewer: Viewer, requestId: string): Promise<DisclosureRequestRow> {
  const request = await held(trx, requestId);
  if (!request || request.check_by !== viewer.personId || !mayDisclose(viewer, 'disclosure.check', ownerOf(request)))
    throw notFound();
  return request;
}

/** Reads a request and holds its row, so that two writers decide one after the other. */
const held = (trx: Trx, requestId: string) =>
  trx
    .updateTable('disclosure_request')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirst();

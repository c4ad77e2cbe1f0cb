import { notFound } from '../../platform/refusals.ts';
import {
  type EmergencyReader,
  emergencyReader,
  type OrganisationPermission,
  type OrganisationRole,
  organisationPermissions,
  type PartnershipPermission,
  type PartnershipRole,
  partnershipPermissions,
  type SystemPermission,
  type SystemRole,
  systemPermissions,
} from './permissions.ts';

/** The person behind a request, with the roles that are in force today. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly organisationRoles: readonly {
    readonly role: OrganisationRole | EmergencyReader;
    readonly organisationId: string;
  }[];
  readonly partnershipRoles: readonly {
    readonly role: PartnershipRole | EmergencyReader;
    readonly partnershipId: string;
  }[];
  /** Roles of the installation; they open nothing that is owned. */
  readonly systemRoles: readonly SystemRole[];
}

/** The organisations whose rows a query may touch; never empty. */
export interface OrganisationScope {
  readonly organisationIds: readonly [string, ...string[]];
}

/** The partnerships whose rows a query may touch; never empty. */
export interface PartnershipScope {
  readonly partnershipIds: readonly [string, ...string[]];
}

const distinct = (ids: readonly string[]) => [...new Set(ids)];

/** The organisations in which the viewer holds a permission; undefined when there is none. */
export function findOrganisationScope(
  viewer: Viewer,
  permission: OrganisationPermission,
): OrganisationScope | undefined {
  const allowed: readonly (OrganisationRole | EmergencyReader)[] = organisationPermissions[permission];
  const [first, ...rest] = distinct(
    viewer.organisationRoles.filter((grant) => allowed.includes(grant.role)).map((grant) => grant.organisationId),
  );
  return first === undefined ? undefined : { organisationIds: [first, ...rest] };
}

/** The partnerships in which the viewer holds a permission; undefined when there is none. */
export function findPartnershipScope(viewer: Viewer, permission: PartnershipPermission): PartnershipScope | undefined {
  const allowed: readonly (PartnershipRole | EmergencyReader)[] = partnershipPermissions[permission];
  const [first, ...rest] = distinct(
    viewer.partnershipRoles.filter((grant) => allowed.includes(grant.role)).map((grant) => grant.partnershipId),
  );
  return first === undefined ? undefined : { partnershipIds: [first, ...rest] };
}

/** As `findOrganisationScope`; a viewer without the permission is told the page does not exist. */
export function organisationScope(viewer: Viewer, permission: OrganisationPermission): OrganisationScope {
  const scope = findOrganisationScope(viewer, permission);
  if (!scope) throw notFound();
  return scope;
}

/** As `findPartnershipScope`; a viewer without the permission is told the page does not exist. */
export function partnershipScope(viewer: Viewer, permission: PartnershipPermission): PartnershipScope {
  const scope = findPartnershipScope(viewer, permission);
  if (!scope) throw notFound();
  return scope;
}

export const mayInOrganisation = (viewer: Viewer, permission: OrganisationPermission, organisationId: string) =>
  findOrganisationScope(viewer, permission)?.organisationIds.includes(organisationId) ?? false;

export const mayInPartnership = (viewer: Viewer, permission: PartnershipPermission, partnershipId: string) =>
  findPartnershipScope(viewer, permission)?.partnershipIds.includes(partnershipId) ?? false;

/**
 * Whether this request reads with emergency access. Then nothing is written either that reading does by itself otherwise:
 * no answers of last year are carried in, and nothing counts as read.
 */
export const readsInEmergency = (viewer: Viewer): boolean =>
  [...viewer.organisationRoles, ...viewer.partnershipRoles].some(({ role }) => role === emergencyReader);

/** Somebody without any role is told that the page does not exist. */
export function requireRole(viewer: Viewer): void {
  if (viewer.organisationRoles.length + viewer.partnershipRoles.length === 0) throw notFound();
}

export const mayInSystem = (viewer: Viewer, permission: SystemPermission): boolean =>
  viewer.systemRoles.some((role) => (systemPermissions[permission] as readonly SystemRole[]).includes(role));

/** Refuses, as unknown, whoever may not do so with the installation itself. */
export function requireSystem(viewer: Viewer, permission: SystemPermission): void {
  if (!mayInSystem(viewer, permission)) throw notFound();
}

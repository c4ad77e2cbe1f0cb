import type { Trx } from '../../../../db/client.server.ts';
import type { OrganisationRow } from '../../../../db/schema/organisations.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import type { Organisation } from '../schema.ts';

/** The columns of what an organisation says of itself, without its id, its revision and its dates. */
export const columnsOf = (
  organisation: Omit<Organisation, 'id' | 'revision'>,
): Omit<OrganisationRow, 'id' | 'revision' | 'created_at' | 'updated_at'> => ({
  name: organisation.name,
  kind: organisation.kind,
  sector: organisation.sector,
  duty_basis: organisation.dutyBasis,
  phase: organisation.phase,
  urn: organisation.urn,
  dfe_number: organisation.dfeNumber,
  ods_code: organisation.odsCode,
  reference: organisation.reference,
  local_authority: organisation.localAuthority,
  address: organisation.address,
  postcode: organisation.postcode,
  website: organisation.website,
  telephone: organisation.telephone,
  status: organisation.status,
  closed_on: organisation.closedOn,
  facts: JSON.stringify(organisation.facts),
});

/** A membership that starts today. */
export const memberRow = (stamp: Stamp, partnershipId: string, organisationId: string) => ({
  id: stamp.newId(),
  partnership_id: partnershipId,
  organisation_id: organisationId,
  joined_on: stamp.today,
  left_on: null,
  created_at: stamp.now,
});

/**
 * The partnership that a form names, or the only one in scope. Refuses one outside the scope, and none where there is
 * a choice, as unknown.
 */
export function partnershipIn(scope: PartnershipScope, asked: string | null | undefined): string {
  const [first, ...others] = scope.partnershipIds;
  if (!asked) {
    if (others.length > 0) throw notFound();
    return first;
  }
  if (!scope.partnershipIds.includes(asked)) throw notFound();
  return asked;
}

/** Refuses, as unknown, an organisation that is not a member of a partnership in scope today; says of which one it is. */
export async function currentMembership(
  trx: Trx,
  scope: PartnershipScope,
  organisationId: string,
): Promise<{ readonly id: string; readonly partnershipId: string }> {
  const member = await trx
    .selectFrom('partnership_member')
    .select(['id', 'partnership_id as partnershipId'])
    .where('organisation_id', '=', organisationId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('left_on', 'is', null)
    .orderBy('joined_on')
    .executeTakeFirst();
  if (!member) throw notFound();
  return member;
}

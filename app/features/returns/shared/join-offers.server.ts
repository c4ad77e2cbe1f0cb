import type { Reader } from '../../../../db/client.server.ts';
import { findOrganisationScope, type Viewer } from '../../accounts/viewer.ts';
import type { JoinOffer } from '../schema.ts';

const mostRead = 200;

/**
 * Open returns of an organisation that ask the same edition of the library and are not answered together yet, for those
 * who decide it. One offer for each return that could join the one that was opened first. One query.
 */
export async function listJoinOffers(db: Reader, viewer: Viewer): Promise<JoinOffer[]> {
  const scope = findOrganisationScope(viewer, 'return.submit');
  if (!scope) return [];
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select((eb) => [
      'agency_return.id',
      'agency_return.organisation_id as organisationId',
      'agency_return.shared_return_id as sharedReturnId',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id').as('base'),
    ])
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .orderBy('agency_return.id')
    .limit(mostRead)
    .execute();
  const offers: JoinOffer[] = [];
  for (const alike of Map.groupBy(rows, ({ organisationId, base }) => `${organisationId} ${base}`).values()) {
    const [first, ...others] = [...Map.groupBy(alike, ({ id, sharedReturnId }) => sharedReturnId ?? id).values()];
    const [own] = first ?? [];
    if (!own) continue;
    const names = first?.map(({ partnershipName }) => partnershipName) ?? [];
    for (const [other] of others)
      if (other && (own.sharedReturnId === null || other.sharedReturnId === null))
        offers.push({
          id: own.id,
          names,
          other: { id: other.id, partnershipName: other.partnershipName, cycleName: other.cycleName },
        });
  }
  return offers;
}

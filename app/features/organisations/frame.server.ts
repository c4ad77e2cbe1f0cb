import type { Reader } from '../../../db/client.server.ts';
import type { Viewer } from '../accounts/viewer.ts';

/** The name beside the product's own: the viewer's partnership, else the organisation; undefined when there are several. */
export async function getFrame(db: Reader, viewer: Viewer): Promise<string | null> {
  const partnerships = new Set(viewer.partnershipRoles.map((grant) => grant.partnershipId));
  const organisations = new Set(viewer.organisationRoles.map((grant) => grant.organisationId));
  const [partnershipId] = partnerships;
  const [organisationId] = organisations;
  if (partnerships.size === 1 && partnershipId !== undefined) {
    const row = await db.selectFrom('partnership').select('name').where('id', '=', partnershipId).executeTakeFirst();
    return row?.name ?? null;
  }
  if (partnerships.size === 0 && organisations.size === 1 && organisationId !== undefined) {
    const row = await db.selectFrom('organisation').select('name').where('id', '=', organisationId).executeTakeFirst();
    return row?.name ?? null;
  }
  return null;
}

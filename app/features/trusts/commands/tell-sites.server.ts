import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { listLeads } from '../../cycles/leads.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { listSettledAt } from '../central-counts.server.ts';
import type { GroupScope } from '../scope.ts';
import { returnsOfSites } from '../sites.server.ts';

/**
 * Tells the leads of the sites at whose open return a central answer now waits: given for the first time, or changed since
 * they settled it. A person gets one message a day about a return, however many answers the group writes in a sitting; the
 * home page of the site shows them all. Call it in the transaction that saves the answer.
 */
export async function tellSites(
  portal: Portal,
  { trx, stamp }: { readonly trx: Trx; readonly stamp: Stamp },
  scope: GroupScope,
  at: { readonly editionId: string; readonly questionCode: string },
): Promise<void> {
  const open = await returnsOfSites(trx, scope, stamp.today)
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('organisation as trust', 'trust.id', 'link.group_id')
    .select([
      'agency_return.id',
      'agency_return.organisation_id as siteId',
      'agency_return.partnership_id as partnershipId',
      'cycle.name as cycle',
      'trust.name as group',
    ])
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .where((eb) => eb(eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id'), '=', at.editionId))
    .orderBy('agency_return.id')
    .execute();
  const ids = open.flatMap(({ id }) => id ?? []);
  const settled = await listSettledAt(trx, scope, ids, at.questionCode);
  const wanted = new Set(
    settled.filter(({ state, changed }) => state === 'waiting' || changed).map(({ returnId }) => returnId),
  );
  const waiting = open.filter(({ id }) => id !== null && wanted.has(id));
  const leads = Map.groupBy(
    await listLeads(
      trx,
      waiting.flatMap(({ siteId }) => siteId ?? []),
      stamp.today,
    ),
    ({ organisationId }) => organisationId,
  );
  const messages = waiting.flatMap(({ id, siteId, partnershipId, cycle, group }) =>
    id === null || siteId === null
      ? []
      : (leads.get(siteId) ?? []).map(({ personId, email, organisationName: organisation }) => ({
          fields: { group, organisation, cycle, address: `${portal.config.publicOrigin}/returns/${id}` },
          to: { address: email, personId },
          reference: `central-answers:${id}:${personId}:${stamp.today}`,
          organisationId: siteId,
          partnershipId,
          about: { kind: 'return' as const, id },
        })),
  );
  await queueMessages(trx, stamp, 'central-answers', messages);
}

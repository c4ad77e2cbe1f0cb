import type { Trx } from '../../../../../db/client.server.ts';
import type { InformationRequestRow } from '../../../../../db/schema/registers.table.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { dayInWords } from '../../../../platform/words.ts';
import { holdersAt, holdersIn } from '../../../accounts/role-holders.server.ts';
import { queueMessages } from '../../../notifications/commands.server.ts';

type Told = Pick<
  InformationRequestRow,
  'id' | 'reference' | 'partnership_id' | 'organisation_id' | 'body_name' | 'due_on' | 'revision'
>;

/**
 * Tells the safeguarding leads of the organisation that is asked what it is asked, and by when. A body without an account is
 * written to by the partnership itself.
 */
export async function tellAsked(trx: Trx, portal: Portal, stamp: Stamp, request: Told): Promise<void> {
  const organisationId = request.organisation_id;
  if (organisationId === null) return;
  const leads = (await holdersIn(trx, [organisationId], ['safeguarding-lead'], stamp.today)).get(organisationId) ?? [];
  await queueMessages(
    trx,
    stamp,
    'information-asked',
    leads.map(({ personId, email }) => ({
      fields: { ...common(portal, request), due: dayInWords(request.due_on) },
      to: { address: email, personId },
      reference: `information-asked:${request.id}:${request.revision}:${personId}`,
      organisationId,
      partnershipId: request.partnership_id,
      about: { kind: 'information-request', id: request.id },
    })),
  );
}

/** Tells the business managers that an organisation has answered, or refused. */
export async function tellAsker(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  request: Told,
  change: 'answered' | 'refused',
): Promise<void> {
  const managers = await holdersAt(trx, request.partnership_id, ['business-manager'], stamp.today);
  await queueMessages(
    trx,
    stamp,
    'information-answered',
    managers.map(({ personId, email }) => ({
      fields: { ...common(portal, request), change },
      to: { address: email, personId },
      reference: `information-answered:${request.id}:${request.revision}:${personId}`,
      partnershipId: request.partnership_id,
    })),
  );
}

const common = (portal: Portal, { id, reference, body_name }: Told) => ({
  reference,
  organisation: body_name,
  address: `${portal.config.publicOrigin}/information-requests/${id}`,
});

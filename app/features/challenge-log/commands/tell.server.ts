import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeLogEntryRow } from '../../../../db/schema/challenge-log.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';

interface Told {
  readonly id: string;
  readonly reference: string;
  readonly dueOn: string;
  readonly organisationId: string | null;
  readonly organisation: string;
  readonly partnershipId: string;
}

type News =
  | { readonly template: 'challenge-raised'; readonly entry: Told; readonly messageReference: string }
  | {
      readonly template: 'challenge-changed';
      readonly entry: Told;
      readonly change: string;
      readonly messageReference: string;
    };

/** Tells the safeguarding leads of the challenged agency. A body without an account hears of it at its next meeting. */
export async function tellChallenged(trx: Trx, portal: Portal, stamp: Stamp, news: News): Promise<void> {
  const { entry } = news;
  if (entry.organisationId === null) return;
  const holders = await listRoleHolders(trx, { organisationId: entry.organisationId }, stamp.today);
  const leads = holders.filter(({ role }) => role === 'safeguarding-lead');
  const common = { reference: entry.reference, organisation: entry.organisation, address: addressOf(portal, entry.id) };
  const to = leads.map(({ personId, email }) => ({
    to: { address: email, personId },
    reference: `${news.messageReference}:${personId}`,
    organisationId: entry.organisationId,
    partnershipId: entry.partnershipId,
  }));
  if (news.template === 'challenge-raised')
    await queueMessages(
      trx,
      stamp,
      news.template,
      to.map((one) => ({ ...one, fields: { ...common, due: dayInWords(entry.dueOn) } })),
    );
  else
    await queueMessages(
      trx,
      stamp,
      news.template,
      to.map((one) => ({ ...one, fields: { ...common, change: news.change } })),
    );
}

/** Tells the business managers that an agency has answered. */
export async function tellManagers(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  entry: { readonly id: string; readonly reference: string; readonly partnershipId: string; readonly body: string },
  messageReference: string,
): Promise<void> {
  const holders = await listRoleHolders(trx, { partnershipId: entry.partnershipId }, stamp.today);
  await queueMessages(
    trx,
    stamp,
    'challenge-answered',
    holders
      .filter(({ role }) => role === 'business-manager')
      .map(({ personId, email }) => ({
        fields: { reference: entry.reference, organisation: entry.body, address: addressOf(portal, entry.id) },
        to: { address: email, personId },
        reference: `${messageReference}:${personId}`,
        partnershipId: entry.partnershipId,
      })),
  );
}

/** Tells the business managers that an agency has raised a challenge. */
export async function tellManagersOfRaised(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  entry: { readonly id: string; readonly reference: string; readonly partnershipId: string; readonly body: string },
): Promise<void> {
  const holders = await listRoleHolders(trx, { partnershipId: entry.partnershipId }, stamp.today);
  await queueMessages(
    trx,
    stamp,
    'challenge-by-agency',
    holders
      .filter(({ role }) => role === 'business-manager')
      .map(({ personId, email }) => ({
        fields: { reference: entry.reference, organisation: entry.body, address: addressOf(portal, entry.id) },
        to: { address: email, personId },
        reference: `challenge-by-agency:${entry.id}:${personId}`,
        partnershipId: entry.partnershipId,
      })),
  );
}

/** Tells the safeguarding leads of the agency that raised a challenge what became of it. `change` finishes "Challenge ...". */
export async function tellRaiser(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  entry: Pick<
    ChallengeLogEntryRow,
    'id' | 'reference' | 'partnership_id' | 'raised_by_organisation_id' | 'raised_by_name' | 'revision'
  >,
  change: string,
): Promise<void> {
  const organisationId = entry.raised_by_organisation_id;
  if (organisationId === null) return;
  const holders = await listRoleHolders(trx, { organisationId }, stamp.today);
  await queueMessages(
    trx,
    stamp,
    'challenge-news',
    holders
      .filter(({ role }) => role === 'safeguarding-lead')
      .map(({ personId, email }) => ({
        fields: {
          reference: entry.reference,
          organisation: entry.raised_by_name,
          change,
          address: addressOf(portal, entry.id),
        },
        to: { address: email, personId },
        reference: `challenge-news:${entry.id}:${entry.revision}:${personId}`,
        organisationId,
        partnershipId: entry.partnership_id,
      })),
  );
}

const addressOf = (portal: Portal, id: string) => `${portal.config.publicOrigin}/challenge-log/${id}`;

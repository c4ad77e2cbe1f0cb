import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { partnershipPermissions } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import type { LetterRecords } from '../letter/letter-records.server.ts';
import type { MinutesRecords } from '../minutes/minutes-records.server.ts';

interface Told {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly portal: Pick<Portal, 'config'>;
  /** Who saved the words: they know. */
  readonly actorId: string;
}

/**
 * Tells those who approve minutes that there are words to approve: whoever chaired the session, and the independent
 * chairs. Once a day for each session; taken back if they are approved before the message goes out.
 */
export async function tellMinutesWait(told: Told, { session, partnershipId }: MinutesRecords): Promise<void> {
  const { trx, stamp, portal } = told;
  for (const person of await approvers(told, partnershipId, session.chairId, 'minutes.approve')) {
    await queueMessage(trx, stamp, {
      template: 'minutes-to-approve',
      fields: { session: session.title, address: `${portal.config.publicOrigin}/challenge/${session.id}/minutes` },
      to: person,
      reference: `minutes-to-approve:${session.id}:${stamp.today}:${person.personId}`,
      partnershipId,
      about: { kind: 'minutes', id: session.id },
    });
  }
}

/** As `tellMinutesWait`, for a letter: where the cycle asks the chair, and the session that it comes from was held. */
export async function tellLetterWaits(told: Told, letter: LetterRecords): Promise<void> {
  const { trx, stamp, portal } = told;
  const { submissionId, partnershipId, session, settings } = letter;
  if (!settings.chairApproves || session?.status === 'planned') return;
  for (const person of await approvers(told, partnershipId, session?.chairId ?? null, 'letter.approve')) {
    await queueMessage(trx, stamp, {
      template: 'letter-to-approve',
      fields: {
        cycle: letter.cycle,
        organisation: letter.snapshot.content.organisation.name,
        address: `${portal.config.publicOrigin}/moderation/${submissionId}/letter`,
      },
      to: person,
      reference: `letter-to-approve:${submissionId}:${stamp.today}:${person.personId}`,
      partnershipId,
      about: { kind: 'letter', id: submissionId },
    });
  }
}

/** Each person once, whatever their roles; nobody where whoever saved the words approves them. */
async function approvers(
  { trx, stamp, actorId }: Told,
  partnershipId: string,
  chairId: string | null,
  permission: 'minutes.approve' | 'letter.approve',
): Promise<readonly { readonly personId: string; readonly address: string }[]> {
  const roles = partnershipPermissions[permission];
  const holders = await listRoleHolders(trx, { partnershipId }, stamp.today);
  const approving = holders.filter(({ personId, role }) => personId === chairId || roles.some((one) => one === role));
  if (approving.some(({ personId }) => personId === actorId)) return [];
  return [...new Map(approving.map(({ personId, email }) => [personId, { personId, address: email }])).values()];
}

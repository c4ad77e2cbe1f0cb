import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { retryDeadLetters } from '../../notifications/dead-letters.server.ts';

/** Sends a message of the manager's own partnership again. Refuses, as unknown, one that is not theirs or not dead. */
export async function retryMessage(portal: Portal, viewer: Viewer, messageId: string): Promise<void> {
  const { partnershipIds } = partnershipScope(viewer, 'mail.change');
  if ((await retryDeadLetters(portal, { partnershipIds }, [messageId])) === 0) throw notFound();
  await portal.database.transaction((trx) =>
    recordEvent(trx, portal.stamp(), {
      type: 'messages.retried',
      owner: { partnershipId: partnershipIds[0] },
      actorId: viewer.personId,
      subject: { kind: 'message', id: messageId },
    }),
  );
}

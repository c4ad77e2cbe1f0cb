import { createJobRunner } from '../../app/features/jobs/runner.server.ts';
import { queueMessage, queueMessages } from '../../app/features/notifications/commands.server.ts';
import { jobHandlers } from '../../app/jobs.server.ts';
import type { TestPortal } from '../setup/each-database.ts';

/** A reminder about a return to one person, in the outbox; gives its id. */
export async function aReminder(
  portal: TestPortal,
  to: string,
  parts: { readonly partnershipId?: string; readonly organisationId?: string; readonly organisation?: string } = {},
): Promise<string> {
  const reference = `reminder:${portal.newId()}`;
  await portal.database.transaction((trx) =>
    queueMessage(trx, portal.stamp(), {
      template: 'reminder',
      fields: {
        cycle: 'Section 11, 2026',
        organisation: parts.organisation ?? 'Brookmere Leisure',
        due: '11 December 2026',
        late: false,
        address: 'http://localhost:3000/returns/r1',
      },
      to: { address: to },
      reference,
      partnershipId: parts.partnershipId ?? null,
      organisationId: parts.organisationId ?? null,
    }),
  );
  const { id } = await portal.database.db
    .selectFrom('outbox_message')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return id;
}

/** Reminders to as many people as asked for. */
export async function manyReminders(portal: Pick<TestPortal, 'database' | 'stamp'>, count: number): Promise<void> {
  await portal.database.transaction((trx) =>
    queueMessages(
      trx,
      portal.stamp(),
      'reminder',
      Array.from({ length: count }, (_, at) => ({
        fields: {
          cycle: 'Section 175, 2026',
          organisation: `School ${at}`,
          due: '11 December 2026',
          late: false,
          address: `http://localhost:3000/returns/r${at}`,
        },
        to: { address: `lead-${at}@example.org` },
        reference: `reminder:${at}`,
      })),
    ),
  );
}

/** A link to sign in. */
export async function aSignInLink(portal: TestPortal, to: string): Promise<void> {
  await portal.database.transaction((trx) =>
    queueMessage(trx, portal.stamp(), {
      template: 'sign-in-link',
      fields: { link: 'http://localhost:3000/sign-in/link/secret', minutes: 20 },
      to: { address: to },
      reference: `sign-in-link:${portal.newId()}`,
    }),
  );
}

/** Sends all that may go out now. */
export async function sendMail(portal: TestPortal): Promise<void> {
  const runner = createJobRunner(portal, jobHandlers, { lanes: [['send-message']], chance: () => 0 });
  await runner.drain();
  await runner.stop();
}

export const messageOf = (portal: TestPortal, id: string) =>
  portal.database.db.selectFrom('outbox_message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

import type { Trx } from '../../../db/client.server.ts';
import { asThePortal } from '../../../db/reach.ts';
import type { OutboxMessageRow } from '../../../db/schema/notifications.table.ts';
import type { Stamp } from '../../platform/portal.ts';
import { queueJobs } from '../jobs/commands.server.ts';
import { fill, type TemplateFields, type TemplateName, templates, valuesOf } from './templates.ts';

export interface Recipient {
  readonly address: string;
  readonly personId?: string | null;
}

export interface NewMessage<N extends TemplateName> {
  readonly fields: TemplateFields[N];
  readonly to: Recipient;
  /** Makes it happen once: a second message with the same reference is not written. */
  readonly reference: string;
  readonly organisationId?: string | null;
  readonly partnershipId?: string | null;
  /** What it reminds of, so that it is taken back if that has moved on before it goes out. */
  readonly about?: {
    readonly kind: NonNullable<OutboxMessageRow['about_kind']>;
    readonly id: string;
  };
}

/** Puts one message in the outbox and queues its sending, in the transaction of the change it tells of. */
export async function queueMessage<N extends TemplateName>(
  trx: Trx,
  stamp: Stamp,
  { template, ...message }: NewMessage<N> & { readonly template: N },
): Promise<void> {
  await queueMessages(trx, stamp, template, [message]);
}

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

/** Urgent messages overtake a launch of hundreds. */
export const sendingPriority = (urgent: boolean): number => (urgent ? 1 : 5);

/** As `queueMessage`, for many of one kind. Gives the references that were new. */
export const queueMessages = <N extends TemplateName>(
  trx: Trx,
  stamp: Stamp,
  template: N,
  messages: readonly NewMessage<N>[],
): Promise<ReadonlySet<string>> =>
  messages.length === 0
    ? Promise.resolve(new Set())
    : asThePortal(
        'a message of a reference that there may be already',
        () => queue(trx, stamp, template, messages),
        trx,
      );

async function queue<N extends TemplateName>(
  trx: Trx,
  stamp: Stamp,
  template: N,
  messages: readonly NewMessage<N>[],
): Promise<ReadonlySet<string>> {
  const { subject, body, urgent = false } = templates[template];
  const queued = new Set<string>();
  for (let start = 0; start < messages.length; start += batch) {
    const rows = await trx
      .insertInto('outbox_message')
      .values(
        messages.slice(start, start + batch).map((message) => {
          const values = valuesOf(template, message.fields);
          return {
            id: stamp.newId(),
            partnership_id: message.partnershipId ?? null,
            organisation_id: message.organisationId ?? null,
            person_id: message.to.personId ?? null,
            to_address: message.to.address,
            template,
            message_values: JSON.stringify(values),
            subject,
            body: fill(body, values),
            reference: message.reference,
            about_kind: message.about?.kind ?? null,
            about_id: message.about?.id ?? null,
            status: 'queued' as const,
            urgent: urgent ? 1 : 0,
            attempts: 0,
            created_at: stamp.now,
            resent: 0,
          };
        }),
      )
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning(['id', 'reference'])
      .execute();
    for (const { reference } of rows) queued.add(reference);
    await queueJobs(
      trx,
      stamp,
      rows.map(({ id }) => ({
        kind: 'send-message' as const,
        payload: { messageId: id },
        reference: `send-message:${id}`,
        priority: sendingPriority(urgent),
      })),
    );
  }
  return queued;
}

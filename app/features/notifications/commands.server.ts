import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { type TemplateFields, type TemplateName, templates } from './templates.ts';

export interface Recipient {
  readonly address: string;
  readonly personId?: string | null;
}

/**
 * Puts one message in the outbox, in the transaction of the change it tells of. `reference` makes it happen once: a
 * second message with the same reference is not written.
 */
export async function queueMessage<N extends TemplateName>(
  trx: Trx,
  stamp: Stamp,
  message: {
    readonly template: N;
    readonly fields: TemplateFields[N];
    readonly to: Recipient;
    readonly reference: string;
    readonly organisationId?: string | null;
    readonly partnershipId?: string | null;
  },
): Promise<void> {
  const { subject, body } = templates[message.template];
  await trx
    .insertInto('outbox_message')
    .values({
      id: stamp.newId(),
      partnership_id: message.partnershipId ?? null,
      organisation_id: message.organisationId ?? null,
      person_id: message.to.personId ?? null,
      to_address: message.to.address,
      template: message.template,
      subject,
      body: body(message.fields),
      reference: message.reference,
      status: 'queued',
      attempts: 0,
      last_error: null,
      created_at: stamp.now,
      sent_at: null,
    })
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .execute();
}

import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import type { Recipient } from './commands.server.ts';
import { type TemplateFields, type TemplateName, templates } from './templates.ts';

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

/**
 * Puts many messages of one kind in the outbox, as `queueMessage` does one: each reference once. Gives the references
 * that were new.
 */
export async function queueMessages<N extends TemplateName>(
  trx: Trx,
  stamp: Stamp,
  template: N,
  messages: readonly {
    readonly fields: TemplateFields[N];
    readonly to: Recipient;
    readonly reference: string;
    readonly organisationId?: string | null;
    readonly partnershipId?: string | null;
  }[],
): Promise<ReadonlySet<string>> {
  const { subject, body } = templates[template];
  const queued = new Set<string>();
  for (let start = 0; start < messages.length; start += batch) {
    const rows = await trx
      .insertInto('outbox_message')
      .values(
        messages.slice(start, start + batch).map((message) => ({
          id: stamp.newId(),
          partnership_id: message.partnershipId ?? null,
          organisation_id: message.organisationId ?? null,
          person_id: message.to.personId ?? null,
          to_address: message.to.address,
          template,
          subject,
          body: body(message.fields),
          reference: message.reference,
          status: 'queued' as const,
          attempts: 0,
          last_error: null,
          created_at: stamp.now,
          sent_at: null,
        })),
      )
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning('reference')
      .execute();
    for (const { reference } of rows) queued.add(reference);
  }
  return queued;
}

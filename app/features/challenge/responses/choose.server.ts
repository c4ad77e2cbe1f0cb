import type { Trx } from '../../../../db/client.server.ts';
import type { ResponseBatchRow } from '../../../../db/schema/after.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { countOf } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueJob } from '../../jobs/commands.server.ts';
import { listAwaitingIds } from './awaiting.server.ts';
import { type AwaitingFilter, type Choice, mostAtOnce } from './schema.ts';

/** The batch that was made, or why none was. */
export type Chosen = { readonly ok: true; readonly batchId: string } | { readonly ok: false; readonly problem: string };

/** Rows of one statement: both databases limit how many values a statement may carry. */
const rowsAtOnce = 200;

/**
 * Chooses returns that wait for an answer, for one text: those that were ticked, or all that a filter shows. One form
 * posted twice makes one batch. Refused, in words, where nothing is chosen, where too much is, and across cycles.
 */
export async function chooseReturns(
  portal: Portal,
  viewer: Viewer,
  choice: Choice,
  filter: AwaitingFilter,
): Promise<Chosen> {
  const scope = partnershipScope(viewer, 'response.send');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (choice.which === 'ticked' && choice.chosen.length === 0)
      return { ok: false, problem: 'Tick the returns to answer, or choose all of them' };
    const only = choice.which === 'ticked' ? choice.chosen : null;
    const found = await listAwaitingIds(trx, scope, filter, only, mostAtOnce + 1);
    const posted = choice.formKey ? await findBatch(trx, scope, choice.formKey) : undefined;
    if (posted) return { ok: true, batchId: posted.id };
    const [first] = found;
    if (!first) return { ok: false, problem: 'These returns have been answered meanwhile: choose others' };
    if (found.length > mostAtOnce)
      return { ok: false, problem: `Choose ${mostAtOnce.toLocaleString('en-GB')} returns or fewer at once` };
    if (found.some(({ cycleId }) => cycleId !== first.cycleId))
      return { ok: false, problem: 'Choose returns of one cycle: filter the list by a cycle first' };
    const batchId = choice.formKey ?? stamp.newId();
    await trx
      .insertInto('response_batch')
      .values({
        id: batchId,
        partnership_id: first.partnershipId,
        cycle_id: first.cycleId,
        status: 'draft',
        text: '',
        created_by: viewer.personId,
        created_at: stamp.now,
        sent_by: null,
        sent_at: null,
        done_at: null,
        revision: 1,
      })
      .execute();
    for (let start = 0; start < found.length; start += rowsAtOnce)
      await trx
        .insertInto('response_batch_member')
        .values(
          found.slice(start, start + rowsAtOnce).map(({ id, organisationId, partnershipId }, at) => ({
            partnership_id: partnershipId,
            batch_id: batchId,
            organisation_id: organisationId,
            submission_id: id,
            position: start + at + 1,
            own_line: '',
            status: 'waiting' as const,
            why: null,
          })),
        )
        .execute();
    await record(
      trx,
      stamp,
      viewer,
      'responses.chosen',
      { id: batchId, partnership_id: first.partnershipId },
      {
        returns: found.length,
      },
    );
    return { ok: true, batchId };
  });
}

const findBatch = (trx: Trx, scope: PartnershipScope, id: string) =>
  trx
    .selectFrom('response_batch')
    .select('id')
    .where('id', '=', id)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();

/** Reads a batch and holds it until the transaction ends. Unknown and foreign ids are refused as not found. */
export async function lockBatch(trx: Trx, scope: PartnershipScope, id: string): Promise<ResponseBatchRow> {
  const batch = await trx
    .updateTable('response_batch')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', id)
    .where('partnership_id', 'in', scope.partnershipIds)
    .returningAll()
    .executeTakeFirst();
  if (!batch) throw notFound();
  return batch;
}

/** Saved, or the text that somebody else saved first. */
export type TextSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly theirs: { readonly text: string; readonly revision: number } };

/** Keeps the text of a batch that is not sent, and the lines of some of its organisations. */
export async function saveResponseText(
  portal: Portal,
  viewer: Viewer,
  batchId: string,
  input: {
    readonly revision: number;
    readonly text: string;
    /** By submission. */
    readonly ownLines: Readonly<Record<string, string>>;
  },
): Promise<TextSaved> {
  const scope = partnershipScope(viewer, 'response.send');
  return portal.database.transaction(async (trx) => {
    const batch = await lockBatch(trx, scope, batchId);
    if (batch.status !== 'draft') throw notNow('These responses have been sent, so their text cannot change.');
    if (batch.revision !== input.revision)
      return { saved: false, theirs: { text: batch.text, revision: batch.revision } };
    await trx
      .updateTable('response_batch')
      .set({ text: input.text, revision: batch.revision + 1 })
      .where('id', '=', batch.id)
      .execute();
    for (const [submissionId, ownLine] of Object.entries(input.ownLines))
      await trx
        .updateTable('response_batch_member')
        .set({ own_line: ownLine })
        .where('batch_id', '=', batch.id)
        .where('submission_id', '=', submissionId)
        .execute();
    await record(trx, portal.stamp(), viewer, 'responses.written', batch, { revision: batch.revision + 1 });
    return { saved: true };
  });
}

/** Takes a return out of a batch that is not sent. One that is not in it is refused as not found. */
export async function leaveOut(portal: Portal, viewer: Viewer, batchId: string, submissionId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'response.send');
  await portal.database.transaction(async (trx) => {
    const batch = await lockBatch(trx, scope, batchId);
    if (batch.status !== 'draft') throw notNow('These responses have been sent.');
    const removed = await trx
      .deleteFrom('response_batch_member')
      .where('batch_id', '=', batch.id)
      .where('submission_id', '=', submissionId)
      .returning('submission_id')
      .executeTakeFirst();
    if (!removed) throw notFound();
    await record(trx, portal.stamp(), viewer, 'responses.left-out', batch, { submissionId });
  });
}

/** Set off, or why not. */
export type SetOff = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Sets the responses of a batch off: a job sends them one by one. A second press finds them under way and changes
 * nothing. Refused, in words, while the text is empty or nobody is left, and when the text changed after it was read.
 */
export async function sendResponses(
  portal: Portal,
  viewer: Viewer,
  batchId: string,
  read: { readonly revision: number },
): Promise<SetOff> {
  const scope = partnershipScope(viewer, 'response.send');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const batch = await lockBatch(trx, scope, batchId);
    if (batch.status !== 'draft') return { ok: true };
    if (batch.text.trim() === '') return { ok: false, problem: 'Enter the text: an empty response is not sent' };
    if (batch.revision !== read.revision)
      return { ok: false, problem: 'The text changed after you read it. Read it again, and send it then' };
    const { waiting } = await trx
      .selectFrom('response_batch_member')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where('batch_id', '=', batch.id)
      .executeTakeFirstOrThrow();
    if (Number(waiting) === 0) return { ok: false, problem: `${countOf(0, 'return')} left: choose others` };
    await trx
      .updateTable('response_batch')
      .set({ status: 'sending', sent_by: viewer.personId, sent_at: stamp.now })
      .where('id', '=', batch.id)
      .execute();
    await queueJob(trx, stamp, {
      kind: 'send-responses',
      payload: { batchId: batch.id },
      reference: `send-responses:${batch.id}`,
    });
    await record(trx, stamp, viewer, 'responses.sent', batch, { returns: Number(waiting) });
    return { ok: true };
  });
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  type: 'responses.chosen' | 'responses.written' | 'responses.left-out' | 'responses.sent',
  batch: Pick<ResponseBatchRow, 'id' | 'partnership_id'>,
  detail: Record<string, string | number>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: batch.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'responses', id: batch.id },
    detail,
  });

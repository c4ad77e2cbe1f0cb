import type { Trx } from '../../../../db/client.server.ts';
import type { ResponseBatchMemberRow, ResponseBatchRow } from '../../../../db/schema/after.table.ts';
import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { type LetterRecords, readLetterRecords } from '../letter/letter-records.server.ts';
import { responseBody } from './response-model.server.ts';
import { findSender, viewerOf } from './sender.server.ts';

/**
 * Sends the written responses of a batch, each in a transaction of its own. Doing it twice does it once: a return that
 * was answered or passed over is not looked at again, so a job that was interrupted goes on where it was.
 */
export async function sendResponsesJob(portal: Portal, { batchId }: { readonly batchId: string }): Promise<void> {
  const { db } = portal.database;
  const batch = await db
    .selectFrom('response_batch')
    .selectAll()
    .where('id', '=', batchId)
    .where('status', '=', 'sending')
    .executeTakeFirst();
  if (!batch) return;
  for (;;) {
    const member = await db
      .selectFrom('response_batch_member')
      .selectAll()
      .where('batch_id', '=', batchId)
      .where('status', '=', 'waiting')
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    if (!member) break;
    await portal.database.transaction((trx) => answerOne(trx, portal, batch, member));
  }
  await db
    .updateTable('response_batch')
    .set({ status: 'done', done_at: portal.stamp().now })
    .where('id', '=', batchId)
    .where('status', '=', 'sending')
    .execute();
}

async function answerOne(
  trx: Trx,
  portal: Portal,
  batch: ResponseBatchRow,
  member: ResponseBatchMemberRow,
): Promise<void> {
  const stamp = portal.stamp();
  // Held until the end: nobody opens it for correction or closes it meanwhile.
  await trx
    .updateTable('agency_return')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('partnership_id', '=', batch.partnership_id)
    .where('id', 'in', (eb) =>
      eb.selectFrom('submission').select('submission.return_id').where('submission.id', '=', member.submission_id),
    )
    .execute();
  const sender = await findSender(trx, batch, stamp.today);
  const scope = { partnershipIds: [batch.partnership_id] } as const;
  const records = await readLetterRecords(trx, scope, viewerOf(sender), member.submission_id, stamp.today);
  const why = await findObstacle(trx, records);
  const settled = await trx
    .updateTable('response_batch_member')
    .set(why === null ? { status: 'sent' } : { status: 'passed-over', why })
    .where('batch_id', '=', batch.id)
    .where('submission_id', '=', member.submission_id)
    .where('status', '=', 'waiting')
    .returning('submission_id')
    .executeTakeFirst();
  if (!settled || why !== null) return;
  const words = { text: batch.text, ownLine: member.own_line };
  const answer: WrittenResponseModel = {
    ...responseBody(records, sender, words, portal.config.publicOrigin),
    madeOn: stamp.now,
    madeOnText: instantInWords(stamp.now),
    reference: makeReference('RSP'),
    date: dayInWords(stamp.today),
  };
  const id = stamp.newId();
  const check = await issueDocument(trx, stamp, portal.config.publicOrigin, {
    kind: 'response',
    subjectId: id,
    series: records.submissionId,
    version: 1,
    reference: answer.reference,
    owner: { organisationId: records.organisationId, partnershipId: records.partnershipId },
    contentSha256: sha256OfValue(answer),
  });
  const model: WrittenResponseModel = { ...answer, check };
  const sha256 = sha256OfValue(model);
  await trx
    .insertInto('written_response')
    .values({
      id,
      partnership_id: batch.partnership_id,
      organisation_id: records.organisationId,
      submission_id: records.submissionId,
      batch_id: batch.id,
      reference: model.reference,
      model: canonicalJson(model),
      sha256,
      sent_by: sender.personId,
      sent_at: stamp.now,
      pdf_sha256: null,
      pdf_size: null,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'response.sent',
    owner: { organisationId: records.organisationId, partnershipId: records.partnershipId },
    actorId: sender.personId,
    subject: { kind: 'response', id },
    detail: { submissionId: records.submissionId, reference: model.reference, sha256, batchId: batch.id },
  });
  await tellOrganisation(trx, stamp, portal, records, id);
}

/** Why a return is passed over, in words for the list of results; null when it can be answered. */
async function findObstacle(trx: Trx, records: LetterRecords): Promise<string | null> {
  if (!records.newest) return 'A newer version was sent after this one was chosen: answer that one.';
  if (records.left) return 'The organisation has left the partnership.';
  const letter = await trx
    .selectFrom('outcome_letter')
    .select('reference')
    .where('submission_id', '=', records.submissionId)
    .executeTakeFirst();
  if (letter) return `The outcome letter ${letter.reference} has answered it.`;
  const response = await trx
    .selectFrom('written_response')
    .select('reference')
    .where('submission_id', '=', records.submissionId)
    .executeTakeFirst();
  if (response) return `The written response ${response.reference} has answered it.`;
  if (records.returnStatus === 'closed') return 'The return is closed.';
  if (records.returnStatus !== 'submitted') return 'The agency is correcting this return: answer the next version.';
  return null;
}

async function tellOrganisation(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  records: LetterRecords,
  responseId: string,
): Promise<void> {
  for (const person of records.people) {
    if (person.role === 'contributor') continue;
    await queueMessage(trx, stamp, {
      template: 'written-response',
      fields: {
        cycle: records.cycle,
        organisation: records.snapshot.content.organisation.name,
        address: `${portal.config.publicOrigin}/returns/${records.returnId}/response`,
      },
      to: { address: person.email, personId: person.personId },
      reference: `written-response:${responseId}:${person.personId}`,
      organisationId: records.organisationId,
      partnershipId: records.partnershipId,
    });
  }
}

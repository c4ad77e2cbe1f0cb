import type { Trx } from '../../../../db/client.server.ts';
import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { addDays } from '../../../platform/clock.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow, Refusal } from '../../../platform/refusals.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { findApproval, mayApproveLetter } from '../letter/approval.server.ts';
import { type LetterBody, letterBody } from '../letter/letter-model.server.ts';
import { findText } from '../letter/letter-queries.server.ts';
import { type LetterRecords, readLetterRecords } from '../letter/letter-records.server.ts';

/** The letter that was read, named by the hash of what the page showed. */
export interface LetterRead {
  readonly bodySha256: string;
}

/**
 * Issues the letter that was read: a record or words that changed since are refused. Freezes the model, gives it a
 * reference and a day to reply by, and tells the agency. There is one letter for a submission.
 *
 * Where the cycle says that the chair approves, the very text that goes out must have been approved; a chair who issues
 * it approves it by that.
 */
export async function issueLetter(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  read: LetterRead,
): Promise<{ readonly reference: string }> {
  const scope = partnershipScope(viewer, 'letter.issue');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { records, body } = await holdLetter(trx, portal, viewer, { scope, submissionId, read });
    await requireApproval(trx, stamp, viewer, records, body);
    const reference = makeReference('LTR');
    const replyBy = addDays(stamp.today, records.settings.replyDays);
    const words: OutcomeLetterModel = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference,
      date: dayInWords(stamp.today),
      replyBy: `Please reply on the portal by ${dayInWords(replyBy)}: agree with this letter, write to us, or ask.`,
    };
    const id = stamp.newId();
    const check = await issueDocument(trx, stamp, portal.config.publicOrigin, {
      kind: 'letter',
      subjectId: id,
      series: submissionId,
      version: 1,
      reference,
      owner: { organisationId: records.organisationId, partnershipId: records.partnershipId },
      contentSha256: sha256OfValue(words),
    });
    const model: OutcomeLetterModel = { ...words, check };
    const sha256 = sha256OfValue(model);
    const issued = await trx
      .insertInto('outcome_letter')
      .values({
        id,
        partnership_id: records.partnershipId,
        organisation_id: records.organisationId,
        submission_id: submissionId,
        reference,
        model: canonicalJson(model),
        sha256,
        issued_by: viewer.personId,
        issued_at: stamp.now,
        reply_by: replyBy,
        pdf_sha256: null,
        pdf_size: null,
      })
      .onConflict((conflict) => conflict.column('submission_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!issued) throw notNow('The letter about this return has already been issued.');
    await trx.deleteFrom('outcome_letter_draft').where('submission_id', '=', submissionId).execute();
    await recordEvent(trx, stamp, {
      type: 'letter.issued',
      owner: { organisationId: records.organisationId, partnershipId: records.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'letter', id },
      detail: { submissionId, reference, sha256 },
    });
    await tellAgency(trx, stamp, portal, records, id);
    return { reference };
  });
}

/**
 * The chair approves the letter that was read, by its hash. Approving twice does nothing. Whoever is the chair of the
 * session may, and an independent chair.
 */
export async function approveLetter(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  read: LetterRead,
): Promise<void> {
  const scope = partnershipScope(viewer, 'letter.issue');
  await portal.database.transaction(async (trx) => {
    const { records, body } = await holdLetter(trx, portal, viewer, { scope, submissionId, read });
    if (!mayApproveLetter(viewer, records)) throw notNow('The chair approves this letter.');
    await approve(trx, portal.stamp(), viewer, records, body);
  });
}

interface LetterPlace {
  readonly scope: PartnershipScope;
  readonly submissionId: string;
  readonly read: LetterRead;
}

/** The letter as it is now, held until the transaction ends, if it is still the one that was read. */
async function holdLetter(
  trx: Trx,
  portal: Portal,
  viewer: Viewer,
  { scope, submissionId, read }: LetterPlace,
): Promise<{ readonly records: LetterRecords; readonly body: LetterBody }> {
  await holdSessionsOf(trx, scope, submissionId);
  const records = await readLetterRecords(trx, scope, viewer, submissionId, portal.stamp().today);
  if (!records.newest) throw notNow('A newer version of this return has been sent: write the letter about that one.');
  if (records.returnStatus !== 'submitted' && records.returnStatus !== 'closed')
    throw notNow('The agency is correcting this return: write the letter when the next version has come.');
  const { text } = await findText(trx, records);
  const body = letterBody(records, text, portal.config.publicOrigin);
  if (sha256OfValue(body) !== read.bodySha256)
    throw new Refusal(
      'stale-revision',
      'The record or the words of this letter changed after you read it. Read it again as it is now, and go on then.',
    );
  return { records, body };
}

async function requireApproval(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  records: LetterRecords,
  body: LetterBody,
): Promise<void> {
  if (!records.settings.chairApproves) return;
  const approval = await findApproval(trx, records);
  if (approval?.bodySha256 === sha256OfValue(body)) return;
  if (mayApproveLetter(viewer, records)) return approve(trx, stamp, viewer, records, body);
  throw notNow(
    approval
      ? 'The record or the words changed after the chair approved this letter. The chair has to approve it as it is now.'
      : 'In this cycle the chair approves every letter, and has not approved this one.',
  );
}

async function approve(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  records: LetterRecords,
  body: LetterBody,
): Promise<void> {
  const id = stamp.newId();
  const bodySha256 = sha256OfValue(body);
  const approved = await trx
    .insertInto('outcome_letter_approval')
    .values({
      id,
      partnership_id: records.partnershipId,
      submission_id: records.submissionId,
      body: canonicalJson(body),
      body_sha256: bodySha256,
      approved_by: viewer.personId,
      approved_at: stamp.now,
    })
    .onConflict((conflict) => conflict.columns(['submission_id', 'body_sha256']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!approved) return;
  await recordEvent(trx, stamp, {
    type: 'letter.approved',
    owner: { partnershipId: records.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'submission', id: records.submissionId },
    detail: { bodySha256 },
  });
}

async function tellAgency(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  records: LetterRecords,
  letterId: string,
): Promise<void> {
  for (const person of records.people) {
    if (person.role === 'contributor') continue;
    await queueMessage(trx, stamp, {
      template: 'outcome-letter',
      fields: {
        cycle: records.cycle,
        organisation: records.snapshot.content.organisation.name,
        address: `${portal.config.publicOrigin}/returns/${records.returnId}/letter`,
      },
      to: { address: person.email, personId: person.personId },
      reference: `outcome-letter:${letterId}:${person.personId}`,
      organisationId: records.organisationId,
      partnershipId: records.partnershipId,
    });
  }
}

/** Holds the sessions at which a submission is heard, so that nothing is recorded while its letter is being issued. */
async function holdSessionsOf(trx: Trx, scope: PartnershipScope, submissionId: string): Promise<void> {
  await trx
    .updateTable('challenge_session')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('id', 'in', (eb) =>
      eb.selectFrom('session_slot').select('session_slot.session_id').where('submission_id', '=', submissionId),
    )
    .execute();
}

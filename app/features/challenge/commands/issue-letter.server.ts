import type { Trx } from '../../../../db/client.server.ts';
import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { mayMoveReturn } from '../../returns/rules.ts';
import { type LetterText, letterBody } from '../letter/letter-model.server.ts';
import { findText } from '../letter/letter-queries.server.ts';
import { readLetterRecords } from '../letter/letter-records.server.ts';
import type { LetterWords } from '../schema.ts';

/** Saved, or somebody else's words that were saved first, to be shown beside one's own. */
export type LetterSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly theirs: LetterText & { readonly revision: number; readonly by: string } };

/** Keeps a person's words for a letter that is not issued yet. A lost race gives the words that were first. */
export async function saveLetterText(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  { revision, ...text }: LetterWords,
): Promise<LetterSaved> {
  const scope = partnershipScope(viewer, 'letter.issue');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const submission = await trx
      .selectFrom('submission')
      .select(['id', 'partnership_id'])
      .where('id', '=', submissionId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!submission) throw notFound();
    const issued = await trx
      .selectFrom('outcome_letter')
      .select('reference')
      .where('submission_id', '=', submissionId)
      .executeTakeFirst();
    if (issued) throw notNow(`The letter ${issued.reference} has been issued, so its words cannot change.`);
    const row = { ...text, saved_by: viewer.personId, saved_at: stamp.now };
    const saved = await trx
      .insertInto('outcome_letter_draft')
      .values({ submission_id: submissionId, partnership_id: submission.partnership_id, ...row, revision: 1 })
      .onConflict((conflict) =>
        conflict
          .column('submission_id')
          .doUpdateSet({ ...row, revision: revision + 1 })
          .where('outcome_letter_draft.revision', '=', revision),
      )
      .returning('revision')
      .executeTakeFirst();
    if (saved) return { saved: true };
    const theirs = await trx
      .selectFrom('outcome_letter_draft')
      .innerJoin('person', 'person.id', 'outcome_letter_draft.saved_by')
      .select(['opening', 'strengths', 'closing', 'outcome_letter_draft.revision', 'person.name as by'])
      .where('submission_id', '=', submissionId)
      .executeTakeFirstOrThrow();
    return { saved: false, theirs };
  });
}

/**
 * Issues the letter that was read: `bodySha256` is the hash of what the page showed, and a record that changed since is
 * refused. Freezes the model, gives it a reference and tells the agency. There is one letter for a submission.
 */
export async function issueLetter(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  input: { readonly bodySha256: string },
): Promise<{ readonly reference: string }> {
  const scope = partnershipScope(viewer, 'letter.issue');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    await holdSessionsOf(trx, scope, submissionId);
    const records = await readLetterRecords(trx, scope, viewer, submissionId, stamp.today);
    if (!records.newest) throw notNow('A newer version of this return has been sent: write the letter about that one.');
    if (records.returnStatus !== 'submitted' && records.returnStatus !== 'closed')
      throw notNow('The agency is correcting this return: write the letter when the next version has come.');
    const { text } = await findText(trx, records);
    const body = letterBody(records, text, portal.config.publicOrigin);
    if (sha256OfValue(body) !== input.bodySha256)
      throw new Refusal(
        'stale-revision',
        'The record or the words of this letter changed after you read it. Go back, read it again, and issue it then.',
      );
    const reference = makeReference('LTR');
    const model: OutcomeLetterModel = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference,
      date: dayInWords(stamp.today),
    };
    const id = stamp.newId();
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
        reference: `outcome-letter:${id}:${person.personId}`,
        organisationId: records.organisationId,
        partnershipId: records.partnershipId,
      });
    }
    return { reference };
  });
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

/** Closes a return that was answered. Refused, in words, without an issued letter. Closing twice does nothing. */
export async function closeReturn(portal: Portal, viewer: Viewer, returnId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'letter.issue');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await trx
      .updateTable('agency_return')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', returnId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returning(['id', 'status', 'organisation_id', 'partnership_id', 'revision'])
      .executeTakeFirst();
    if (!agencyReturn) throw notFound();
    if (agencyReturn.status === 'closed') return;
    if (!mayMoveReturn(agencyReturn.status, 'closed')) throw notNow('Only a return that has been sent can be closed.');
    const letter = await trx
      .selectFrom('outcome_letter')
      .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
      .select('outcome_letter.id')
      .where('submission.return_id', '=', returnId)
      .where('submission.superseded_at', 'is', null)
      .where('outcome_letter.partnership_id', '=', agencyReturn.partnership_id)
      .executeTakeFirst();
    if (!letter)
      throw notNow('Issue the outcome letter first: a return cannot be closed without an answer to the agency.');
    await trx
      .updateTable('agency_return')
      .set({ status: 'closed', closed_at: stamp.now, revision: agencyReturn.revision + 1 })
      .where('id', '=', returnId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'return.closed',
      owner: { organisationId: agencyReturn.organisation_id, partnershipId: agencyReturn.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      detail: { letterId: letter.id },
    });
  });
}

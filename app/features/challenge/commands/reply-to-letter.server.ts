import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { organisationScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { getIssuedLetter, type IssuedLetter } from '../letter/issued-letter.server.ts';
import type { Reply } from '../letter/reply.ts';

/**
 * An agency replies to its letter: agrees, writes, or asks. The same reply a second time is one. The chair and the
 * managers are told that something came, without what. Late replies are taken too, and say so.
 */
export async function replyToLetter(portal: Portal, viewer: Viewer, returnId: string, reply: Reply): Promise<void> {
  const scope = organisationScope(viewer, 'letter.reply');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const letter = await getIssuedLetter(trx, viewer, returnId);
    // Also makes one of two presses wait for the other.
    const held = await trx
      .updateTable('outcome_letter')
      .set((eb) => ({ reply_by: eb.ref('reply_by') }))
      .where('id', '=', letter.id)
      .where('organisation_id', 'in', scope.organisationIds)
      .returning('id')
      .executeTakeFirst();
    if (!held) throw notFound();
    const same = await trx
      .selectFrom('letter_reply')
      .select('id')
      .where('letter_id', '=', letter.id)
      .where('organisation_id', 'in', scope.organisationIds)
      .where('kind', '=', reply.kind)
      .where('text', '=', reply.text)
      .executeTakeFirst();
    if (same) return;
    const id = stamp.newId();
    await trx
      .insertInto('letter_reply')
      .values({
        id,
        partnership_id: letter.partnershipId,
        organisation_id: letter.organisationId,
        letter_id: letter.id,
        kind: reply.kind,
        text: reply.text,
        replied_by: viewer.personId,
        replied_at: stamp.now,
        answer: null,
        answered_by: null,
        answered_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'letter.replied',
      owner: { organisationId: letter.organisationId, partnershipId: letter.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'letter', id: letter.id },
      detail: { replyId: id, kind: reply.kind },
    });
    await tellPartnership(trx, stamp, portal, letter, id);
  });
}

/** The managers and chairs of the partnership, once each. */
async function tellPartnership(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  letter: IssuedLetter,
  replyId: string,
): Promise<void> {
  const { submission_id } = await trx
    .selectFrom('outcome_letter')
    .select('submission_id')
    .where('id', '=', letter.id)
    .executeTakeFirstOrThrow();
  const holders = await listRoleHolders(trx, { partnershipId: letter.partnershipId }, stamp.today);
  for (const person of holders) {
    if (person.role !== 'business-manager' && person.role !== 'independent-chair') continue;
    await queueMessage(trx, stamp, {
      template: 'letter-replied',
      fields: {
        cycle: letter.model.cycleTitle,
        organisation: letter.model.organisation,
        address: `${portal.config.publicOrigin}/moderation/${submission_id}/letter`,
      },
      to: { address: person.email, personId: person.personId },
      reference: `letter-replied:${replyId}:${person.personId}`,
      partnershipId: letter.partnershipId,
    });
  }
}

/** The partnership answers a question about a letter. A second answer is refused: the first has been read. */
export async function answerReply(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  input: { readonly reply: string; readonly answer: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'letter.issue');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const asked = await trx
      .selectFrom('letter_reply')
      .innerJoin('outcome_letter', 'outcome_letter.id', 'letter_reply.letter_id')
      .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
      .innerJoin('person', 'person.id', 'letter_reply.replied_by')
      .innerJoin('organisation', 'organisation.id', 'letter_reply.organisation_id')
      .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
      .select(['letter_reply.id', 'letter_reply.partnership_id', 'letter_reply.organisation_id'])
      .select(['letter_reply.letter_id', 'submission.return_id', 'person.email', 'person.id as asker'])
      .select(['organisation.name as organisation', 'cycle.name as cycle'])
      .where('letter_reply.id', '=', input.reply)
      .where('outcome_letter.submission_id', '=', submissionId)
      .where('letter_reply.partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!asked) throw notFound();
    const answered = await trx
      .updateTable('letter_reply')
      .set({ answer: input.answer, answered_by: viewer.personId, answered_at: stamp.now })
      .where('id', '=', asked.id)
      .where('answered_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!answered) throw notNow('Somebody has answered this question already.');
    await recordEvent(trx, stamp, {
      type: 'letter.reply-answered',
      owner: { organisationId: asked.organisation_id, partnershipId: asked.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'letter', id: asked.letter_id },
      detail: { replyId: asked.id },
    });
    await queueMessage(trx, stamp, {
      template: 'letter-answered',
      fields: {
        cycle: asked.cycle,
        organisation: asked.organisation,
        address: `${portal.config.publicOrigin}/returns/${asked.return_id}/letter/reply`,
      },
      to: { address: asked.email, personId: asked.asker },
      reference: `letter-answered:${asked.id}`,
      organisationId: asked.organisation_id,
      partnershipId: asked.partnership_id,
    });
  });
}

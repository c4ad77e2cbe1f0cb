import { z } from 'zod';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getReach } from '../reach.server.ts';

/** The most characters of a declaration. */
export const interestLimit = 500;

/** Whether the person has an interest in the organisation whose return they moderate, and which. */
export const declarationSchema = z
  .object({
    interest: z.enum(['none', 'some'], 'Say whether you have an interest in this organisation'),
    text: z
      .string()
      .default('')
      .transform((text) => text.replace(/\r\n?/g, '\n').trim())
      .pipe(z.string().max(interestLimit, `Shorten it to ${interestLimit} characters or fewer`)),
  })
  .refine(({ interest, text }) => interest === 'none' || text !== '', {
    path: ['text'],
    message: 'Say what your interest is, for instance that you worked there until last year',
  });

export type Declaration = z.output<typeof declarationSchema>;

/**
 * Records what a moderator declares about the organisation whose return they moderate. Somebody with an interest moderates
 * it no longer: the return goes back to be given to somebody else, and what they rated before stays under their name.
 */
export async function declareInterest(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string } & Declaration,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const reach = await getReach(trx, viewer, input.submissionId, { declaring: true });
    const { partnershipId, organisationId, returnId, conflict } = reach;
    if (!partnershipScope(viewer, 'interest.declare').partnershipIds.includes(partnershipId)) throw notFound();
    if (reach.returnClosed) throw notNow('This return is closed, so there is nothing to declare any more');
    if (conflict) throw notNow(`${conflict.words.you} already, so there is nothing to declare`);
    const subject = { kind: 'submission', id: input.submissionId } as const;
    const owner = { partnershipId };
    if (input.interest === 'none') {
      const declared = await trx
        .updateTable('moderation_assignment')
        .set({ declared_at: stamp.now })
        .where('return_id', '=', returnId)
        .where('partnership_id', '=', partnershipId)
        .where('person_id', '=', viewer.personId)
        .where('ended_at', 'is', null)
        .where('declared_at', 'is', null)
        .returning('id')
        .execute();
      if (declared.length > 0)
        await recordEvent(trx, stamp, { type: 'interest.denied', owner, actorId: viewer.personId, subject });
      return;
    }
    await trx
      .insertInto('declared_interest')
      .values({
        id: stamp.newId(),
        partnership_id: partnershipId,
        organisation_id: organisationId,
        person_id: viewer.personId,
        text: input.text,
        declared_at: stamp.now,
        ended_at: null,
      })
      .execute();
    await trx
      .updateTable('moderation_assignment')
      .set({ ended_at: stamp.now, ended_by: viewer.personId, ended_because: 'interest' })
      .where('organisation_id', '=', organisationId)
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', viewer.personId)
      .where('ended_at', 'is', null)
      .execute();
    await recordEvent(trx, stamp, { type: 'interest.declared', owner, actorId: viewer.personId, subject });
  });
}

/** Ends an interest: by the person who declared it, or by whoever assigns moderators. The record of it stays. */
export async function endInterest(
  portal: Portal,
  viewer: Viewer,
  input: { readonly interestId: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'interest.declare');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await trx
      .selectFrom('declared_interest')
      .select(['partnership_id as partnershipId', 'person_id as personId', 'ended_at as endedAt'])
      .where('id', '=', input.interestId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.personId !== viewer.personId && !mayInPartnership(viewer, 'moderation.assign', row.partnershipId))
      throw notFound();
    if (row.endedAt !== null) return;
    await trx
      .updateTable('declared_interest')
      .set({ ended_at: stamp.now })
      .where('id', '=', input.interestId)
      .where('partnership_id', '=', row.partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'interest.ended',
      owner: { partnershipId: row.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'person', id: row.personId },
      detail: { interest: input.interestId },
    });
  });
}

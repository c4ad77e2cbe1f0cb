import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionInvitationRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { invitationAddress } from '../invited/address.server.ts';
import { hasBeenTold, removeSlot } from './change-agenda.server.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import { writeTimes } from './schedule-session.server.ts';
import { queueSessionMessages } from './tell-agencies.server.ts';

interface Because {
  readonly revision: number;
  readonly reason: string;
}

/**
 * Calls a session off: it stays on record with the reason, takes no change any more, and everybody who was told of it is
 * told once. Refuses one that has begun or was held.
 */
export async function callOffSession(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  { revision, reason }: Because,
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== revision) throw staleSession();
    if (session.status !== 'planned') throw notNow('This session has been held, so it cannot be called off.');
    const begun = await trx
      .selectFrom('live_session')
      .select('session_id')
      .where('session_id', '=', session.id)
      .where('partnership_id', '=', session.partnership_id)
      .executeTakeFirst();
    if (begun) throw notNow('This session has been started, so it cannot be called off. Close it instead.');
    await trx
      .updateTable('challenge_session')
      .set({
        called_off_at: stamp.now,
        called_off_by: viewer.personId,
        called_off_reason: reason,
        changed_at: stamp.now,
        revision: session.revision + 1,
      })
      .where('id', '=', session.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.called-off',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
    });
    for (const invitation of await told(trx, session))
      await tellOff(trx, stamp, portal, session, invitation, 'has been called off');
  });
}

/**
 * Takes an agency off an agenda that it has been told of. It stays on record with its time and the reason; the agenda
 * closes up; its people, the panel, and the agencies whose times moved are told.
 */
export async function withdrawAgency(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  { slot: slotId, revision, reason }: Because & { readonly slot: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== revision) throw staleSession();
    if (session.status !== 'planned') throw notNow('This session has been held, so its agenda cannot change.');
    const slots = await trx
      .selectFrom('session_slot')
      .selectAll()
      .where('session_id', '=', session.id)
      .orderBy('position')
      .execute();
    const slot = slots.find(({ id }) => id === slotId);
    if (!slot) throw notFound();
    const { name } = await trx
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', slot.organisation_id)
      .executeTakeFirstOrThrow();
    const wasTold = await hasBeenTold(trx, slot);
    await removeSlot(trx, slots, slot);
    await trx
      .insertInto('session_withdrawal')
      .values({
        id: slot.id,
        partnership_id: session.partnership_id,
        session_id: session.id,
        organisation_id: slot.organisation_id,
        submission_id: slot.submission_id,
        starts_at: slot.starts_at,
        minutes: slot.minutes,
        reason,
        withdrawn_by: viewer.personId,
        withdrawn_at: stamp.now,
      })
      .execute();
    await writeTimes(trx, session.id, session.starts_at);
    const changed = { changed_at: stamp.now, revision: session.revision + 1 };
    await trx.updateTable('challenge_session').set(changed).where('id', '=', session.id).execute();
    await recordEvent(trx, stamp, {
      type: 'session.agency-withdrawn',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { organisationId: slot.organisation_id },
    });
    const invited = await told(trx, session);
    for (const one of invited.filter(({ organisation_id }) => organisation_id === slot.organisation_id))
      if (one.capacity === 'agency') await tellOff(trx, stamp, portal, session, one, `no longer expects ${name}`);
    await trx
      .updateTable('session_invitation')
      .set({ ended_at: stamp.now })
      .where('partnership_id', '=', session.partnership_id)
      .where('session_id', '=', session.id)
      .where('organisation_id', '=', slot.organisation_id)
      .where('capacity', '=', 'agency')
      .where('ended_at', 'is', null)
      .execute();
    if (!wasTold) return;
    for (const one of invited.filter(({ capacity }) => capacity !== 'agency'))
      await queueMessage(trx, stamp, {
        template: 'session-agenda',
        fields: {
          session: session.title,
          organisation: name,
          day: dayInWords(session.held_on),
          address: invitationAddress(portal.config, one),
        },
        to: { address: one.email, personId: one.person_id },
        reference: `session-agenda:${slot.id}:${one.id}`,
        partnershipId: session.partnership_id,
      });
    await queueSessionMessages(trx, stamp, portal, { ...session, ...changed }, viewer.personId);
  });
}

const told = (trx: Trx, session: ChallengeSessionRow) =>
  trx
    .selectFrom('session_invitation')
    .selectAll()
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('ended_at', 'is', null)
    .where('told', 'is not', null)
    .orderBy('id')
    .execute();

/** Tells somebody that they need not come: `change` finishes "The session of 3 March ...". */
export async function tellOff(
  trx: Trx,
  stamp: Stamp,
  portal: Pick<Portal, 'config'>,
  session: Pick<ChallengeSessionRow, 'title' | 'held_on' | 'partnership_id' | 'revision'>,
  invitation: SessionInvitationRow,
  change: string,
): Promise<void> {
  await queueMessage(trx, stamp, {
    template: 'session-called-off',
    fields: {
      session: session.title,
      day: dayInWords(session.held_on),
      change,
      address: invitationAddress(portal.config, invitation),
    },
    to: { address: invitation.email, personId: invitation.person_id },
    reference: `session-called-off:${invitation.id}:${session.revision}`,
    organisationId: invitation.capacity === 'agency' ? invitation.organisation_id : null,
    partnershipId: session.partnership_id,
  });
}

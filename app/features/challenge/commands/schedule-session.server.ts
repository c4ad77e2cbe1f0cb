import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listAgenciesToChallenge, listPanel } from '../candidates.server.ts';
import { mayHold, slotTimes } from '../rules.ts';
import type { ScheduleSession, SessionChange } from '../schema.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import { queueSessionMessages } from './tell-agencies.server.ts';

/**
 * Schedules a session on a cycle, with a slot for each agency chosen, one straight after the other, and tells their
 * safeguarding leads. Refuses as not found a cycle, an agency or a chair outside the partnership, and an agency that
 * has sent nothing in the cycle.
 */
export async function scheduleSession(
  portal: Portal,
  viewer: Viewer,
  input: ScheduleSession,
): Promise<{ readonly id: string }> {
  const scope = partnershipScope(viewer, 'session.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await trx
      .selectFrom('cycle')
      .select(['id', 'partnership_id'])
      .where('id', '=', input.cycle)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!cycle) throw notFound();
    const open = await listAgenciesToChallenge(trx, scope, cycle.id);
    const agencies = [...new Set(input.agencies)].map((organisationId) => {
      const agency = open.find((one) => one.organisationId === organisationId);
      if (!agency) throw notFound();
      return agency;
    });
    await checkChair(trx, cycle.partnership_id, input.chair, stamp.today);
    const session = {
      id: stamp.newId(),
      partnership_id: cycle.partnership_id,
      cycle_id: cycle.id,
      title: input.title,
      held_on: input.heldOn,
      starts_at: input.startsAt,
      place: input.place,
      chair_id: input.chair,
      status: 'planned' as const,
      created_by: viewer.personId,
      created_at: stamp.now,
      revision: 1,
    };
    await trx.insertInto('challenge_session').values(session).execute();
    const times = slotTimes(
      input.startsAt,
      agencies.map(() => input.minutes),
    );
    for (const [place, agency] of agencies.entries()) {
      await trx
        .insertInto('session_slot')
        .values({
          id: stamp.newId(),
          partnership_id: cycle.partnership_id,
          session_id: session.id,
          organisation_id: agency.organisationId,
          submission_id: agency.submissionId,
          position: place + 1,
          starts_at: times[place] ?? input.startsAt,
          minutes: input.minutes,
          lead_id: null,
          attended: null,
        })
        .execute();
    }
    await recordEvent(trx, stamp, {
      type: 'session.scheduled',
      owner: { partnershipId: cycle.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { cycleId: cycle.id, heldOn: input.heldOn, agencies: agencies.length },
    });
    await queueSessionMessages(trx, stamp, portal.config.publicOrigin, session);
    return { id: session.id };
  });
}

/**
 * Changes the particulars of a planned session; slot times follow a new start. Agencies whose date or time changed
 * are told. A lost race is refused as stale.
 */
export async function changeSession(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: SessionChange,
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== input.revision) throw staleSession();
    if (session.status !== 'planned') throw notNow('This session has been held, so its particulars cannot change.');
    await checkChair(trx, session.partnership_id, input.chair, stamp.today);
    await trx
      .updateTable('challenge_session')
      .set({
        title: input.title,
        held_on: input.heldOn,
        starts_at: input.startsAt,
        place: input.place,
        chair_id: input.chair,
        revision: session.revision + 1,
      })
      .where('id', '=', session.id)
      .execute();
    await writeTimes(trx, session.id, input.startsAt);
    await recordEvent(trx, stamp, {
      type: 'session.changed',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { heldOn: input.heldOn, startsAt: input.startsAt },
    });
    await queueSessionMessages(trx, stamp, portal.config.publicOrigin, {
      ...session,
      title: input.title,
      held_on: input.heldOn,
    });
  });
}

/** The session took place: its agenda is closed from now on, its record stays open. */
export async function holdSession(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: { readonly revision: number },
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== input.revision) throw staleSession();
    if (!mayHold(session.status)) throw notNow('This session is already marked as held.');
    if (session.held_on > stamp.today)
      throw notNow('This session is still to come. Mark it as held on the day, or change its date first.');
    await trx
      .updateTable('challenge_session')
      .set({ status: 'held', revision: session.revision + 1 })
      .where('id', '=', session.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.held',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
    });
  });
}

/** Works out every slot's time anew from the order and the lengths. */
export async function writeTimes(trx: Trx, sessionId: string, startsAt: string): Promise<void> {
  const slots = await trx
    .selectFrom('session_slot')
    .select(['id', 'minutes', 'starts_at'])
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute();
  const times = slotTimes(
    startsAt,
    slots.map((slot) => slot.minutes),
  );
  for (const [place, slot] of slots.entries()) {
    const at = times[place] ?? startsAt;
    if (slot.starts_at === at) continue;
    await trx.updateTable('session_slot').set({ starts_at: at }).where('id', '=', slot.id).execute();
  }
}

async function checkChair(trx: Trx, partnershipId: string, chair: string | null, today: string): Promise<void> {
  if (chair === null) return;
  if (!(await listPanel(trx, partnershipId, today)).some(({ id }) => id === chair)) throw notFound();
}

import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listAgenciesToChallenge, listPanel } from '../candidates.server.ts';
import { agendaTimes, mayHold, whyNotFit } from '../rules.ts';
import type { ScheduleSession, SessionChange } from '../schema.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import { queueSessionMessages } from './tell-agencies.server.ts';

/** One problem of a form, by the field it belongs to. */
export interface SessionProblem {
  readonly field: string;
  readonly problem: string;
}

/** What stands in the way of scheduling a session on a day; undefined when nothing does. */
export function problemOfSchedule(
  input: Pick<ScheduleSession, 'heldOn' | 'startsAt' | 'endsAt' | 'minutes' | 'agencies'>,
  today: string,
): SessionProblem | undefined {
  if (input.heldOn < today) return { field: 'heldOn', problem: 'Enter a date that is not in the past' };
  const slots = [...new Set(input.agencies)].map(() => ({ minutes: input.minutes }));
  const problem = whyNotFit(input.startsAt, input.endsAt ?? null, slots);
  return problem === null ? undefined : { field: 'minutes', problem };
}

/**
 * Schedules a session on a cycle, with a slot for each agency chosen, one straight after the other, and invites the
 * chair and the agencies' safeguarding leads. Refuses a day that has passed and an agenda that does not fit, and as not found a cycle, an agency or a chair outside the partnership, and an agency that
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
    const problem = problemOfSchedule(input, stamp.today);
    if (problem) throw notNow(`${problem.problem}.`);
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
      ends_at: input.endsAt ?? null,
      join_link: input.joinLink ?? null,
      papers_on: input.papersOn ?? null,
    };
    await trx.insertInto('challenge_session').values(session).execute();
    const { times } = agendaTimes(
      input.startsAt,
      agencies.map(() => ({ minutes: input.minutes })),
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
    await queueSessionMessages(trx, stamp, portal, session, viewer.personId);
    return { id: session.id };
  });
}

/**
 * Changes the particulars of a planned session; slot times follow a new start. Everybody whose date, time or place is
 * another is told. A lost race is refused as stale; an end before the agenda's, and a day that has passed, come back as
 * a problem.
 */
export async function changeSession(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: SessionChange,
): Promise<SessionProblem | undefined> {
  const scope = partnershipScope(viewer, 'session.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== input.revision) throw staleSession();
    if (session.status !== 'planned') throw notNow('This session has been held, so its particulars cannot change.');
    await checkChair(trx, session.partnership_id, input.chair, stamp.today);
    if (input.heldOn !== session.held_on && input.heldOn < stamp.today)
      return { field: 'heldOn', problem: 'Enter a date that is not in the past' };
    const changed = {
      title: input.title,
      held_on: input.heldOn,
      starts_at: input.startsAt,
      ends_at: input.endsAt ?? null,
      place: input.place,
      join_link: input.joinLink ?? null,
      papers_on: input.papersOn ?? null,
      chair_id: input.chair,
      changed_at: stamp.now,
      revision: session.revision + 1,
    };
    const problem = whyNotFit(changed.starts_at, changed.ends_at, await plannedSlots(trx, session.id));
    if (problem !== null) return { field: changed.ends_at === null ? 'startsAt' : 'endsAt', problem };
    await trx.updateTable('challenge_session').set(changed).where('id', '=', session.id).execute();
    await writeTimes(trx, session.id, input.startsAt);
    await recordEvent(trx, stamp, {
      type: 'session.changed',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { heldOn: input.heldOn, startsAt: input.startsAt },
    });
    await queueSessionMessages(trx, stamp, portal, { ...session, ...changed }, viewer.personId);
    return undefined;
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

/** Works out every slot's time anew from the order, the lengths and the times that were set. */
export async function writeTimes(trx: Trx, sessionId: string, startsAt: string): Promise<void> {
  const slots = await plannedSlots(trx, sessionId);
  const { times } = agendaTimes(startsAt, slots);
  for (const [place, slot] of slots.entries()) {
    const at = times[place] ?? startsAt;
    if (slot.startsAt === at) continue;
    await trx.updateTable('session_slot').set({ starts_at: at }).where('id', '=', slot.id).execute();
  }
}

const plannedSlots = (trx: Trx, sessionId: string) =>
  trx
    .selectFrom('session_slot')
    .select(['id', 'minutes', 'starts_at as startsAt', 'not_before as notBefore'])
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute();

async function checkChair(trx: Trx, partnershipId: string, chair: string | null, today: string): Promise<void> {
  if (chair === null) return;
  if (!(await listPanel(trx, partnershipId, today)).some(({ id }) => id === chair)) throw notFound();
}

import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, LiveSessionRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { Steer } from '../live/schema.ts';
import { stepFrom, stepsOf } from '../live/steps.ts';
import { steppedTimer, type TimerStep, timerOf } from '../live/timer.ts';
import { getSessionRecord } from '../record-queries.server.ts';
import { lockSession } from './lock-session.server.ts';

type Shown = Pick<LiveSessionRow, 'slot_id' | 'about' | 'key_line_id'>;

/**
 * Opens a session, moves what its screen shows, or works its timer. A press on a page that is behind moves nothing, so
 * that two people who press "next" at once move one step. Refuses a session that was held, or whose day is still to come.
 */
export async function steerSession(portal: Portal, viewer: Viewer, sessionId: string, steer: Steer): Promise<void> {
  const scope = partnershipScope(viewer, 'session.record');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.status === 'held') throw notNow('This session has been closed.');
    const live = await trx
      .selectFrom('live_session')
      .selectAll()
      .where('session_id', '=', session.id)
      .where('partnership_id', '=', session.partnership_id)
      .executeTakeFirst();
    if (steer.intent === 'open') {
      if (!live) await open(trx, stamp, viewer, session);
      return;
    }
    if (!live) throw notNow('Start the session first.');
    switch (steer.intent) {
      case 'show':
        return show(trx, stamp, viewer, live, await checkedStep(trx, scope, session, steer, stamp));
      case 'next':
      case 'previous': {
        if (steer.revision !== live.revision) return;
        const to = await neighbour(trx, scope, session, live, steer.intent, stamp);
        return to && show(trx, stamp, viewer, live, to);
      }
      case 'start':
        return time(trx, stamp, viewer, live, { step: 'start', minutes: steer.minutes });
      default:
        return time(trx, stamp, viewer, live, { step: steer.intent });
    }
  });
}

async function open(trx: Trx, stamp: Stamp, viewer: Viewer, session: ChallengeSessionRow): Promise<void> {
  if (session.held_on > stamp.today)
    throw notNow('This session is still to come. Start it on the day, or change its date first.');
  const [first] = await slotsOf(trx, session.id);
  if (first === undefined) throw notNow('Put an agency on the agenda first.');
  await trx
    .insertInto('live_session')
    .values({
      session_id: session.id,
      partnership_id: session.partnership_id,
      slot_id: first,
      about: '',
      key_line_id: null,
      timer_ends_at: null,
      timer_left: null,
      opened_at: stamp.now,
      opened_by: viewer.personId,
      closed_at: null,
      closed_by: null,
      revision: 1,
    })
    .execute();
  await record(trx, stamp, viewer, session, 'session.opened', {});
}

/** What was asked to be shown, if it is on the agenda of this session and belongs to the agency. */
async function checkedStep(
  trx: Trx,
  scope: PartnershipScope,
  session: ChallengeSessionRow,
  { slot, about, line }: Extract<Steer, { intent: 'show' }>,
  stamp: Stamp,
): Promise<Shown> {
  const slotRecord = await getSessionRecord(trx, scope, { sessionId: session.id, slotId: slot }, stamp.today);
  const known =
    slotRecord.subjects.some(({ value }) => value === about) &&
    (line === '' || slotRecord.keyLines.some(({ id }) => id === line));
  if (!known) throw notFound();
  return { slot_id: slot, about, key_line_id: line === '' ? null : line };
}

/** The next or previous thing to show, over the end of one agency into the other; undefined at either end of the agenda. */
async function neighbour(
  trx: Trx,
  scope: PartnershipScope,
  session: ChallengeSessionRow,
  live: LiveSessionRow,
  direction: 'next' | 'previous',
  { today }: Stamp,
): Promise<Shown | undefined> {
  const stepsAt = async (slotId: string) =>
    stepsOf(await getSessionRecord(trx, scope, { sessionId: session.id, slotId }, today));
  const inside = stepFrom(await stepsAt(live.slot_id), { about: live.about, line: live.key_line_id }, direction);
  if (inside) return { slot_id: live.slot_id, about: inside.about, key_line_id: inside.line };
  const slots = await slotsOf(trx, session.id);
  const slotId = slots[slots.indexOf(live.slot_id) + (direction === 'next' ? 1 : -1)];
  if (slotId === undefined) return undefined;
  const steps = await stepsAt(slotId);
  const step = direction === 'next' ? steps[0] : steps.at(-1);
  return { slot_id: slotId, about: step?.about ?? '', key_line_id: step?.line ?? null };
}

async function slotsOf(trx: Trx, sessionId: string): Promise<string[]> {
  const slots = await trx
    .selectFrom('session_slot')
    .select('id')
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute();
  return slots.map(({ id }) => id);
}

async function show(trx: Trx, stamp: Stamp, viewer: Viewer, live: LiveSessionRow, shown: Shown): Promise<void> {
  await trx
    .updateTable('live_session')
    .set({ ...shown, revision: live.revision + 1 })
    .where('session_id', '=', live.session_id)
    .execute();
  await record(trx, stamp, viewer, { id: live.session_id, partnership_id: live.partnership_id }, 'session.shown', {
    slotId: shown.slot_id,
    about: shown.about,
  });
}

async function time(trx: Trx, stamp: Stamp, viewer: Viewer, live: LiveSessionRow, press: TimerStep): Promise<void> {
  await trx
    .updateTable('live_session')
    .set({ ...steppedTimer(timerOf(live), press, stamp.now), revision: live.revision + 1 })
    .where('session_id', '=', live.session_id)
    .execute();
  await record(trx, stamp, viewer, { id: live.session_id, partnership_id: live.partnership_id }, 'session.timed', {
    step: press.step,
  });
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  session: Pick<ChallengeSessionRow, 'id' | 'partnership_id'>,
  type: 'session.opened' | 'session.shown' | 'session.timed',
  detail: Record<string, string>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: session.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'session', id: session.id },
    detail,
  });

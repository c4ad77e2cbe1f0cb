import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionSlotRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listAgenciesToChallenge, listPanel } from '../candidates.server.ts';
import { moved, sessionStatuses } from '../rules.ts';
import type { AgendaChange } from '../schema.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import { writeTimes } from './schedule-session.server.ts';

/**
 * Moves, removes, adds or changes one slot; every time follows. Refuses a session that was held, a slot on which
 * something is already recorded, and a lost race.
 */
export async function changeAgenda(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  change: AgendaChange,
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.revision !== change.revision) throw staleSession();
    if (!sessionStatuses[session.status].agendaOpen)
      throw notNow('This session has been held, so its agenda cannot change.');
    const slots = await trx
      .selectFrom('session_slot')
      .selectAll()
      .where('session_id', '=', session.id)
      .orderBy('position')
      .execute();
    await apply(trx, stamp, { scope, session, slots }, change);
    await writeTimes(trx, session.id, session.starts_at);
    await trx
      .updateTable('challenge_session')
      .set({ revision: session.revision + 1 })
      .where('id', '=', session.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.changed',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { agenda: change.intent },
    });
  });
}

interface Agenda {
  readonly scope: PartnershipScope;
  readonly session: ChallengeSessionRow;
  readonly slots: readonly SessionSlotRow[];
}

async function apply(trx: Trx, stamp: Stamp, agenda: Agenda, change: AgendaChange): Promise<void> {
  if (change.intent === 'add') return addSlot(trx, stamp, agenda, change);
  const slot = agenda.slots.find(({ id }) => id === change.slot);
  if (!slot) throw notFound();
  switch (change.intent) {
    case 'up':
    case 'down':
      return writeOrder(trx, moved(agenda.slots, slot, change.intent));
    case 'remove':
      return removeSlot(trx, agenda, slot);
    case 'slot': {
      const panel = await listPanel(trx, agenda.session.partnership_id, stamp.today);
      if (change.lead !== null && !panel.some(({ id }) => id === change.lead)) throw notFound();
      await trx
        .updateTable('session_slot')
        .set({ minutes: change.minutes, lead_id: change.lead })
        .where('id', '=', slot.id)
        .execute();
    }
  }
}

async function addSlot(
  trx: Trx,
  stamp: Stamp,
  { scope, session, slots }: Agenda,
  { organisation, minutes }: Extract<AgendaChange, { intent: 'add' }>,
): Promise<void> {
  const open = await listAgenciesToChallenge(trx, scope, session.cycle_id);
  const agency = open.find(({ organisationId }) => organisationId === organisation);
  if (!agency) throw notFound();
  if (slots.some((slot) => slot.organisation_id === organisation))
    throw notNow(`${agency.organisation} is already on the agenda of this session.`);
  await trx
    .insertInto('session_slot')
    .values({
      id: stamp.newId(),
      partnership_id: session.partnership_id,
      session_id: session.id,
      organisation_id: agency.organisationId,
      submission_id: agency.submissionId,
      position: (slots.at(-1)?.position ?? 0) + 1,
      starts_at: session.starts_at,
      minutes,
      lead_id: null,
      attended: null,
    })
    .execute();
}

async function removeSlot(trx: Trx, { slots }: Agenda, slot: SessionSlotRow): Promise<void> {
  if (slots.length === 1) throw notNow('A session needs at least one agency.');
  const recorded = await trx
    .selectFrom('challenge')
    .select('id')
    .where('slot_id', '=', slot.id)
    .limit(1)
    .executeTakeFirst();
  if (recorded || slot.attended !== null)
    throw notNow('Something is already recorded for this agency, so it stays on the agenda.');
  const shown = await trx
    .selectFrom('live_session')
    .select('session_id')
    .where('slot_id', '=', slot.id)
    .executeTakeFirst();
  if (shown) throw notNow('This agency is on the screen now. Show another one first.');
  await trx.deleteFrom('session_slot').where('id', '=', slot.id).execute();
  await writeOrder(
    trx,
    slots.filter(({ id }) => id !== slot.id),
  );
}

async function writeOrder(trx: Trx, slots: readonly SessionSlotRow[]): Promise<void> {
  for (const [place, slot] of slots.entries()) {
    if (slot.position === place + 1) continue;
    await trx
      .updateTable('session_slot')
      .set({ position: place + 1 })
      .where('id', '=', slot.id)
      .execute();
  }
}

import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionSlotRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listAgenciesToChallenge, listPanel } from '../candidates.server.ts';
import { listConflicts } from '../invited/invitations.server.ts';
import { moved, sessionStatuses, whyNotFit } from '../rules.ts';
import type { AgendaChange } from '../schema.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import { type SessionProblem, writeTimes } from './schedule-session.server.ts';

/**
 * Moves, removes, adds or changes one slot; every time follows. Refuses a session that was held, a slot on which
 * something is already recorded, one of an agency that has been told (it is withdrawn instead), and a lost race. An
 * agenda that does not fit, or a lead with an interest in the agency, comes back as a problem and nothing is written.
 */
export async function changeAgenda(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  change: AgendaChange,
): Promise<SessionProblem | undefined> {
  const scope = partnershipScope(viewer, 'session.change');
  return portal.database.transaction(async (trx) => {
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
    const problem = problemOf(session, slots, change) ?? (await interestOfLead(trx, stamp, session, slots, change));
    if (problem) return problem;
    await apply(trx, stamp, { scope, session, slots }, change);
    await writeTimes(trx, session.id, session.starts_at);
    await trx
      .updateTable('challenge_session')
      .set({ revision: session.revision + 1, changed_at: stamp.now })
      .where('id', '=', session.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.changed',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { agenda: change.intent },
    });
    return undefined;
  });
}

/** Whether the agenda still fits into the session after a change. A slot cannot begin before its session. */
function problemOf(
  session: ChallengeSessionRow,
  slots: readonly SessionSlotRow[],
  change: AgendaChange,
): SessionProblem | undefined {
  const planned = (rows: readonly SessionSlotRow[]) =>
    rows.map((row) => ({
      minutes: change.intent === 'slot' && change.slot === row.id ? change.minutes : row.minutes,
      notBefore: change.intent === 'slot' && change.slot === row.id ? (change.notBefore ?? null) : row.not_before,
    }));
  if (change.intent === 'remove') return undefined;
  if (change.intent === 'slot' && change.notBefore && change.notBefore < session.starts_at)
    return { field: 'notBefore', problem: 'Enter a time that is not before the session starts' };
  const after =
    change.intent === 'add'
      ? [...planned(slots), { minutes: change.minutes, notBefore: null }]
      : change.intent === 'slot'
        ? planned(slots)
        : planned(movedSlots(slots, change));
  const problem = whyNotFit(session.starts_at, session.ends_at, after);
  if (problem === null) return undefined;
  if (change.intent === 'up' || change.intent === 'down') throw notNow(`${problem}.`);
  return { field: 'minutes', problem };
}

const movedSlots = (
  slots: readonly SessionSlotRow[],
  change: Extract<AgendaChange, { readonly intent: 'up' | 'down' }>,
): readonly SessionSlotRow[] => {
  const slot = slots.find(({ id }) => id === change.slot);
  return slot ? moved(slots, slot, change.intent) : slots;
};

/** Nobody leads the questions to the organisation that they belong to. */
async function interestOfLead(
  trx: Trx,
  stamp: Stamp,
  session: ChallengeSessionRow,
  slots: readonly SessionSlotRow[],
  change: AgendaChange,
): Promise<SessionProblem | undefined> {
  if (change.intent !== 'slot' || change.lead === null) return undefined;
  const slot = slots.find(({ id }) => id === change.slot);
  const conflicts = await listConflicts(trx, session.partnership_id, session.id, stamp.today);
  const found = conflicts.find(
    ({ personId, organisationId }) => personId === change.lead && organisationId === slot?.organisation_id,
  );
  return found && { field: 'lead', problem: `Choose somebody else: ${found.name} belongs to ${found.organisation}` };
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
      if (await hasBeenTold(trx, slot))
        throw notNow('This agency has been told when it is expected. Withdraw it, and say why, instead.');
      return removeSlot(trx, agenda.slots, slot);
    case 'slot': {
      const panel = await listPanel(trx, agenda.session.partnership_id, stamp.today);
      if (change.lead !== null && !panel.some(({ id }) => id === change.lead)) throw notFound();
      await trx
        .updateTable('session_slot')
        .set({ minutes: change.minutes, lead_id: change.lead, not_before: change.notBefore ?? null })
        .where('id', '=', slot.id)
        .execute();
    }
  }
}

/** Whether somebody of the agency has been told a time for this slot. */
export async function hasBeenTold(db: Reader, slot: Pick<SessionSlotRow, 'session_id' | 'organisation_id'>) {
  const told = await db
    .selectFrom('session_invitation')
    .select('id')
    .where('session_id', '=', slot.session_id)
    .where('organisation_id', '=', slot.organisation_id)
    .where('capacity', '=', 'agency')
    .where('told', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
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
  // Whoever was invited before their agency left the agenda is invited again, and has to be told.
  await trx
    .updateTable('session_invitation')
    .set({ ended_at: null, told: null, reply: 'waiting', replied_at: null })
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('organisation_id', '=', agency.organisationId)
    .where('capacity', '=', 'agency')
    .where('ended_at', 'is not', null)
    .execute();
}

/** Takes a slot off the agenda. Refuses the last one, one with a record, and the one on the screen. */
export async function removeSlot(trx: Trx, slots: readonly SessionSlotRow[], slot: SessionSlotRow): Promise<void> {
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

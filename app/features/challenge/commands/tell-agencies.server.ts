import { createHash } from 'node:crypto';
import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionInvitationRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { clockInWords, dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { invitationAddress } from '../invited/address.server.ts';
import { listExpected } from '../queries.server.ts';
import { lockSession } from './lock-session.server.ts';

export type TimedSession = Pick<
  ChallengeSessionRow,
  | 'id'
  | 'partnership_id'
  | 'title'
  | 'held_on'
  | 'starts_at'
  | 'ends_at'
  | 'place'
  | 'join_link'
  | 'chair_id'
  | 'revision'
>;

interface SlotToTell {
  readonly organisation_id: string;
  readonly organisation: string;
  readonly starts_at: string;
}

/** When somebody is expected, for comparison with what they were told: a change of it asks for a new reply. */
const timeOf = (session: TimedSession, slot: SlotToTell | null): string =>
  `${session.held_on} ${slot?.starts_at ?? session.starts_at}`;

/** Time and place as somebody was told them. */
const toldOf = (session: TimedSession, slot: SlotToTell | null): string => {
  const where = createHash('sha256')
    .update(JSON.stringify([session.place, session.join_link]))
    .digest('hex');
  return `${timeOf(session, slot)} ${where.slice(0, 12)}`;
};

/**
 * Invites the chair and the safeguarding leads of every agency who have not been, and tells everybody who is invited
 * when and where they are expected: whoever has been told so already is not told again. Who is expected at another time
 * than they were told is asked to reply anew.
 */
export async function queueSessionMessages(
  trx: Trx,
  stamp: Stamp,
  portal: Pick<Portal, 'config'>,
  session: TimedSession,
  invitedBy: string,
): Promise<void> {
  const slots = await slotsOf(trx, session.id);
  await inviteChair(trx, stamp, session, invitedBy);
  await inviteLeads(trx, stamp, session, slots, invitedBy);
  for (const invitation of await standing(trx, session)) {
    const slot = slotFor(slots, invitation);
    if (slot === undefined) continue;
    const told = toldOf(session, slot);
    if (invitation.told === told) continue;
    await tell(trx, stamp, portal, { session, slot, invitation });
    const anew = invitation.told !== null && !invitation.told.startsWith(timeOf(session, slot));
    await trx
      .updateTable('session_invitation')
      .set({ told, revision: invitation.revision + 1, ...(anew ? { reply: 'waiting', replied_at: null } : {}) })
      .where('id', '=', invitation.id)
      .where('partnership_id', '=', session.partnership_id)
      .execute();
  }
}

/** The slot an invitation is for; null for the panel, undefined when its agency is not on the agenda. */
const slotFor = (
  slots: readonly SlotToTell[],
  { capacity, organisation_id }: Pick<SessionInvitationRow, 'capacity' | 'organisation_id'>,
): SlotToTell | null | undefined =>
  capacity === 'agency' ? slots.find((slot) => slot.organisation_id === organisation_id) : null;

async function tell(
  trx: Trx,
  stamp: Stamp,
  portal: Pick<Portal, 'config'>,
  {
    session,
    slot,
    invitation,
  }: {
    readonly session: TimedSession;
    readonly slot: SlotToTell | null;
    readonly invitation: SessionInvitationRow;
  },
): Promise<void> {
  const when = {
    session: session.title,
    day: dayInWords(session.held_on),
    time: clockInWords(slot?.starts_at ?? session.starts_at),
    address: invitationAddress(portal.config, invitation),
  };
  const message = {
    to: { address: invitation.email, personId: invitation.person_id },
    reference: `session-told:${invitation.id}:${session.revision}`,
    organisationId: slot?.organisation_id ?? null,
    partnershipId: session.partnership_id,
  };
  const organisation = slot?.organisation ?? 'the panel';
  if (invitation.told !== null)
    return queueMessage(trx, stamp, { ...message, template: 'session-moved', fields: { ...when, organisation } });
  if (slot === null) return queueMessage(trx, stamp, { ...message, template: 'session-panel', fields: when });
  return queueMessage(trx, stamp, { ...message, template: 'session-scheduled', fields: { ...when, organisation } });
}

/** Tells everybody whose time or place is not what they were last told. */
export async function tellAgencies(portal: Portal, viewer: Viewer, sessionId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const session = await lockSession(trx, scope, sessionId);
    await queueSessionMessages(trx, portal.stamp(), portal, session, viewer.personId);
  });
}

/**
 * The organisations of a session, and `the panel`, with somebody who has not been told the time and place that stand
 * now. The session is looked up in scope by the caller.
 */
export async function listUntold(
  db: Reader,
  { id }: { readonly id: string },
  today: string,
): Promise<readonly string[]> {
  const session = await db.selectFrom('challenge_session').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const slots = await slotsOf(db, session.id);
  const known = await everInvited(db, session).execute();
  const invited = known.filter(({ ended_at }) => ended_at === null);
  const leads = await leadsOf(db, slots, today);
  const untold = slots.filter(
    (slot) =>
      invited.some((one) => slotFor([slot], one) === slot && one.told !== toldOf(session, slot)) ||
      leads.some(
        (lead) =>
          lead.organisationId === slot.organisation_id &&
          !known.some((one) => one.organisation_id === slot.organisation_id && one.email === lead.email),
      ),
  );
  const panel = invited.some((one) => one.capacity !== 'agency' && one.told !== toldOf(session, null));
  return [...untold.map(({ organisation }) => organisation), ...(panel ? ['the panel'] : [])];
}

const everInvited = (db: Reader, session: Pick<ChallengeSessionRow, 'id' | 'partnership_id'>) =>
  db
    .selectFrom('session_invitation')
    .selectAll()
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .orderBy('id');

const standing = (db: Reader, session: Pick<ChallengeSessionRow, 'id' | 'partnership_id'>) =>
  everInvited(db, session).where('ended_at', 'is', null).execute();

async function inviteChair(trx: Trx, stamp: Stamp, session: TimedSession, invitedBy: string): Promise<void> {
  await trx
    .updateTable('session_invitation')
    .set({ ended_at: stamp.now })
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('capacity', '=', 'chair')
    .where('ended_at', 'is', null)
    .$if(session.chair_id !== null, (query) => query.where('person_id', '<>', session.chair_id))
    .execute();
  if (session.chair_id === null) return;
  const chair = await trx
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id', '=', session.chair_id)
    .executeTakeFirstOrThrow();
  const invited = await standing(trx, session);
  if (invited.some((one) => one.capacity === 'chair')) return;
  await writeInvitation(trx, stamp, session, invitedBy, {
    capacity: 'chair',
    organisationId: null,
    personId: chair.id,
    name: chair.name,
    email: chair.email,
  });
}

async function inviteLeads(
  trx: Trx,
  stamp: Stamp,
  session: TimedSession,
  slots: readonly SlotToTell[],
  invitedBy: string,
): Promise<void> {
  const known = await trx
    .selectFrom('session_invitation')
    .select(['organisation_id', 'email'])
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('capacity', '=', 'agency')
    .execute();
  for (const lead of await leadsOf(trx, slots, stamp.today)) {
    if (known.some((one) => one.organisation_id === lead.organisationId && one.email === lead.email)) continue;
    await writeInvitation(trx, stamp, session, invitedBy, { capacity: 'agency', ...lead });
  }
}

/** A new invitation, in person and without a reply; nobody has been told yet. */
export async function writeInvitation(
  trx: Trx,
  stamp: Stamp,
  session: Pick<ChallengeSessionRow, 'id' | 'partnership_id'>,
  invitedBy: string,
  somebody: {
    readonly capacity: SessionInvitationRow['capacity'];
    readonly organisationId: string | null;
    readonly personId: string | null;
    readonly name: string;
    readonly email: string;
    readonly takesPart?: SessionInvitationRow['takes_part'];
    readonly substituteFor?: string | null;
  },
): Promise<string> {
  const id = stamp.newId();
  await trx
    .insertInto('session_invitation')
    .values({
      id,
      partnership_id: session.partnership_id,
      session_id: session.id,
      capacity: somebody.capacity,
      organisation_id: somebody.organisationId,
      person_id: somebody.personId,
      name: somebody.name,
      email: somebody.email,
      takes_part: somebody.takesPart ?? 'in-person',
      reply: 'waiting',
      question: '',
      answer: '',
      substitute_for: somebody.substituteFor ?? null,
      invited_by: invitedBy,
      invited_at: stamp.now,
      revision: 1,
    })
    .execute();
  return id;
}

async function slotsOf(db: Reader, sessionId: string): Promise<SlotToTell[]> {
  return db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .select(['session_slot.organisation_id', 'organisation.name as organisation', 'session_slot.starts_at'])
    .where('session_slot.session_id', '=', sessionId)
    .orderBy('session_slot.position')
    .execute();
}

async function leadsOf(db: Reader, slots: readonly SlotToTell[], today: string) {
  const people = await listExpected(
    db,
    slots.map((slot) => slot.organisation_id),
    today,
  );
  return people.filter(({ role }) => role === 'safeguarding-lead');
}

/** Sessions for a calendar: title, time, place and link, and nothing else. */
import type { Reader } from '../../../../db/client.server.ts';
import { type CalendarEntry, calendarFile } from '../../../platform/calendar.server.ts';
import type { Config } from '../../../platform/config.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findPartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { agendaTimes, minutesBetween } from '../rules.ts';
import { invitationAddress, invitationOfToken } from './address.server.ts';
import { organisationsIn } from './reach.server.ts';

type Where = Pick<Config, 'publicOrigin' | 'sessionSecret'>;

const entryRows = (db: Reader) =>
  db
    .selectFrom('challenge_session')
    .select(['challenge_session.id', 'challenge_session.title', 'challenge_session.held_on'])
    .select(['challenge_session.starts_at', 'challenge_session.ends_at', 'challenge_session.place'])
    .select(['challenge_session.join_link', 'challenge_session.revision', 'challenge_session.created_at'])
    .select(['challenge_session.changed_at', 'challenge_session.called_off_at', 'challenge_session.partnership_id']);

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryRows>['executeTakeFirstOrThrow']>>;

interface Part {
  readonly uid: string;
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly link: string;
  readonly withdrawn: boolean;
}

const entryOf = (row: EntryRow, part: Part): CalendarEntry => ({
  uid: part.uid,
  sequence: row.revision - 1,
  changedAt: row.changed_at ?? row.created_at,
  title: part.title,
  when: { day: row.held_on, startsAt: part.startsAt, minutes: part.minutes },
  place: [row.place, row.join_link ?? ''].filter((text) => text !== '').join(', '),
  link: part.link,
  cancelled: part.withdrawn || row.called_off_at !== null,
});

/** The whole session, for its panel. */
async function panelEntry(db: Reader, row: EntryRow, origin: string, link: string): Promise<CalendarEntry> {
  const slots = await db
    .selectFrom('session_slot')
    .select(['minutes', 'not_before as notBefore'])
    .where('session_id', '=', row.id)
    .where('partnership_id', '=', row.partnership_id)
    .orderBy('position')
    .execute();
  const minutes =
    row.ends_at === null ? agendaTimes(row.starts_at, slots).minutes : minutesBetween(row.starts_at, row.ends_at);
  const uid = `session-${row.id}@${new URL(origin).hostname}`;
  return entryOf(row, { uid, title: row.title, startsAt: row.starts_at, minutes, link, withdrawn: false });
}

/** The times of some agencies; one that was withdrawn is cancelled in the calendar of whoever had it. */
async function agencyEntries(
  db: Reader,
  row: EntryRow,
  organisationIds: readonly string[],
  origin: string,
  link: string,
): Promise<CalendarEntry[]> {
  if (organisationIds.length === 0) return [];
  const slots = await db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .select(['session_slot.id', 'session_slot.starts_at as startsAt', 'session_slot.minutes', 'organisation.name'])
    .where('session_slot.session_id', '=', row.id)
    .where('session_slot.organisation_id', 'in', organisationIds)
    .orderBy('session_slot.position')
    .execute();
  const withdrawn = await db
    .selectFrom('session_withdrawal')
    .innerJoin('organisation', 'organisation.id', 'session_withdrawal.organisation_id')
    .select(['session_withdrawal.id', 'session_withdrawal.starts_at as startsAt', 'session_withdrawal.minutes'])
    .select('organisation.name')
    .where('session_withdrawal.session_id', '=', row.id)
    .where('session_withdrawal.organisation_id', 'in', organisationIds)
    .orderBy('session_withdrawal.withdrawn_at')
    .execute();
  const partOf =
    (isWithdrawn: boolean) =>
    (slot: (typeof slots)[number]): CalendarEntry =>
      entryOf(row, {
        uid: `slot-${slot.id}@${new URL(origin).hostname}`,
        title: `${row.title}: ${slot.name}`,
        startsAt: slot.startsAt,
        minutes: slot.minutes,
        link,
        withdrawn: isWithdrawn,
      });
  return [...slots.map(partOf(false)), ...withdrawn.map(partOf(true))];
}

const namedFile = (entries: readonly CalendarEntry[]) => ({
  fileName: 'challenge-session.ics',
  text: calendarFile('Challenge session', entries),
});

/** The calendar file of a session: the agency's own times, and the whole of it for people of the partnership. */
export async function getSessionCalendar(
  db: Reader,
  viewer: Viewer,
  sessionId: string,
  { publicOrigin }: Where,
): Promise<{ readonly fileName: string; readonly text: string }> {
  const scope = findPartnershipScope(viewer, 'session.read');
  const organisationIds = await organisationsIn(db, viewer, sessionId);
  const row = await entryRows(db).where('challenge_session.id', '=', sessionId).executeTakeFirst();
  if (!row) throw notFound();
  const ours = scope?.partnershipIds.includes(row.partnership_id) ?? false;
  const entries = [
    ...(ours ? [await panelEntry(db, row, publicOrigin, `${publicOrigin}/challenge/${row.id}`)] : []),
    ...(await agencyEntries(db, row, organisationIds, publicOrigin, `${publicOrigin}/sessions/${row.id}`)),
  ];
  if (entries.length === 0) throw notFound();
  return namedFile(entries);
}

/** The same for whoever holds the address of one invitation. */
export async function getInvitationCalendar(
  db: Reader,
  token: string,
  config: Where,
): Promise<{ readonly fileName: string; readonly text: string }> {
  const id = invitationOfToken(token, config);
  const invitation = await db
    .selectFrom('session_invitation')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirst();
  if (!invitation) throw notFound();
  const row = await entryRows(db).where('challenge_session.id', '=', invitation.session_id).executeTakeFirstOrThrow();
  const link = invitationAddress(config, invitation);
  if (invitation.capacity !== 'agency') return namedFile([await panelEntry(db, row, config.publicOrigin, link)]);
  const organisationIds = invitation.organisation_id === null ? [] : [invitation.organisation_id];
  return namedFile(await agencyEntries(db, row, organisationIds, config.publicOrigin, link));
}

/**
 * What a person's calendar shows of sessions since a day: those they are invited to and do not send apologies for, also
 * when they were called off or their agency was withdrawn. Only where they hold a role still.
 */
export async function listSessionEntries(
  db: Reader,
  viewer: Viewer,
  since: string,
  { publicOrigin }: Where,
): Promise<CalendarEntry[]> {
  const rows = await db
    .selectFrom('session_invitation')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_invitation.session_id')
    .select(['session_invitation.session_id', 'session_invitation.capacity', 'session_invitation.organisation_id'])
    .where('session_invitation.person_id', '=', viewer.personId)
    .where('session_invitation.reply', '<>', 'declined')
    .where('challenge_session.held_on', '>=', since)
    .orderBy('challenge_session.held_on')
    .orderBy('session_invitation.id')
    .limit(200)
    .execute();
  const scope = findPartnershipScope(viewer, 'session.read');
  const places = new Set(viewer.organisationRoles.map(({ organisationId }) => organisationId));
  const entries: CalendarEntry[] = [];
  for (const { session_id, capacity, organisation_id } of rows) {
    const row = await entryRows(db).where('challenge_session.id', '=', session_id).executeTakeFirstOrThrow();
    if (capacity !== 'agency') {
      if (scope?.partnershipIds.includes(row.partnership_id))
        entries.push(await panelEntry(db, row, publicOrigin, `${publicOrigin}/challenge/${row.id}`));
    } else if (organisation_id !== null && places.has(organisation_id)) {
      entries.push(
        ...(await agencyEntries(db, row, [organisation_id], publicOrigin, `${publicOrigin}/sessions/${row.id}`)),
      );
    }
  }
  return entries.filter((entry, at) => entries.findIndex(({ uid }) => uid === entry.uid) === at);
}

import { clockInWords, dayInWords } from '../../platform/words.ts';
import { holdersAt, holdersIn, type Somebody } from '../accounts/role-holders.server.ts';
import { invitationAddress } from '../challenge/invited/address.server.ts';
import { type Invitation, listInvitations } from '../challenge/invited/invitations.server.ts';
import { queuePapersMessages } from '../challenge/invited/papers.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

const panel = ['independent-chair', 'moderator', 'business-manager', 'observer'] as const;

/**
 * Reminds of a session that comes near: whoever is expected and does not send apologies, and the panel with word of the
 * pack. On the day on which the papers are released, everybody who is invited is told that they can be read.
 */
export async function queueSessionReminders({
  trx,
  stamp,
  origin,
  config,
  partnershipId,
  settings,
  round,
}: Place): Promise<number> {
  const planned = await trx
    .selectFrom('challenge_session')
    .select((eb) => [
      'challenge_session.id',
      'challenge_session.title',
      'challenge_session.held_on as heldOn',
      'challenge_session.papers_on as papersOn',
      'challenge_session.papers_released_at as papersReleasedAt',
      eb
        .selectFrom('challenge_pack')
        .select('challenge_pack.id')
        .whereRef('challenge_pack.session_id', '=', 'challenge_session.id')
        .where('challenge_pack.status', '=', 'ready')
        .where('challenge_pack.edition', '=', 'panel')
        .limit(1)
        .as('packId'),
    ])
    .where('challenge_session.partnership_id', '=', partnershipId)
    .where('challenge_session.status', '=', 'planned')
    .where('challenge_session.called_off_at', 'is', null)
    .where('challenge_session.held_on', '>=', round.today)
    .orderBy('challenge_session.id')
    .execute();
  let written = 0;
  for (const session of planned) {
    if (session.papersOn !== null && session.papersReleasedAt === null && fallsIn(session.papersOn, round))
      written += await queuePapersMessages(trx, stamp, config, {
        id: session.id,
        partnershipId,
        title: session.title,
        day: dayInWords(session.heldOn),
        key: 'papers',
      });
    const days = settings.sessionWorkingDaysBefore
      .toSorted((a, b) => b - a)
      .findLast((count) => fallsIn(workingDaysBefore(session.heldOn, count), round));
    if (days === undefined) continue;
    const key = `${session.id}:${session.heldOn}:${days}`;
    const about = { kind: 'session' as const, id: session.id };
    const invited = await listInvitations(trx, partnershipId, session.id);
    const members = withoutApologies(await holdersAt(trx, partnershipId, panel, round.today), invited);
    const toPanel = members.map((person) => ({
      fields: {
        session: session.title,
        day: dayInWords(session.heldOn),
        pack: session.packId === null ? 'The pack has not been compiled yet.' : 'The pack is ready to read.',
        address: `${origin}/challenge/${session.id}`,
      },
      to: { address: person.email, personId: person.personId },
      reference: `session-pack:${key}:${person.personId}`,
      partnershipId,
      about,
    }));
    const slots = await trx
      .selectFrom('session_slot')
      .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
      .select([
        'session_slot.id',
        'session_slot.starts_at as startsAt',
        'organisation.id as organisationId',
        'organisation.name as organisation',
      ])
      .where('session_slot.session_id', '=', session.id)
      .where('session_slot.partnership_id', '=', partnershipId)
      .orderBy('session_slot.position')
      .execute();
    const leads = await holdersIn(
      trx,
      slots.map((slot) => slot.organisationId),
      ['safeguarding-lead'],
      round.today,
    );
    const toLeads = slots.flatMap((slot) =>
      expectedFor(slot.organisationId, leads, invited, config, session.id).map((person) => ({
        fields: {
          session: session.title,
          organisation: slot.organisation,
          day: dayInWords(session.heldOn),
          time: clockInWords(slot.startsAt),
          address: person.address,
        },
        to: { address: person.email, personId: person.personId },
        reference: `session-coming:${slot.id}:${key}:${person.personId ?? person.email}`,
        organisationId: slot.organisationId,
        partnershipId,
        about,
      })),
    );
    written += (await queueMessages(trx, stamp, 'session-pack', toPanel)).size;
    written += (await queueMessages(trx, stamp, 'session-coming', toLeads)).size;
  }
  return written;
}

/** Whoever sent apologies is not reminded. */
const withoutApologies = (members: readonly Somebody[], invited: readonly Invitation[]): readonly Somebody[] =>
  members.filter(
    ({ personId }) =>
      !invited.some((one) => one.capacity !== 'agency' && one.personId === personId && one.reply === 'declined'),
  );

interface Expected {
  readonly personId: string | null;
  readonly email: string;
  readonly address: string;
}

/** Who is reminded for an agency: everybody who is invited and comes, and its leads where none of them is invited. */
function expectedFor(
  organisationId: string,
  leads: ReadonlyMap<string, readonly Somebody[]>,
  invited: readonly Invitation[],
  config: Place['config'],
  sessionId: string,
): readonly Expected[] {
  const theirs = invited.filter((one) => one.capacity === 'agency' && one.organisationId === organisationId);
  if (theirs.length === 0)
    return (leads.get(organisationId) ?? []).map(({ personId, email }) => ({
      personId,
      email,
      address: `${config.publicOrigin}/sessions/${sessionId}`,
    }));
  return theirs
    .filter(({ reply }) => reply !== 'declined')
    .map((one) => ({
      personId: one.personId,
      email: one.email,
      address: invitationAddress(config, {
        id: one.id,
        session_id: sessionId,
        person_id: one.personId,
        capacity: one.capacity,
      }),
    }));
}

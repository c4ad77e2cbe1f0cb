import { clockInWords, dayInWords } from '../../platform/words.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';
import { fallsIn } from './ladder.ts';
import { holdersAt, holdersIn } from './people.server.ts';
import type { Place } from './place.ts';

const panel = ['independent-chair', 'moderator', 'business-manager', 'observer'] as const;

/** Reminds of a session that comes near: the leads who are expected, and the panel with word of the pack. */
export async function queueSessionReminders({
  trx,
  stamp,
  origin,
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
    .where('challenge_session.held_on', '>=', round.today)
    .orderBy('challenge_session.id')
    .execute();
  let written = 0;
  for (const session of planned) {
    const days = settings.sessionWorkingDaysBefore
      .toSorted((a, b) => b - a)
      .findLast((count) => fallsIn(workingDaysBefore(session.heldOn, count), round));
    if (days === undefined) continue;
    const key = `${session.id}:${session.heldOn}:${days}`;
    const about = { kind: 'session' as const, id: session.id };
    const members = await holdersAt(trx, partnershipId, panel, round.today);
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
      .innerJoin('submission', 'submission.id', 'session_slot.submission_id')
      .select([
        'session_slot.id',
        'session_slot.starts_at as startsAt',
        'organisation.id as organisationId',
        'organisation.name as organisation',
        'submission.return_id as returnId',
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
      (leads.get(slot.organisationId) ?? []).map((person) => ({
        fields: {
          session: session.title,
          organisation: slot.organisation,
          day: dayInWords(session.heldOn),
          time: clockInWords(slot.startsAt),
          address: `${origin}/returns/${slot.returnId}`,
        },
        to: { address: person.email, personId: person.personId },
        reference: `session-coming:${slot.id}:${key}:${person.personId}`,
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

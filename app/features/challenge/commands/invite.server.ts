import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { mayInOrganisation, mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { lockOwnSession } from '../invited/reach.server.ts';
import type { Invite } from '../schema.ts';
import { tellOff } from './call-off.server.ts';
import type { SessionProblem } from './schedule-session.server.ts';
import { queueSessionMessages, writeInvitation } from './tell-agencies.server.ts';

/**
 * Invites somebody to a session and tells them: the partnership anybody, an agency its own people. Refuses, as unknown,
 * a person or contact of elsewhere, and an agency that is not on the agenda; somebody who is invited already comes
 * back as a problem.
 */
export async function invitePerson(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: Invite,
): Promise<SessionProblem | undefined> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockOwnSession(trx, viewer, sessionId, stamp.today);
    if (session.status !== 'planned') throw notNow('This session has been held.');
    const ours = mayInPartnership(viewer, 'session.change', session.partnership_id);
    const forAgency = input.capacity === 'agency';
    if (!ours && !forAgency) throw notFound();
    if (forAgency) await checkAgency(trx, viewer, session, input.organisation, ours);
    else if (input.organisation !== null) await checkMember(trx, session, input.organisation);
    const somebody = await whoIs(trx, session, input, stamp.today);
    const known = await trx
      .selectFrom('session_invitation')
      .select(['id', 'ended_at'])
      .where('partnership_id', '=', session.partnership_id)
      .where('session_id', '=', session.id)
      .where('capacity', forAgency ? '=' : '<>', 'agency')
      .where('email', '=', somebody.email)
      .$if(forAgency, (query) => query.where('organisation_id', '=', input.organisation))
      .execute();
    if (known.some(({ ended_at }) => ended_at === null))
      return { field: input.known === null ? 'email' : 'known', problem: `${somebody.name} is invited already` };
    const ended = known[0];
    if (ended) {
      await trx
        .updateTable('session_invitation')
        .set((eb) => ({
          ended_at: null,
          capacity: input.capacity,
          organisation_id: input.organisation,
          takes_part: input.takesPart,
          reply: 'waiting',
          told: null,
          revision: eb('revision', '+', 1),
        }))
        .where('id', '=', ended.id)
        .where('partnership_id', '=', session.partnership_id)
        .execute();
    } else {
      await writeInvitation(trx, stamp, session, viewer.personId, {
        capacity: input.capacity,
        organisationId: input.organisation,
        takesPart: input.takesPart,
        ...somebody,
      });
    }
    await recordEvent(trx, stamp, {
      type: 'session.person-invited',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { capacity: input.capacity, organisationId: input.organisation },
    });
    await queueSessionMessages(trx, stamp, portal, session, viewer.personId);
    return undefined;
  });
}

/** Takes an invitation back and tells whoever had it. Of the chair it goes with naming another one. */
export async function endInvitation(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  invitationId: string,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockOwnSession(trx, viewer, sessionId, stamp.today);
    if (session.status !== 'planned') throw notNow('This session has been held.');
    const invitation = await trx
      .selectFrom('session_invitation')
      .selectAll()
      .where('id', '=', invitationId)
      .where('partnership_id', '=', session.partnership_id)
      .where('session_id', '=', session.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!invitation) throw notFound();
    const ours = mayInPartnership(viewer, 'session.change', session.partnership_id);
    const ofTheirs =
      invitation.capacity === 'agency' &&
      invitation.organisation_id !== null &&
      mayInOrganisation(viewer, 'session.answer', invitation.organisation_id);
    if (!ours && !ofTheirs) throw notFound();
    if (invitation.capacity === 'chair') throw notNow('Name another chair on the page that changes the session.');
    await trx
      .updateTable('session_invitation')
      .set({ ended_at: stamp.now, revision: invitation.revision + 1 })
      .where('id', '=', invitation.id)
      .where('partnership_id', '=', session.partnership_id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.invitation-ended',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { capacity: invitation.capacity, organisationId: invitation.organisation_id },
    });
    if (invitation.told !== null) await tellOff(trx, stamp, portal, session, invitation, 'no longer expects you');
  });
}

async function checkAgency(
  trx: Trx,
  viewer: Viewer,
  session: ChallengeSessionRow,
  organisationId: string | null,
  ours: boolean,
): Promise<void> {
  const slot = await trx
    .selectFrom('session_slot')
    .select('id')
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('organisation_id', '=', organisationId ?? '')
    .executeTakeFirst();
  if (!slot || organisationId === null) throw notFound();
  if (!ours && !mayInOrganisation(viewer, 'session.answer', organisationId)) throw notFound();
}

/** Somebody of the panel works for a member of the partnership, or for nobody in it. */
async function checkMember(trx: Trx, session: ChallengeSessionRow, organisationId: string): Promise<void> {
  const member = await trx
    .selectFrom('partnership_member')
    .select('organisation_id')
    .where('partnership_id', '=', session.partnership_id)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (!member) throw notFound();
}

async function whoIs(
  trx: Trx,
  session: ChallengeSessionRow,
  input: Invite,
  today: string,
): Promise<{ readonly personId: string | null; readonly name: string; readonly email: string }> {
  const place =
    input.capacity === 'agency' && input.organisation !== null
      ? { organisationId: input.organisation }
      : { partnershipId: session.partnership_id };
  const people = await listRoleHolders(trx, place, today);
  const [kind, id] = (input.known ?? '').split(':');
  if (input.known === null) {
    const account = people.find(({ email }) => email === input.email);
    return { personId: account?.personId ?? null, name: account?.name ?? input.name, email: input.email };
  }
  if (kind === 'person') {
    const person = people.find(({ personId }) => personId === id);
    if (!person) throw notFound();
    return { personId: person.personId, name: person.name, email: person.email };
  }
  const contact =
    'organisationId' in place
      ? await trx
          .selectFrom('organisation_contact')
          .select(['name', 'email'])
          .where('id', '=', id ?? '')
          .where('organisation_id', '=', place.organisationId)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
      : undefined;
  if (!contact?.email) throw notFound();
  const account = people.find(({ email }) => email === contact.email);
  return { personId: account?.personId ?? null, name: contact.name, email: contact.email };
}

import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { addClock, type Capacity } from '../rules.ts';
import { invitationOfToken } from './address.server.ts';
import { factsOf, type SessionFacts, sessionRows } from './agency-session.server.ts';
import { type Invitation, listInvitations } from './invitations.server.ts';

/** One invitation as whoever holds its address sees it: time, place, and the reply. */
export interface InvitationPage {
  readonly session: SessionFacts;
  readonly invitation: Invitation;
  readonly capacity: Capacity;
  /** Null when the agency is not on the agenda any more. */
  readonly time: { readonly startsAt: string; readonly endsAt: string | null } | null;
  readonly mayReply: boolean;
}

/** The invitation that an address opens. An address that we did not make, or whose invitation ended, is unknown. */
export async function getInvitationPage(portal: Portal, token: string): Promise<InvitationPage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const id = invitationOfToken(token, portal.config);
  if (id === undefined) throw notFound();
  const row = await sessionRows(db)
    .innerJoin('session_invitation', 'session_invitation.session_id', 'challenge_session.id')
    .where('session_invitation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const invitation = (await listInvitations(db, row.partnership_id, row.id)).find((one) => one.id === id);
  if (!invitation) throw notFound();
  const session = factsOf(row);
  const slot =
    invitation.capacity === 'agency'
      ? await db
          .selectFrom('session_slot')
          .select(['starts_at', 'minutes'])
          .where('session_id', '=', row.id)
          .where('organisation_id', '=', invitation.organisationId ?? '')
          .executeTakeFirst()
      : undefined;
  const time = slot
    ? { startsAt: slot.starts_at, endsAt: addClock(slot.starts_at, slot.minutes) }
    : invitation.capacity === 'agency'
      ? null
      : { startsAt: row.starts_at, endsAt: row.ends_at };
  return {
    session,
    invitation,
    capacity: invitation.capacity,
    time,
    mayReply: time !== null && !session.held && session.calledOff === null && session.heldOn >= today,
  };
}

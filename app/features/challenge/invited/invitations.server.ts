/** Who is asked to come to a session: the panel, and people of the agencies on its agenda. */
import type { Reader } from '../../../../db/client.server.ts';
import type { SessionInvitationRow } from '../../../../db/schema/challenge.table.ts';
import type { Capacity, Reply, TakesPart } from '../rules.ts';

export interface Invitation {
  readonly id: string;
  readonly capacity: Capacity;
  readonly organisationId: string | null;
  readonly organisation: string | null;
  readonly personId: string | null;
  readonly name: string;
  readonly email: string;
  readonly takesPart: TakesPart;
  readonly reply: Reply;
  readonly question: string;
  readonly answer: string;
  readonly repliedAt: string | null;
  /** Whose place they take, by name. */
  readonly substituteFor: string | null;
  readonly revision: number;
}

/**
 * The invitations of a session that stand, panel first, then by agency and name. The caller has the session in scope.
 *
 * @param organisationIds those of these agencies alone, and of nobody on the panel
 */
export async function listInvitations(
  db: Reader,
  partnershipId: string,
  sessionId: string,
  organisationIds?: readonly string[],
): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('session_invitation')
    .leftJoin('organisation', 'organisation.id', 'session_invitation.organisation_id')
    .leftJoin('session_invitation as replaced', (join) =>
      join
        .onRef('replaced.id', '=', 'session_invitation.substitute_for')
        .onRef('replaced.partnership_id', '=', 'session_invitation.partnership_id'),
    )
    .selectAll('session_invitation')
    .select(['organisation.name as organisation', 'replaced.name as replaced'])
    .where('session_invitation.partnership_id', '=', partnershipId)
    .where('session_invitation.session_id', '=', sessionId)
    .where('session_invitation.ended_at', 'is', null)
    .$if(organisationIds !== undefined, (those) =>
      those.where('session_invitation.organisation_id', 'in', organisationIds ?? []),
    )
    .orderBy('session_invitation.name')
    .orderBy('session_invitation.id')
    .limit(500)
    .execute();
  return rows.map(invitationOf).toSorted((a, b) => panelOrder.indexOf(a.capacity) - panelOrder.indexOf(b.capacity));
}

const panelOrder: readonly Capacity[] = ['chair', 'scrutineer', 'partner', 'member', 'scribe', 'agency'];

const invitationOf = (
  row: SessionInvitationRow & { readonly organisation: string | null; readonly replaced: string | null },
): Invitation => ({
  id: row.id,
  capacity: row.capacity,
  organisationId: row.organisation_id,
  organisation: row.organisation,
  personId: row.person_id,
  name: row.name,
  email: row.email,
  takesPart: row.takes_part,
  reply: row.reply,
  question: row.question,
  answer: row.answer,
  repliedAt: row.replied_at,
  substituteFor: row.replaced,
  revision: row.revision,
});

/** Somebody of the panel who belongs to an agency on the agenda: they take no part in its slot. */
export interface Conflict {
  readonly personId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisation: string;
}

/**
 * The conflicts of interest in a session: of its panel, and of everybody who works for the partnership, with the
 * agencies on the agenda in which they hold a role today or for which they are said to work. Two statements.
 */
export async function listConflicts(
  db: Reader,
  partnershipId: string,
  sessionId: string,
  today: string,
): Promise<Conflict[]> {
  const onAgenda = db
    .selectFrom('session_slot')
    .select('session_slot.organisation_id')
    .where('session_slot.partnership_id', '=', partnershipId)
    .where('session_slot.session_id', '=', sessionId);
  const held = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .innerJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
    .select(['person.id as personId', 'person.name', 'organisation.id as organisationId'])
    .select('organisation.name as organisation')
    .distinct()
    .where('role_grant.organisation_id', 'in', onAgenda)
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .where((eb) =>
      eb(
        'role_grant.person_id',
        'in',
        eb
          .selectFrom('role_grant as ours')
          .select('ours.person_id')
          .where('ours.partnership_id', '=', partnershipId)
          .where('ours.from_on', '<=', today)
          .where((or) => or.or([or('ours.to_on', 'is', null), or('ours.to_on', '>', today)])),
      ),
    )
    .execute();
  const said = await db
    .selectFrom('session_invitation')
    .innerJoin('organisation', 'organisation.id', 'session_invitation.organisation_id')
    .select(['session_invitation.person_id as personId', 'session_invitation.name'])
    .select(['organisation.id as organisationId', 'organisation.name as organisation'])
    .where('session_invitation.partnership_id', '=', partnershipId)
    .where('session_invitation.session_id', '=', sessionId)
    .where('session_invitation.capacity', '<>', 'agency')
    .where('session_invitation.ended_at', 'is', null)
    .where('session_invitation.organisation_id', 'in', onAgenda)
    .execute();
  const all = [...held, ...said.flatMap((one) => (one.personId === null ? [] : [{ ...one, personId: one.personId }]))];
  return all
    .filter(
      (one, at) =>
        all.findIndex((other) => other.personId === one.personId && other.organisationId === one.organisationId) === at,
    )
    .toSorted((a, b) => a.organisation.localeCompare(b.organisation) || a.name.localeCompare(b.name));
}

import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { type ChallengeSession, getSession } from '../queries.server.ts';
import { type Conflict, type Invitation, listConflicts, listInvitations } from './invitations.server.ts';
import { type KnownPerson, listKnownPeople } from './known-people.server.ts';

/** Who is asked to come to a session, as the partnership sees and changes it. */
export interface PeoplePage {
  readonly session: Pick<ChallengeSession, 'id' | 'title' | 'heldOn' | 'status' | 'partnershipId'>;
  readonly panel: readonly (Invitation & { readonly mayReply: boolean })[];
  readonly agencies: readonly {
    readonly organisationId: string;
    readonly organisation: string;
    readonly startsAt: string;
    readonly people: readonly (Invitation & { readonly mayReply: boolean })[];
    readonly known: readonly KnownPerson[];
  }[];
  readonly conflicts: readonly Conflict[];
  /** Who could join the panel, and whom they could be said to work for. */
  readonly candidates: readonly KnownPerson[];
  readonly employers: readonly { readonly id: string; readonly name: string }[];
  readonly may: { readonly change: boolean };
}

/** The page of a session's people. An unknown or foreign id is refused as not found. */
export async function getPeoplePage(portal: Portal, viewer: Viewer, sessionId: string): Promise<PeoplePage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const session = await getSession(db, partnershipScope(viewer, 'session.read'), sessionId, today);
  const { partnershipId } = session;
  const open = session.status === 'planned' && session.calledOff === null && session.heldOn >= today;
  const change = open && mayInPartnership(viewer, 'session.change', partnershipId);
  const invitations = (await listInvitations(db, partnershipId, session.id)).map((one) => ({
    ...one,
    mayReply: change || (open && one.personId === viewer.personId),
  }));
  const agencies = [];
  for (const { organisationId, organisation, startsAt } of session.slots)
    agencies.push({
      organisationId,
      organisation,
      startsAt,
      people: invitations.filter((one) => one.capacity === 'agency' && one.organisationId === organisationId),
      known: change ? await listKnownPeople(db, { organisationId }, today) : [],
    });
  return {
    session,
    panel: invitations.filter(({ capacity }) => capacity !== 'agency'),
    agencies,
    conflicts: await listConflicts(db, partnershipId, session.id, today),
    candidates: change ? await listKnownPeople(db, { partnershipId }, today) : [],
    employers: change ? await listEmployers(db, session) : [],
    may: { change },
  };
}

/** The safeguarding partners among the members, and whoever is on the agenda: an interest is with one of these. */
const listEmployers = (db: Reader, { partnershipId, slots }: ChallengeSession) =>
  db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .distinct()
    .where('partnership_member.partnership_id', '=', partnershipId)
    .where('partnership_member.left_on', 'is', null)
    .where((eb) =>
      eb.or([
        eb('organisation.kind', 'in', ['local-authority', 'integrated-care-board', 'police']),
        ...(slots.length === 0
          ? []
          : [
              eb(
                'organisation.id',
                'in',
                slots.map(({ organisationId }) => organisationId),
              ),
            ]),
      ]),
    )
    .orderBy('organisation.name')
    .limit(200)
    .execute();

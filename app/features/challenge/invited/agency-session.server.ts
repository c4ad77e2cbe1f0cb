/** A session as an agency on its agenda sees it: its own time, its own people, its own papers, and nobody else's. */
import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { addClock, papersReleased } from '../rules.ts';
import { type Invitation, listInvitations } from './invitations.server.ts';
import { type KnownPerson, listKnownPeople } from './known-people.server.ts';
import { organisationsIn } from './reach.server.ts';

/** When and where a session is, for anybody who is invited. */
export interface SessionFacts {
  readonly id: string;
  readonly title: string;
  readonly partnership: string;
  readonly heldOn: string;
  readonly place: string;
  readonly joinLink: string | null;
  readonly held: boolean;
  readonly calledOff: { readonly reason: string } | null;
}

export interface OwnSlot {
  readonly organisationId: string;
  readonly organisation: string;
  /** Null once the agency has been withdrawn. */
  readonly time: { readonly startsAt: string; readonly endsAt: string } | null;
  readonly withdrawn: { readonly reason: string } | null;
  readonly returnId: string;
  /** Whether the viewer reads the return as a whole, and so its copies. */
  readonly readsReturn: boolean;
  readonly people: readonly (Invitation & { readonly mayReply: boolean })[];
  /** Colleagues and contacts who could be invited; empty for whoever may not invite. */
  readonly known: readonly KnownPerson[];
  readonly mayInvite: boolean;
  /** The panel's questions, once they are shown. */
  readonly keyLines: readonly string[];
}

export interface AgencySession {
  readonly session: SessionFacts;
  readonly papers: { readonly released: boolean; readonly on: string | null };
  readonly slots: readonly OwnSlot[];
  readonly mayChange: boolean;
}

/** The page of a session for an agency. Unknown to everybody whose agency it does not concern. */
export async function getAgencySession(portal: Portal, viewer: Viewer, sessionId: string): Promise<AgencySession> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const organisationIds = await organisationsIn(db, viewer, sessionId);
  if (organisationIds.length === 0) throw notFound();
  const row = await sessionRows(db).where('challenge_session.id', '=', sessionId).executeTakeFirstOrThrow();
  const session = factsOf(row);
  const open = !session.held && session.calledOff === null && session.heldOn >= today;
  const released = papersReleased({ papersOn: row.papers_on, papersReleasedAt: row.papers_released_at }, today);
  const invitations = await listInvitations(db, row.partnership_id, sessionId, organisationIds);
  const slots: OwnSlot[] = [];
  for (const own of await ownSlots(db, sessionId, organisationIds)) {
    const { organisationId } = own;
    const answers = open && own.withdrawn === null;
    const forAll = mayInOrganisation(viewer, 'session.answer', organisationId);
    const readsReturn = mayInOrganisation(viewer, 'submission.read', organisationId);
    slots.push({
      organisationId,
      organisation: own.organisation,
      time: own.withdrawn === null ? { startsAt: own.startsAt, endsAt: addClock(own.startsAt, own.minutes) } : null,
      withdrawn: own.withdrawn === null ? null : { reason: own.withdrawn },
      returnId: own.returnId,
      readsReturn,
      people: invitations
        .filter((one) => one.capacity === 'agency' && one.organisationId === organisationId)
        .map((one) => ({ ...one, mayReply: answers && (forAll || one.personId === viewer.personId) })),
      known: answers && forAll ? await listKnownPeople(db, { organisationId }, today) : [],
      mayInvite: answers && forAll,
      keyLines:
        released && readsReturn && row.key_lines_released_at !== null
          ? await keyLinesOf(db, row.partnership_id, own.submissionId)
          : [],
    });
  }
  return { session, papers: { released, on: row.papers_on }, slots, mayChange: open };
}

/** Sessions with the name of their partnership, for a query to narrow. */
export const sessionRows = (db: Reader) =>
  db
    .selectFrom('challenge_session')
    .innerJoin('partnership', 'partnership.id', 'challenge_session.partnership_id')
    .selectAll('challenge_session')
    .select('partnership.name as partnership');

export const factsOf = (
  row: Awaited<ReturnType<ReturnType<typeof sessionRows>['executeTakeFirstOrThrow']>>,
): SessionFacts => ({
  id: row.id,
  title: row.title,
  partnership: row.partnership,
  heldOn: row.held_on,
  place: row.place,
  joinLink: row.join_link,
  held: row.status === 'held',
  calledOff: row.called_off_at === null ? null : { reason: row.called_off_reason ?? '' },
});

interface SlotOrWithdrawal {
  readonly organisationId: string;
  readonly organisation: string;
  readonly submissionId: string;
  readonly returnId: string;
  readonly startsAt: string;
  readonly minutes: number;
  /** Why it was withdrawn; null while it is expected. */
  readonly withdrawn: string | null;
}

/** The slots of some organisations in a session, and what was withdrawn and not put back. */
async function ownSlots(db: Reader, sessionId: string, organisationIds: readonly string[]) {
  const slots: SlotOrWithdrawal[] = await db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .innerJoin('submission', 'submission.id', 'session_slot.submission_id')
    .select(['session_slot.organisation_id as organisationId', 'organisation.name as organisation'])
    .select(['session_slot.submission_id as submissionId', 'submission.return_id as returnId'])
    .select(['session_slot.starts_at as startsAt', 'session_slot.minutes'])
    .select((eb) => eb.lit(null).as('withdrawn'))
    .where('session_slot.session_id', '=', sessionId)
    .where('session_slot.organisation_id', 'in', organisationIds)
    .orderBy('session_slot.position')
    .execute();
  const withdrawn = await db
    .selectFrom('session_withdrawal')
    .innerJoin('organisation', 'organisation.id', 'session_withdrawal.organisation_id')
    .innerJoin('submission', 'submission.id', 'session_withdrawal.submission_id')
    .select(['session_withdrawal.organisation_id as organisationId', 'organisation.name as organisation'])
    .select(['session_withdrawal.submission_id as submissionId', 'submission.return_id as returnId'])
    .select(['session_withdrawal.starts_at as startsAt', 'session_withdrawal.minutes'])
    .select('session_withdrawal.reason as withdrawn')
    .where('session_withdrawal.session_id', '=', sessionId)
    .where('session_withdrawal.organisation_id', 'in', organisationIds)
    .orderBy('session_withdrawal.withdrawn_at', 'desc')
    .execute();
  const all = [...slots, ...withdrawn];
  return all.filter((one, at) => all.findIndex(({ organisationId }) => organisationId === one.organisationId) === at);
}

async function keyLinesOf(db: Reader, partnershipId: string, submissionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('key_line')
    .select('text')
    .where('partnership_id', '=', partnershipId)
    .where('submission_id', '=', submissionId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .limit(50)
    .execute();
  return rows.map(({ text }) => text);
}

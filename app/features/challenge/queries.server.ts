import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { SessionStatus } from './rules.ts';

export interface SessionSummary {
  readonly id: string;
  readonly title: string;
  readonly cycle: string;
  readonly heldOn: string;
  readonly startsAt: string;
  readonly status: SessionStatus;
  readonly calledOff: boolean;
  readonly agencies: number;
}

/** Challenge sessions of the partnerships in scope, latest date first, a page at a time. */
export async function listSessions(
  db: Reader,
  scope: PartnershipScope,
  pageAsked: number,
): Promise<Page<SessionSummary>> {
  const { total } = await db
    .selectFrom('challenge_session')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await db
    .selectFrom('challenge_session')
    .innerJoin('cycle', 'cycle.id', 'challenge_session.cycle_id')
    .select([
      'challenge_session.id',
      'challenge_session.title',
      'cycle.name as cycle',
      'challenge_session.held_on',
      'challenge_session.starts_at',
      'challenge_session.status',
      'challenge_session.called_off_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('session_slot')
        .select((slots) => slots.fn.countAll<number>().as('agencies'))
        .whereRef('session_slot.session_id', '=', 'challenge_session.id')
        .as('agencies'),
    )
    .where('challenge_session.partnership_id', 'in', scope.partnershipIds)
    .orderBy('challenge_session.held_on', 'desc')
    .orderBy('challenge_session.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      cycle: row.cycle,
      heldOn: row.held_on,
      startsAt: row.starts_at,
      status: row.status,
      calledOff: row.called_off_at !== null,
      agencies: Number(row.agencies ?? 0),
    })),
    page,
    pageCount,
    total,
  };
}

export interface SessionSlot {
  readonly id: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly submissionId: string;
  readonly returnId: string;
  readonly returnStatus: string;
  readonly position: number;
  readonly startsAt: string;
  readonly minutes: number;
  /** The time before which it does not begin, where somebody set one. */
  readonly notBefore: string | null;
  readonly lead: { readonly id: string; readonly name: string } | null;
  readonly challenges: number;
  readonly letterReference: string | null;
  /** People of the organisation who are expected: its safeguarding leads and senior leads. */
  readonly expected: readonly string[];
}

export interface ChallengeSession {
  readonly id: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly cycle: string;
  readonly title: string;
  readonly heldOn: string;
  readonly startsAt: string;
  /** Null when it ends with its last slot. */
  readonly endsAt: string | null;
  readonly place: string;
  readonly joinLink: string | null;
  readonly papersOn: string | null;
  readonly papersReleasedAt: string | null;
  readonly keyLinesReleasedAt: string | null;
  /** Null unless it has been called off. */
  readonly calledOff: { readonly at: string; readonly reason: string } | null;
  readonly chair: { readonly id: string; readonly name: string } | null;
  readonly status: SessionStatus;
  readonly revision: number;
  readonly slots: readonly SessionSlot[];
}

/** Refuses, as unknown, a session that is not one of the scope: what a form asks before it looks at what was typed. */
export async function refuseForeignSession(db: Reader, scope: PartnershipScope, id: string): Promise<void> {
  const row = await db
    .selectFrom('challenge_session')
    .select('id')
    .where('id', '=', id)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
}

/** One session with its agenda. An unknown or foreign id is refused as not found. */
export async function getSession(
  db: Reader,
  scope: PartnershipScope,
  id: string,
  today: string,
): Promise<ChallengeSession> {
  const row = await db
    .selectFrom('challenge_session')
    .innerJoin('cycle', 'cycle.id', 'challenge_session.cycle_id')
    .leftJoin('person', 'person.id', 'challenge_session.chair_id')
    .selectAll('challenge_session')
    .select(['cycle.name as cycle', 'person.name as chair'])
    .where('challenge_session.id', '=', id)
    .where('challenge_session.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    cycleId: row.cycle_id,
    cycle: row.cycle,
    title: row.title,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    joinLink: row.join_link,
    papersOn: row.papers_on,
    papersReleasedAt: row.papers_released_at,
    keyLinesReleasedAt: row.key_lines_released_at,
    calledOff: row.called_off_at === null ? null : { at: row.called_off_at, reason: row.called_off_reason ?? '' },
    chair: row.chair_id !== null && row.chair !== null ? { id: row.chair_id, name: row.chair } : null,
    status: row.status,
    revision: row.revision,
    slots: await listSlots(db, row.id, today),
  };
}

async function listSlots(db: Reader, sessionId: string, today: string): Promise<SessionSlot[]> {
  const rows = await db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .innerJoin('submission', 'submission.id', 'session_slot.submission_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .leftJoin('outcome_letter', 'outcome_letter.submission_id', 'session_slot.submission_id')
    .leftJoin('person', 'person.id', 'session_slot.lead_id')
    .selectAll('session_slot')
    .select([
      'organisation.name as organisation',
      'submission.return_id',
      'agency_return.status as return_status',
      'outcome_letter.reference as letter_reference',
      'person.name as lead',
    ])
    .select((eb) =>
      eb
        .selectFrom('challenge')
        .select((entries) => entries.fn.countAll<number>().as('entries'))
        .whereRef('challenge.slot_id', '=', 'session_slot.id')
        .as('challenges'),
    )
    .where('session_slot.session_id', '=', sessionId)
    .orderBy('session_slot.position')
    .execute();
  const people = await listExpected(
    db,
    rows.map((row) => row.organisation_id),
    today,
  );
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    submissionId: row.submission_id,
    returnId: row.return_id,
    returnStatus: row.return_status,
    position: row.position,
    startsAt: row.starts_at,
    minutes: row.minutes,
    notBefore: row.not_before,
    lead: row.lead_id !== null && row.lead !== null ? { id: row.lead_id, name: row.lead } : null,
    challenges: Number(row.challenges ?? 0),
    letterReference: row.letter_reference,
    expected: people.filter((person) => person.organisationId === row.organisation_id).map(({ name }) => name),
  }));
}

export interface ExpectedPerson {
  readonly organisationId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

const expectedRoles = ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'];

/** Who is expected to speak for each of some organisations, safeguarding leads first; one statement. */
export async function listExpected(
  db: Reader,
  organisationIds: readonly string[],
  today: string,
): Promise<ExpectedPerson[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['role_grant.organisation_id', 'role_grant.role', 'person.id', 'person.name', 'person.email'])
    .where('role_grant.organisation_id', 'in', organisationIds)
    .where('role_grant.role', 'in', expectedRoles)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows
    .flatMap((row) =>
      row.organisation_id === null
        ? []
        : [{ organisationId: row.organisation_id, personId: row.id, name: row.name, email: row.email, role: row.role }],
    )
    .toSorted((a, b) => expectedRoles.indexOf(a.role) - expectedRoles.indexOf(b.role));
}

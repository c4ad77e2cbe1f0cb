/** What awaits people of a partnership. */
import type { Reader } from '../../../db/client.server.ts';
import { addDays, daysBetween } from '../../platform/clock.ts';
import { findPartnershipScope, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { type ActionsAtHome, getActionsAtHome } from '../actions/at-home.server.ts';
import { listAwaitedReplies } from '../challenge/letter/replies.server.ts';
import { type AwaitingReturn, countAwaiting, listOldestAwaiting } from '../challenge/responses/awaiting.server.ts';
import { countEntries, type EntryCounts } from '../challenge-log/queries.server.ts';
import { countEscalations } from '../escalation/notes.server.ts';
import { type InfectedFile, listInfected } from '../evidence/scans.server.ts';
import { countAccessRequests } from '../onboarding/access-requests.server.ts';
import { findReviewDue } from '../onboarding/access-review.server.ts';
import { countRequests, type RequestCounts } from '../registers/requests/queries.server.ts';
import { countRisks, type RiskCounts } from '../registers/risks/queries.server.ts';
import { listBrokenAddresses } from '../reminders/broken-addresses.server.ts';
import { isOverdue, type ReturnStatus } from '../returns/rules.ts';
import { countRecentAccess } from '../system/emergency-access.server.ts';
import { listUnread } from '../threads/queries.server.ts';
import { countActions, type HomeActions } from './home-actions.server.ts';

export interface HomeCycle {
  readonly id: string;
  readonly name: string;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly total: number;
  readonly byStatus: Readonly<Record<ReturnStatus, number>>;
  readonly overdue: number;
}

export interface PartnershipHome {
  readonly cycles: readonly HomeCycle[];
  /** Null where the viewer has no part in moderation. */
  readonly moderation: { readonly waiting: number; readonly inProgress: number } | null;
  /** Returns whose agencies wrote something that the viewer has not seen; null where the viewer reads no threads. */
  readonly unreadThreads: number | null;
  /** Returns without an answer, and letters of which something is awaited; null where the viewer writes no answers. */
  readonly feedback: {
    readonly waiting: number;
    readonly late: number;
    /** Oldest first. */
    readonly oldest: readonly AwaitingReturn[];
    readonly replies: number;
  } | null;
  readonly sessions: readonly {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly packId: string | null;
  }[];
  readonly actions: HomeActions;
  readonly actionsWaiting: ActionsAtHome;
  readonly challengeLog: EntryCounts;
  /** What is raised; null for whoever may not open it. */
  readonly escalations: { readonly running: number; readonly waiting: number } | null;
  readonly risks: RiskCounts;
  readonly requests: RequestCounts;
  readonly mayChangeCycles: boolean;
  readonly mayReadRecord: boolean;
  readonly mayReadSchedule: boolean;
  /** Who is let in and who looks in; null for whoever does not change people. */
  readonly people: {
    readonly emergencyAccess: number;
    readonly accessRequests: number;
    /** The quarter whose roles nobody has looked through yet, for instance `2026-Q4`; null when somebody has. */
    readonly reviewDue: string | null;
  } | null;
  /** People nothing arrives at; null for whoever does not run the messages. */
  readonly brokenAddresses: number | null;
  /** Files of members in which malware was found of late; empty for whoever does not look after members. */
  readonly infected: readonly InfectedFile[];
}

export async function partnershipHome(db: Reader, viewer: Viewer, today: string): Promise<PartnershipHome | null> {
  const scope = findPartnershipScope(viewer, 'cycle.read');
  if (!scope) return null;
  const counts = await db
    .selectFrom('cycle')
    .innerJoin('agency_return', 'agency_return.cycle_id', 'cycle.id')
    .select((eb) => [
      'cycle.id',
      'cycle.name',
      'cycle.due_on',
      'agency_return.status',
      eb.fn.countAll<number>().as('returns'),
      eb.fn.sum<number>(eb.case().when('agency_return.due_on', '<', today).then(1).else(0).end()).as('past'),
    ])
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('cycle.status', '=', 'open')
    .groupBy(['cycle.id', 'cycle.name', 'cycle.due_on', 'agency_return.status'])
    .orderBy('cycle.due_on')
    .execute();
  const cycles = new Map<string, HomeCycle>();
  for (const row of counts) {
    const before = cycles.get(row.id);
    const late = isOverdue(row.status, '0000-00-00', today) ? Number(row.past) : 0;
    cycles.set(row.id, {
      id: row.id,
      name: row.name,
      dueOn: row.due_on,
      daysLeft: daysBetween(today, row.due_on),
      total: (before?.total ?? 0) + Number(row.returns),
      byStatus: { ...(before?.byStatus ?? noReturns), [row.status]: Number(row.returns) },
      overdue: (before?.overdue ?? 0) + late,
    });
  }
  const moderationScope = findPartnershipScope(viewer, 'moderation.read');
  const moderation = moderationScope
    ? await db
        .selectFrom('moderation')
        .innerJoin('submission', 'submission.id', 'moderation.submission_id')
        .select((eb) => ['moderation.status', eb.fn.countAll<number>().as('count')])
        .where('moderation.partnership_id', 'in', moderationScope.partnershipIds)
        .where('moderation.status', 'in', ['waiting', 'in-progress'])
        .where('submission.superseded_at', 'is', null)
        .groupBy('moderation.status')
        .execute()
    : null;
  const countOf = (status: string) => Number(moderation?.find((row) => row.status === status)?.count ?? 0);
  const sessions = await db
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
        .orderBy('challenge_pack.version', 'desc')
        .limit(1)
        .as('packId'),
    ])
    .where('challenge_session.partnership_id', 'in', scope.partnershipIds)
    .where('challenge_session.status', '=', 'planned')
    .where('challenge_session.called_off_at', 'is', null)
    .orderBy('challenge_session.held_on')
    .limit(3)
    .execute();
  const threadScope = findPartnershipScope(viewer, 'thread.read');
  const answerScope = findPartnershipScope(viewer, 'response.send');
  const memberScope = findPartnershipScope(viewer, 'organisation.change');
  const peopleScope = findPartnershipScope(viewer, 'people.change');
  const mailScope = findPartnershipScope(viewer, 'mail.change');
  return {
    cycles: [...cycles.values()],
    moderation: moderation ? { waiting: countOf('waiting'), inProgress: countOf('in-progress') } : null,
    unreadThreads: threadScope ? (await listUnread(db, viewer, threadScope)).length : null,
    feedback: answerScope ? await feedbackOf(db, answerScope, today) : null,
    sessions,
    actions: await countActions(db, { column: 'partnership_id', ids: scope.partnershipIds }, today),
    actionsWaiting: await getActionsAtHome(db, viewer, today),
    challengeLog: await countEntries(db, { organisations: undefined, partnerships: scope }, today),
    escalations: await countEscalations(db, viewer),
    risks: await countRisks(db, scope, today),
    requests: await countRequests(db, { organisations: undefined, partnerships: scope }, today),
    mayChangeCycles: findPartnershipScope(viewer, 'cycle.change') !== undefined,
    mayReadRecord: findPartnershipScope(viewer, 'audit.read') !== undefined,
    mayReadSchedule: findPartnershipScope(viewer, 'retention.read') !== undefined,
    infected: memberScope ? await listInfected(db, memberScope, addDays(today, -infectedDays)) : [],
    people: peopleScope
      ? {
          emergencyAccess: await countRecentAccess(db, peopleScope, today),
          accessRequests: await countAccessRequests(db, peopleScope),
          reviewDue: await findReviewDue(db, peopleScope, today),
        }
      : null,
    brokenAddresses: mailScope ? (await listBrokenAddresses(db, mailScope, today, 100)).length : null,
  };
}

/** So long it is news that malware was found, in days. */
const infectedDays = 30;

const mostOldest = 5;

async function feedbackOf(db: Reader, scope: PartnershipScope, today: string): Promise<PartnershipHome['feedback']> {
  const { total, late } = await countAwaiting(db, scope, today);
  return {
    waiting: total,
    late,
    oldest: await listOldestAwaiting(db, scope, today, mostOldest),
    replies: (await listAwaitedReplies(db, scope, today, 1)).total,
  };
}

const noReturns: Readonly<Record<ReturnStatus, number>> = {
  'not-started': 0,
  'in-progress': 0,
  'awaiting-sign-off': 0,
  signed: 0,
  submitted: 0,
  closed: 0,
};

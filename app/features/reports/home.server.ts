/** What awaits a person, by role: the whole of the home page in a fixed number of queries. */
import type { Reader } from '../../../db/client.server.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { signatoryCodes } from '../../../standards/vocabulary.ts';
import { daysBetween } from '../../platform/clock.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { listBrokenAddresses } from '../reminders/broken-addresses.server.ts';
import { type HandedPart, listHandedParts, listPartsToLookAt } from '../returns/delegations.server.ts';
import { isOverdue, percentComplete, type ReturnStatus, returnStatuses } from '../returns/rules.ts';
import { countLocal, isPrimary, listOthers } from '../returns/shared/list-shared.server.ts';
import { listOwnAuthorities } from '../submissions/authorities/queries.server.ts';
import { type AwaitedQuery, listAwaited, listUnread } from '../threads/queries.server.ts';
import { type HomeAction, type HomeSent, listLatestSent, listNextActions } from './home-lists.server.ts';

export interface HomeReturn {
  readonly id: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly status: ReturnStatus;
  readonly statusWords: string;
  readonly dueOn: string;
  /** Negative when the last day has passed. */
  readonly daysLeft: number;
  readonly overdue: boolean;
  readonly percent: number;
  /** The viewer holds a role that this return still waits for. */
  readonly mine: boolean;
  /** Other partnerships that it is answered for. */
  readonly alsoFor: readonly { readonly partnershipName: string; readonly dueOn: string; readonly daysLeft: number }[];
}

export interface HomeActions {
  readonly open: number;
  readonly overdue: number;
  /** Said to be done, waiting for somebody at the partnership to check. */
  readonly done: number;
}

export interface HomeLetter {
  readonly returnId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly issuedAt: string;
}

export interface OrganisationHome {
  readonly returns: readonly HomeReturn[];
  readonly letters: readonly HomeLetter[];
  readonly actions: HomeActions;
  readonly nextActions: readonly HomeAction[];
  readonly sent: readonly HomeSent[];
  readonly mayAnswer: boolean;
  /** What is with colleagues and needs the lead: ready for review, late, or with somebody who has left. */
  readonly toLookAt: readonly HandedPart[];
  /** Questions of the partnership that wait for an answer. */
  readonly awaited: readonly AwaitedQuery[];
  readonly mayExport: boolean;
}

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
  readonly sessions: readonly {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly packId: string | null;
  }[];
  readonly actions: HomeActions;
  readonly mayChangeCycles: boolean;
  readonly mayReadRecord: boolean;
  /** People nothing arrives at; null for whoever does not run the messages. */
  readonly brokenAddresses: number | null;
}

export interface Home {
  /** What is handed to the viewer now; null for somebody to whom nothing can be handed. */
  readonly asked: readonly HandedPart[] | null;
  readonly organisation: OrganisationHome | null;
  readonly partnership: PartnershipHome | null;
}

const mostRows = 20;

export async function getHome(db: Reader, viewer: Viewer, today: string): Promise<Home> {
  return {
    asked: findOrganisationScope(viewer, 'return.read-part') ? await listHandedParts(db, viewer, today) : null,
    organisation: await organisationHome(db, viewer, today),
    partnership: await partnershipHome(db, viewer, today),
  };
}

async function organisationHome(db: Reader, viewer: Viewer, today: string): Promise<OrganisationHome | null> {
  const scope = findOrganisationScope(viewer, 'return.read');
  if (!scope) return null;
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .leftJoin('standard_progress', 'standard_progress.return_id', 'agency_return.id')
    .select((eb) => [
      'agency_return.id',
      'agency_return.organisation_id',
      'agency_return.status',
      'agency_return.due_on',
      'organisation.name as organisation',
      'cycle.name as cycle',
      eb.fn.coalesce(eb.fn.sum<number>('standard_progress.required'), eb.lit(0)).as('required'),
      eb.fn.coalesce(eb.fn.sum<number>('standard_progress.required_complete'), eb.lit(0)).as('complete'),
    ])
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .where('agency_return.status', 'in', ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'])
    .where(isPrimary)
    .groupBy([
      'agency_return.id',
      'agency_return.organisation_id',
      'agency_return.status',
      'agency_return.due_on',
      'organisation.name',
      'cycle.name',
    ])
    .orderBy('agency_return.due_on')
    .limit(mostRows)
    .execute();
  const ids = rows.map(({ id }) => id);
  const others = await listOthers(db, scope, ids);
  const local = await countLocal(db, scope, ids);
  const signed = await db
    .selectFrom('sign_off')
    .select(['return_id', 'signatory'])
    .where('organisation_id', 'in', scope.organisationIds)
    .where('voided_at', 'is', null)
    .execute();
  const letters = await db
    .selectFrom('outcome_letter')
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .innerJoin('organisation', 'organisation.id', 'outcome_letter.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select([
      'submission.return_id as returnId',
      'organisation.name as organisation',
      'cycle.name as cycle',
      'outcome_letter.issued_at as issuedAt',
    ])
    .where('outcome_letter.organisation_id', 'in', scope.organisationIds)
    .orderBy('outcome_letter.issued_at', 'desc')
    .limit(3)
    .execute();
  const authorities = viewer.organisationRoles.some(({ role }) => role === 'delegate-signatory')
    ? await listOwnAuthorities(db, scope, viewer.personId, today)
    : [];
  const signsAs = [
    ...viewer.organisationRoles.map(({ role, organisationId }) => ({ signatory: role as string, organisationId })),
    ...authorities,
  ].filter(({ signatory }) => isSignatory(signatory));
  const waitsForViewer = (returnId: string, organisationId: string) =>
    signsAs.some(
      ({ signatory, organisationId: place }) =>
        place === organisationId && !signed.some((one) => one.return_id === returnId && one.signatory === signatory),
    );
  return {
    returns: rows.map((row) => ({
      id: row.id,
      organisation: row.organisation,
      cycle: row.cycle,
      status: row.status,
      statusWords: returnStatuses[row.status].words,
      dueOn: row.due_on,
      daysLeft: daysBetween(today, row.due_on),
      overdue: isOverdue(row.status, row.due_on, today),
      percent: percentComplete({
        required: Number(row.required) + (local.get(row.id)?.required ?? 0),
        complete: Number(row.complete) + (local.get(row.id)?.complete ?? 0),
      }),
      mine:
        [row, ...(others.get(row.id) ?? [])].some(({ status }) => status === 'awaiting-sign-off') &&
        waitsForViewer(row.id, row.organisation_id),
      alsoFor: (others.get(row.id) ?? []).map(({ partnershipName, dueOn }) => ({
        partnershipName,
        dueOn,
        daysLeft: daysBetween(today, dueOn),
      })),
    })),
    letters,
    actions: await countActions(db, { column: 'organisation_id', ids: scope.organisationIds }, today),
    nextActions: await listNextActions(db, scope, viewer, today),
    sent: await listLatestSent(db, scope),
    mayAnswer: findOrganisationScope(viewer, 'return.answer') !== undefined,
    toLookAt: await listPartsToLookAt(db, viewer, today),
    awaited: await listAwaited(db, scope, today),
    mayExport: findOrganisationScope(viewer, 'organisation.export') !== undefined,
  };
}

const knownSignatories: readonly string[] = signatoryCodes;
const isSignatory = (role: string): role is SignatoryCode => knownSignatories.includes(role);

async function partnershipHome(db: Reader, viewer: Viewer, today: string): Promise<PartnershipHome | null> {
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
        .orderBy('challenge_pack.version', 'desc')
        .limit(1)
        .as('packId'),
    ])
    .where('challenge_session.partnership_id', 'in', scope.partnershipIds)
    .where('challenge_session.status', '=', 'planned')
    .orderBy('challenge_session.held_on')
    .limit(3)
    .execute();
  const threadScope = findPartnershipScope(viewer, 'thread.read');
  const mailScope = findPartnershipScope(viewer, 'mail.change');
  return {
    cycles: [...cycles.values()],
    moderation: moderation ? { waiting: countOf('waiting'), inProgress: countOf('in-progress') } : null,
    unreadThreads: threadScope ? (await listUnread(db, viewer, threadScope)).length : null,
    sessions,
    actions: await countActions(db, { column: 'partnership_id', ids: scope.partnershipIds }, today),
    mayChangeCycles: findPartnershipScope(viewer, 'cycle.change') !== undefined,
    mayReadRecord: findPartnershipScope(viewer, 'audit.read') !== undefined,
    brokenAddresses: mailScope ? (await listBrokenAddresses(db, mailScope, today, 100)).length : null,
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

async function countActions(
  db: Reader,
  owner: { readonly column: 'organisation_id' | 'partnership_id'; readonly ids: readonly [string, ...string[]] },
  today: string,
): Promise<HomeActions> {
  const rows = await db
    .selectFrom('action')
    .select((eb) => [
      'status',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>(eb.case().when('due_on', '<', today).then(1).else(0).end()).as('past'),
    ])
    .where(owner.column, 'in', owner.ids)
    .where('status', '<>', 'closed')
    .groupBy('status')
    .execute();
  const active = rows.filter((row) => row.status !== 'done');
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + Number(one), 0);
  return {
    open: sum(active.map((row) => row.count)),
    overdue: sum(active.map((row) => row.past)),
    done: sum(rows.filter((row) => row.status === 'done').map((row) => row.count)),
  };
}

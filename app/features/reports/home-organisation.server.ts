/** What awaits people of an organisation. */
import type { Reader } from '../../../db/client.server.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { signatoryCodes } from '../../../standards/vocabulary.ts';
import { daysBetween } from '../../platform/clock.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type JoinedByOthers, listJoinedByOthers } from '../actions/at-home.server.ts';
import { countEntries, type EntryCounts } from '../challenge-log/queries.server.ts';
import { countSuggested } from '../good-practice/queries.server.ts';
import { countRequests, type RequestCounts } from '../registers/requests/queries.server.ts';
import { type HandedPart, listPartsToLookAt } from '../returns/delegations.server.ts';
import { isOverdue, percentComplete, type ReturnStatus, returnStatuses } from '../returns/rules.ts';
import { countLocal, isPrimary, listOthers } from '../returns/shared/list-shared.server.ts';
import { listOwnAuthorities } from '../submissions/authorities/queries.server.ts';
import { type AwaitedQuery, listAwaited } from '../threads/queries.server.ts';
import { countActions, type HomeActions } from './home-actions.server.ts';
import { type HomeCentral, listCentralAtHome } from './home-central.server.ts';
import {
  type HomeAction,
  type HomeSent,
  type LeftAction,
  listLatestSent,
  listLeftActions,
  listNextActions,
} from './home-lists.server.ts';

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

export interface HomeLetter {
  readonly returnId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly issuedAt: string;
}

export interface OrganisationHome {
  readonly returns: readonly HomeReturn[];
  readonly letters: readonly HomeLetter[];
  /** Answers in writing, newest first. */
  readonly responses: readonly (Omit<HomeLetter, 'issuedAt'> & { readonly sentAt: string })[];
  readonly actions: HomeActions;
  readonly nextActions: readonly HomeAction[];
  /** Actions whose owners have left; for whoever changes people. */
  readonly leftActions: readonly LeftAction[];
  readonly sent: readonly HomeSent[];
  readonly mayAnswer: boolean;
  /** What is with colleagues and needs the lead: ready for review, late, or with somebody who has left. */
  readonly toLookAt: readonly HandedPart[];
  /** Answers of the trust or group that nobody here has settled; for whoever answers returns. */
  readonly central: readonly HomeCentral[];
  /** Questions of the partnership that wait for an answer. */
  readonly awaited: readonly AwaitedQuery[];
  readonly mayExport: boolean;
  readonly mayReadRecord: boolean;
  readonly mayReadSchedule: boolean;
  /** Challenges that the organisation raised, or has to answer. */
  readonly challengeLog: EntryCounts;
  /** What the partnership asks it for. */
  readonly joinedByOthers: readonly JoinedByOthers[];
  readonly requests: RequestCounts;
  /** Suggestions of good practice that wait for a decision; null for somebody who does not decide. */
  readonly suggested: number | null;
}

const mostRows = 20;

export async function organisationHome(db: Reader, viewer: Viewer, today: string): Promise<OrganisationHome | null> {
  const scope = findOrganisationScope(viewer, 'return.read');
  if (!scope) return null;
  const leads = findOrganisationScope(viewer, 'people.change');
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
  const responses = await db
    .selectFrom('written_response')
    .innerJoin('submission', 'submission.id', 'written_response.submission_id')
    .innerJoin('organisation', 'organisation.id', 'written_response.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select([
      'submission.return_id as returnId',
      'organisation.name as organisation',
      'cycle.name as cycle',
      'written_response.sent_at as sentAt',
    ])
    .where('written_response.organisation_id', 'in', scope.organisationIds)
    .orderBy('written_response.sent_at', 'desc')
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
  const sharing = findOrganisationScope(viewer, 'good-practice.share');
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
    responses,
    actions: await countActions(db, { column: 'organisation_id', ids: scope.organisationIds }, today),
    nextActions: await listNextActions(db, scope, viewer, today),
    leftActions: leads ? await listLeftActions(db, leads, today) : [],
    sent: await listLatestSent(db, scope),
    mayAnswer: findOrganisationScope(viewer, 'return.answer') !== undefined,
    central: findOrganisationScope(viewer, 'return.answer') ? await listCentralAtHome(db, rows, today) : [],
    toLookAt: await listPartsToLookAt(db, viewer, today),
    awaited: await listAwaited(db, scope, today),
    mayExport: findOrganisationScope(viewer, 'organisation.export') !== undefined,
    mayReadRecord: findOrganisationScope(viewer, 'audit.read') !== undefined,
    mayReadSchedule: findOrganisationScope(viewer, 'retention.read') !== undefined,
    challengeLog: await countEntries(db, { organisations: scope, partnerships: undefined }, today),
    joinedByOthers: await listJoinedByOthers(db, viewer, today),
    requests: await countRequests(db, { organisations: scope, partnerships: undefined }, today),
    suggested: sharing ? await countSuggested(db, sharing) : null,
  };
}

const knownSignatories: readonly string[] = signatoryCodes;
const isSignatory = (role: string): role is SignatoryCode => knownSignatories.includes(role);

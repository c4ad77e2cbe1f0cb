/** The short lists of an organisation's home page: what to do next, and what was sent last. */
import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope, PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { isOverdue } from '../actions/rules.ts';

export interface HomeAction {
  readonly id: string;
  readonly reference: string;
  readonly what: string;
  readonly dueOn: string;
  readonly overdue: boolean;
}

export interface HomeSent {
  readonly id: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly submittedAt: string;
}

const most = 5;

const stillOpen = (db: Reader) =>
  db
    .selectFrom('action')
    .select(['id', 'reference', 'what', 'due_on as dueOn', 'status'])
    .where('status', 'in', ['open', 'in-progress'])
    .orderBy('due_on')
    .orderBy('id')
    .limit(most);

const openActions = (db: Reader, scope: OrganisationScope) =>
  stillOpen(db).where('organisation_id', 'in', scope.organisationIds);

/** What a person of a partnership owns of its groups' own actions, by due date. */
export async function listOwnGroupActions(
  db: Reader,
  scope: PartnershipScope,
  viewer: Viewer,
  today: string,
): Promise<HomeAction[]> {
  const rows = await stillOpen(db)
    .where('owner_id', '=', viewer.personId)
    .where('organisation_id', 'is', null)
    .where('partnership_id', 'in', scope.partnershipIds)
    .execute();
  return rows.map(({ status, ...row }) => ({ ...row, overdue: isOverdue(status, row.dueOn, today) }));
}

/** The person's own actions that are not done, by due date. */
export async function listOwnActions(
  db: Reader,
  scope: OrganisationScope,
  viewer: Viewer,
  today: string,
): Promise<HomeAction[]> {
  const rows = await openActions(db, scope).where('owner_id', '=', viewer.personId).execute();
  return rows.map(({ status, ...row }) => ({ ...row, overdue: isOverdue(status, row.dueOn, today) }));
}

/** The person's own actions that are not done, by due date; everybody's of the organisation where they own none. */
export async function listNextActions(
  db: Reader,
  scope: OrganisationScope,
  viewer: Viewer,
  today: string,
): Promise<HomeAction[]> {
  const own = await listOwnActions(db, scope, viewer, today);
  if (own.length > 0) return own;
  const rows = await openActions(db, scope).execute();
  return rows.map(({ status, ...row }) => ({ ...row, overdue: isOverdue(status, row.dueOn, today) }));
}

/** An action that nobody does: its owner has no role in the organisation any more. */
export interface LeftAction extends HomeAction {
  readonly owner: string;
}

/**
 * Actions whose owners have left, by due date, for whoever leads now. Asked of the roles of the day, so that a hand-over on
 * a later day needs nothing moved. An owner without an account is known by name alone and is not among them.
 */
export async function listLeftActions(db: Reader, scope: OrganisationScope, today: string): Promise<LeftAction[]> {
  const rows = await openActions(db, scope)
    .select('owner_name as owner')
    .where('owner_id', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('role_grant')
            .select('role_grant.id')
            .whereRef('role_grant.person_id', '=', 'action.owner_id')
            .whereRef('role_grant.organisation_id', '=', 'action.organisation_id')
            .where('role_grant.from_on', '<=', today)
            .where((grant) => grant.or([grant('role_grant.to_on', 'is', null), grant('role_grant.to_on', '>', today)])),
        ),
      ),
    )
    .execute();
  return rows.map(({ status, ...row }) => ({ ...row, overdue: isOverdue(status, row.dueOn, today) }));
}

/** The returns that were sent last, whose copies people come back for. */
export async function listLatestSent(db: Reader, scope: OrganisationScope): Promise<HomeSent[]> {
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'agency_return.id',
      'organisation.name as organisation',
      'cycle.name as cycle',
      'agency_return.submitted_at as submittedAt',
    ])
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .where('agency_return.status', 'in', ['submitted', 'closed'])
    .orderBy('agency_return.submitted_at', 'desc')
    .orderBy('agency_return.id')
    .limit(most)
    .execute();
  return rows.flatMap(({ submittedAt, ...row }) => (submittedAt === null ? [] : [{ ...row, submittedAt }]));
}

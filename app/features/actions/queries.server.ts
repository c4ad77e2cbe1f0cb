import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { findEvidenceScope, inEvidenceScope } from '../evidence/scope.server.ts';
import { type ActionSource, type ActionStatus, isOverdue, type Priority, type ProgressRating } from './rules.ts';
import type { ActionFilter } from './schema.ts';
import { type ActionScope, actionsInScope, holderName } from './scope.server.ts';

export interface ActionSummary {
  readonly id: string;
  readonly reference: string;
  /** Null for a group's own action. */
  readonly organisationId: string | null;
  /** Whose it is: the organisation's name, or the group's. */
  readonly holder: string;
  readonly what: string;
  readonly owner: string;
  readonly dueOn: string;
  /** What was agreed first; before `dueOn` once the date has moved. */
  readonly firstDueOn: string;
  readonly priority: Priority;
  readonly status: ActionStatus;
  readonly percent: number;
  /** How its owner last rated the progress. */
  readonly rag: ProgressRating | null;
  readonly overdue: boolean;
  readonly source: ActionSource;
}

/** Actions in scope by due date, a page at a time. Two statements, however many there are. */
export async function listActions(
  db: Reader,
  scope: ActionScope,
  filter: ActionFilter,
  today: string,
  pageAsked: number,
): Promise<Page<ActionSummary>> {
  const { total } = await filtered(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await filtered(db, scope, filter, today)
    .select([
      'action.id',
      'action.reference',
      'action.organisation_id as organisationId',
      holderName.as('holder'),
      'action.what',
      'action.owner_name',
      'action.due_on',
      'action.first_due_on',
      'action.priority',
      'action.status',
      'action.percent',
      'action.rag',
      'action.source_kind',
    ])
    .orderBy('action.due_on', filter.sort === 'due' ? 'asc' : 'desc')
    .orderBy('action.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      organisationId: row.organisationId,
      holder: row.holder,
      what: row.what,
      owner: row.owner_name,
      dueOn: row.due_on,
      firstDueOn: row.first_due_on,
      priority: row.priority,
      status: row.status,
      percent: row.percent,
      rag: row.rag,
      overdue: isOverdue(row.status, row.due_on, today),
      source: row.source_kind,
    })),
    page,
    pageCount,
    total,
  };
}

/** The actions that a filter lets through; `current` is everything that is not closed. */
export function filtered(db: Reader, scope: ActionScope, filter: ActionFilter, today: string) {
  let actions = actionsInScope(db, scope);
  if (filter.status === 'current') actions = actions.where('action.status', '!=', 'closed');
  else if (filter.status !== 'all') actions = actions.where('action.status', '=', filter.status);
  if (filter.overdue) {
    actions = actions.where('action.due_on', '<', today).where('action.status', 'in', ['open', 'in-progress']);
  }
  if (filter.organisation) actions = actions.where('action.organisation_id', '=', filter.organisation);
  if (filter.group) actions = actions.where('action.group_id', '=', filter.group);
  if (filter.priority) actions = actions.where('action.priority_id', '=', filter.priority);
  if (filter.owner === 'me') actions = actions.where('action.owner_id', '=', scope.personId);
  if (filter.source) actions = actions.where('action.source_kind', '=', filter.source);
  return actions;
}

/** The groups that have an action in scope, by name: the choices of the filter. */
export async function listActionGroups(
  db: Reader,
  scope: ActionScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('partnership_group')
    .select(['id', 'name'])
    .where('id', 'in', actionsInScope(db, scope).select('action.group_id'))
    .orderBy('name')
    .limit(200)
    .execute();
}

/** The partnership's priorities that an action in scope serves, in their order: the choices of the filter. */
export async function listActionPriorities(
  db: Reader,
  scope: ActionScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('partnership_priority')
    .select(['id', 'title as name'])
    .where('id', 'in', actionsInScope(db, scope).select('action.priority_id'))
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** The organisations that have an action in scope, by name: the choices of the filter. */
export async function listActionOrganisations(
  db: Reader,
  scope: ActionScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['organisation.id', 'organisation.name'])
    .where('organisation.id', 'in', actionsInScope(db, scope).select('action.organisation_id'))
    .orderBy('organisation.name')
    .limit(1000)
    .execute();
}

/** The organisations that can be given an action: current members of the partnerships in scope, by name. */
export async function listActionCandidates(
  db: Reader,
  scope: PartnershipScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['organisation.id', 'organisation.name'])
    .where('organisation.id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('left_on', 'is', null),
    )
    .where('organisation.status', '=', 'open')
    .orderBy('organisation.name')
    .limit(2000)
    .execute();
}

/** The newest evidence of one organisation that the viewer may read, for the choice of a proof. */
export async function listProofs(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
): Promise<{ readonly id: string; readonly title: string }[]> {
  const scope = findEvidenceScope(viewer, 'evidence.read');
  if (!scope) return [];
  return db
    .selectFrom('evidence')
    .select(['id', 'title'])
    .where('organisation_id', '=', organisationId)
    .where(inEvidenceScope(scope))
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

export interface ActionCounts {
  /** Not closed. */
  readonly current: number;
  readonly overdue: number;
  /** Marked as done and waiting for somebody at the partnership. */
  readonly toCheck: number;
  /** Checked and waiting for the board. */
  readonly toRatify: number;
  readonly closed: number;
}

/** How many actions in scope stand where. */
export async function countActions(db: Reader, scope: ActionScope, today: string): Promise<ActionCounts> {
  const rows = await actionsInScope(db, scope)
    .select(['action.status', (eb) => eb.fn.countAll<number>().as('total')])
    .select((eb) => eb.fn.sum<number>(eb.case().when('action.due_on', '<', today).then(1).else(0).end()).as('late'))
    .groupBy('action.status')
    .execute();
  const of = (status: ActionStatus) => rows.find((row) => row.status === status);
  const total = (status: ActionStatus) => Number(of(status)?.total ?? 0);
  const late = (status: ActionStatus) => Number(of(status)?.late ?? 0);
  return {
    current: total('open') + total('in-progress') + total('done') + total('verified'),
    overdue: late('open') + late('in-progress'),
    toCheck: total('done'),
    toRatify: total('verified'),
    closed: total('closed'),
  };
}

export interface OpenAction {
  readonly organisationId: string;
  readonly reference: string;
  readonly what: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly status: ActionStatus;
  /** What was last said about it. */
  readonly latestNote: string | null;
}

/** Every action of some organisations with one partnership that is not closed, by due date; two statements. */
export async function listOpenActionsOf(
  db: Reader,
  partnershipId: string,
  organisationIds: readonly string[],
): Promise<OpenAction[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('action')
    .select(['id', 'reference', 'what', 'owner_name', 'due_on', 'status'])
    .select((eb) => eb.ref('organisation_id').$notNull().as('organisation_id'))
    .where('partnership_id', '=', partnershipId)
    .where('organisation_id', 'in', organisationIds)
    .where('status', '!=', 'closed')
    .orderBy('due_on')
    .orderBy('reference')
    .execute();
  const notes = await db
    .selectFrom('action_update')
    .innerJoin('action', 'action.id', 'action_update.action_id')
    .select(['action_update.action_id', 'action_update.note'])
    .where('action.partnership_id', '=', partnershipId)
    .where('action.organisation_id', 'in', organisationIds)
    .where('action.status', '!=', 'closed')
    .where('action_update.kind', 'in', ['progress', 'done'])
    .orderBy('action_update.made_at')
    .orderBy('action_update.id')
    .execute();
  const latest = new Map(notes.map((note) => [note.action_id, note.note]));
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    reference: row.reference,
    what: row.what,
    owner: row.owner_name,
    dueOn: row.due_on,
    status: row.status,
    latestNote: latest.get(row.id) ?? null,
  }));
}

import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { type ActionAbilities, abilities } from './abilities.server.ts';
import { type ActionLineage, getLineage, subjectOf } from './findings.server.ts';
import { findMarkedDoneBy } from './marked-done.server.ts';
import { findWaitingRequest, type MoreTimeRequest } from './more-time.server.ts';
import { type ActionSource, type ActionStatus, isOverdue, type Priority, type ProgressRating } from './rules.ts';
import { actionScope, actionsInScope, holderName } from './scope.server.ts';
import { getActionSettings } from './settings.server.ts';
import { type ActionUpdate, listUpdates } from './timeline.server.ts';

export interface ActionDetail {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  /** Null for a group's own action. */
  readonly organisation: { readonly id: string; readonly name: string } | null;
  /** The group that follows it, or whose own it is. */
  readonly group: { readonly id: string; readonly name: string } | null;
  /** Whose it is: the organisation's name, or the group's. */
  readonly holder: string;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly source: ActionSource;
  /** An inspection, review, audit or survey in words, and its day. */
  readonly sourceName: string | null;
  readonly sourceOn: string | null;
  /** Where it comes from, as far as it has a history. */
  readonly cycle: { readonly id: string; readonly name: string } | null;
  readonly session: { readonly id: string; readonly title: string; readonly heldOn: string } | null;
  readonly submissionId: string | null;
  readonly standard: string | null;
  readonly question: string | null;
  readonly finding: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly ownerId: string | null;
  readonly owner: string;
  readonly sponsorId: string | null;
  readonly sponsor: string | null;
  readonly startsOn: string | null;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly priority: Priority;
  /** The partnership's priority that it serves. */
  readonly serves: { readonly id: string; readonly title: string } | null;
  readonly status: ActionStatus;
  readonly percent: number;
  /** How its owner last rated the progress. */
  readonly rag: ProgressRating | null;
  /** A board ratifies before it is closed. */
  readonly ratify: boolean;
  readonly overdue: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly closedAt: string | null;
  /** The day on which somebody looks whether it still works. */
  readonly impactCheckOn: string | null;
  /** More time that was asked for and waits for a decision. */
  readonly request: MoreTimeRequest | null;
  readonly lineage: ActionLineage;
  /** Newest first. */
  readonly updates: readonly ActionUpdate[];
  /** What this viewer may do to it now. */
  readonly may: ActionAbilities;
}

/** One action with its history and what the viewer may do. An unknown or foreign id is refused as not found. */
export async function getAction(db: Reader, viewer: Viewer, id: string, today: string): Promise<ActionDetail> {
  const row = await actionsInScope(db, actionScope(viewer))
    .leftJoin('partnership_group as followers', 'followers.id', 'action.group_id')
    .leftJoin('partnership_priority as serves', 'serves.id', 'action.priority_id')
    .innerJoin('partnership', 'partnership.id', 'action.partnership_id')
    .innerJoin('person as creator', 'creator.id', 'action.created_by')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .leftJoin('challenge', 'challenge.id', 'action.challenge_id')
    .leftJoin('challenge_session', 'challenge_session.id', 'challenge.session_id')
    .selectAll('action')
    .select([
      holderName.as('holder'),
      'followers.name as group',
      'serves.title as serves',
      'partnership.name as partnership',
      'creator.name as creator',
      'cycle.name as cycle',
      'cycle.edition_id',
      'challenge_session.id as session_id',
      'challenge_session.title as session_title',
      'challenge_session.held_on',
    ])
    .where('action.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const updates = await listUpdates(db, id);
  const request = await findWaitingRequest(db, id);
  const about = await subjectOf(db, row.edition_id, row.standard_code, row.question_code);
  return {
    id: row.id,
    reference: row.reference,
    revision: row.revision,
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.holder },
    group: named(row.group_id, row.group),
    holder: row.holder,
    partnershipId: row.partnership_id,
    partnership: row.partnership,
    source: row.source_kind,
    sourceName: row.source_name,
    sourceOn: row.source_on,
    cycle: named(row.cycle_id, row.cycle),
    session:
      row.session_id !== null && row.session_title !== null && row.held_on !== null
        ? { id: row.session_id, title: row.session_title, heldOn: row.held_on }
        : null,
    submissionId: row.submission_id,
    ...about,
    finding: row.finding,
    what: row.what,
    successMeasure: row.success_measure,
    ownerId: row.owner_id,
    owner: row.owner_name,
    sponsorId: row.sponsor_id,
    sponsor: row.sponsor_name,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    priority: row.priority,
    serves: row.priority_id !== null && row.serves !== null ? { id: row.priority_id, title: row.serves } : null,
    status: row.status,
    percent: row.percent,
    rag: row.rag,
    ratify: row.ratify === 1,
    overdue: isOverdue(row.status, row.due_on, today),
    createdBy: row.creator,
    createdAt: row.created_at,
    closedAt: row.closed_at,
    impactCheckOn: row.impact_check_on,
    request,
    lineage: await getLineage(db, row),
    updates,
    may: abilities(viewer, row, {
      markedDoneBy: await findMarkedDoneBy(db, id),
      settings: await getActionSettings(db, row.partnership_id),
      request,
      today,
    }),
  };
}

const named = (id: string | null, name: string | null) => (id !== null && name !== null ? { id, name } : null);

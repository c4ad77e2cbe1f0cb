import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { Risk } from '../../challenge-log/rules.ts';
import { listOwners } from './origin.server.ts';
import { listHoldingGroups } from './queries.server.ts';
import {
  type CloseReason,
  isReviewOverdue,
  mayMove,
  type RiskEntryKind,
  type RiskLevel,
  type RiskSource,
  type RiskStatus,
} from './rules.ts';

export interface RiskControl {
  readonly id: string;
  readonly kind: 'existing' | 'planned';
  readonly words: string;
  readonly action: { readonly id: string; readonly reference: string; readonly done: boolean } | null;
}

export interface RiskHistoryEntry {
  readonly id: string;
  readonly kind: RiskEntryKind;
  readonly note: string;
  readonly level: RiskLevel;
  readonly status: RiskStatus;
  readonly risk: Risk;
  readonly nextReviewOn: string | null;
  readonly by: string;
  readonly at: string;
}

export interface RiskDetail {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly reference: string;
  readonly revision: number;
  readonly level: RiskLevel;
  readonly category: string;
  readonly cause: string;
  readonly event: string;
  readonly effect: string;
  readonly source: RiskSource;
  /** Where it comes from, where the viewer may open that. */
  readonly from: { readonly words: string; readonly href: string } | null;
  readonly ownerId: string | null;
  readonly owner: string;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly inherent: Risk;
  readonly now: Risk;
  readonly target: Risk;
  readonly assurance: string;
  readonly raisedOn: string;
  readonly reviewOn: string;
  readonly overdue: boolean;
  readonly status: RiskStatus;
  readonly closedBecause: CloseReason | null;
  readonly closedOn: string | null;
  readonly controls: readonly RiskControl[];
  /** Newest first. */
  readonly history: readonly RiskHistoryEntry[];
  readonly may: {
    readonly change: boolean;
    readonly review: boolean;
    readonly close: boolean;
    readonly reopen: boolean;
  };
  /** Choices of the form that changes it; empty for somebody who only reads. */
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** One risk with its controls and its history. An unknown or foreign id is refused as not found. */
export async function getRisk(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  id: string,
  today: string,
): Promise<RiskDetail> {
  const row = await db
    .selectFrom('risk')
    .innerJoin('partnership', 'partnership.id', 'risk.partnership_id')
    .leftJoin('partnership_group as held', 'held.id', 'risk.group_id')
    .leftJoin('challenge', 'challenge.id', 'risk.challenge_id')
    .leftJoin('challenge_log_entry as entry', 'entry.id', 'risk.log_entry_id')
    .leftJoin('submission', 'submission.id', 'risk.submission_id')
    .selectAll('risk')
    .select(['partnership.name as partnership', 'held.name as group_name', 'challenge.session_id', 'challenge.slot_id'])
    .select(['entry.reference as entry_reference', 'submission.reference as submission_reference'])
    .where('risk.id', '=', id)
    .where('risk.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const changes = mayInPartnership(viewer, 'risk.change', row.partnership_id);
  const within = { partnershipIds: [row.partnership_id] } as const;
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    partnership: row.partnership,
    reference: row.reference,
    revision: row.revision,
    level: row.level,
    category: row.category,
    cause: row.cause,
    event: row.risk_event,
    effect: row.effect,
    source: row.source_kind,
    from: sourceOf(viewer, row),
    ownerId: row.owner_id,
    owner: row.owner_name,
    group: row.group_id !== null && row.group_name !== null ? { id: row.group_id, name: row.group_name } : null,
    inherent: { likelihood: row.inherent_likelihood, impact: row.inherent_impact },
    now: { likelihood: row.likelihood_now, impact: row.impact_now },
    target: { likelihood: row.target_likelihood, impact: row.target_impact },
    assurance: row.assurance,
    raisedOn: row.raised_on,
    reviewOn: row.review_on,
    overdue: isReviewOverdue(row.status, row.review_on, today),
    status: row.status,
    closedBecause: row.closed_because,
    closedOn: row.closed_on,
    controls: await listControls(db, row.partnership_id, id),
    history: await listHistory(db, row.partnership_id, id),
    may: {
      change: changes && row.status !== 'closed',
      review: changes && mayMove(row.status, 'reviewed'),
      close: changes && mayMove(row.status, 'closed'),
      reopen: changes && mayMove(row.status, 'reopened'),
    },
    owners: changes ? await listOwners(db, within, today) : [],
    groups: changes ? await listHoldingGroups(db, within) : [],
  };
}

interface SourceColumns {
  readonly partnership_id: string;
  readonly session_id: string | null;
  readonly slot_id: string | null;
  readonly log_entry_id: string | null;
  readonly entry_reference: string | null;
  readonly submission_id: string | null;
  readonly submission_reference: string | null;
}

function sourceOf(viewer: Viewer, row: SourceColumns): RiskDetail['from'] {
  if (row.session_id !== null && mayInPartnership(viewer, 'session.record', row.partnership_id))
    return { words: 'the record of the session', href: `/challenge/${row.session_id}/record/${row.slot_id}` };
  if (row.log_entry_id !== null && mayInPartnership(viewer, 'challenge-log.read', row.partnership_id))
    return { words: row.entry_reference ?? '', href: `/challenge-log/${row.log_entry_id}` };
  if (row.submission_id !== null && mayInPartnership(viewer, 'submission.read', row.partnership_id))
    return { words: row.submission_reference ?? '', href: `/moderation/${row.submission_id}` };
  return null;
}

async function listControls(db: Reader, partnershipId: string, riskId: string): Promise<RiskControl[]> {
  const rows = await db
    .selectFrom('risk_control as control')
    .leftJoin('action', 'action.id', 'control.action_id')
    .select([
      'control.id',
      'control.kind',
      'control.words',
      'action.id as actionId',
      'action.reference',
      'action.status',
    ])
    .where('control.partnership_id', '=', partnershipId)
    .where('control.risk_id', '=', riskId)
    .where('control.ended_at', 'is', null)
    .orderBy('control.added_at')
    .orderBy('control.id')
    .limit(200)
    .execute();
  return rows.map(({ id, kind, words, actionId, reference, status }) => ({
    id,
    kind,
    words,
    action: actionId !== null && reference !== null ? { id: actionId, reference, done: status === 'closed' } : null,
  }));
}

async function listHistory(db: Reader, partnershipId: string, riskId: string): Promise<RiskHistoryEntry[]> {
  const rows = await db
    .selectFrom('risk_entry as entry')
    .innerJoin('person', 'person.id', 'entry.made_by')
    .selectAll('entry')
    .select('person.name as by')
    .where('entry.partnership_id', '=', partnershipId)
    .where('entry.risk_id', '=', riskId)
    .orderBy('entry.made_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    level: row.level,
    status: row.status,
    risk: { likelihood: row.likelihood, impact: row.impact },
    nextReviewOn: row.next_review_on,
    by: row.by,
    at: row.made_at,
  }));
}

import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInOrganisation, mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import { evidenceHref } from '../evidence/words.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import {
  type ActionMove,
  type ActionSource,
  type ActionStatus,
  type ActionUpdateKind,
  actionStatuses,
  addMonths,
  isOverdue,
  mayReschedule,
  type Priority,
  type ProgressRating,
  whyNotVerify,
} from './rules.ts';
import type { ActionSettings } from './schema.ts';
import { actionScope, actionsInScope, type Held, holderName, progressesAction } from './scope.server.ts';
import { getActionSettings, grantsTime } from './settings.server.ts';

export interface ActionUpdate {
  readonly id: string;
  readonly kind: ActionUpdateKind;
  readonly note: string;
  readonly percent: number | null;
  readonly rag: ProgressRating | null;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly by: string;
  readonly at: string;
  readonly evidence: { readonly title: string; readonly href: string } | null;
}

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
  /** Newest first. */
  readonly updates: readonly ActionUpdate[];
  /** What this viewer may do to it now. */
  readonly may: {
    readonly moves: readonly ActionMove[];
    readonly reschedule: boolean;
    /** Why this viewer, who may check others' actions, may not check this one. */
    readonly whyNotVerify: string | null;
    /** Whether they may move its date later. */
    readonly grantTime: boolean;
    /** The day proposed for looking again, for whoever checks. */
    readonly impactCheckOn: string;
    /** Whether they may add a new item to the organisation's evidence. */
    readonly addEvidence: boolean;
    /** Whether the partnership's own pages about its source are open to them. */
    readonly followSource: boolean;
  };
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
    updates,
    may: abilities(viewer, row, {
      markedDoneBy: await findMarkedDoneBy(db, id),
      settings: await getActionSettings(db, row.partnership_id),
      today,
    }),
  };
}

const named = (id: string | null, name: string | null) => (id !== null && name !== null ? { id, name } : null);

/** Who last marked an action as done; null when nobody has. */
export async function findMarkedDoneBy(db: Reader, actionId: string): Promise<string | null> {
  const done = await db
    .selectFrom('action_update')
    .select('made_by')
    .where('action_id', '=', actionId)
    .where('kind', '=', 'done')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return done?.made_by ?? null;
}

const agencyMoves: readonly ActionMove[] = ['progress', 'done'];

function abilities(
  viewer: Viewer,
  action: Held & { readonly status: ActionStatus; readonly sponsor_id: string | null },
  { markedDoneBy, settings, today }: { markedDoneBy: string | null; settings: ActionSettings; today: string },
): ActionDetail['may'] {
  const possible = Object.keys(actionStatuses[action.status].moves) as ActionMove[];
  const progresses = progressesAction(viewer, action);
  const checks = mayInPartnership(viewer, 'action.verify', action.partnership_id);
  const barred = checks
    ? whyNotVerify({ ownerId: action.owner_id, sponsorId: action.sponsor_id, markedDoneBy }, viewer.personId)
    : null;
  return {
    moves: possible.filter((move) =>
      agencyMoves.includes(move) ? progresses : checks && (move === 'reopened' || barred === null),
    ),
    reschedule: mayReschedule(action.status) && mayInPartnership(viewer, 'action.change', action.partnership_id),
    whyNotVerify: action.status === 'done' ? barred : null,
    grantTime: grantsTime(viewer, action.partnership_id, settings),
    impactCheckOn: addMonths(today, settings.impactMonths),
    addEvidence: action.organisation_id !== null && mayInOrganisation(viewer, 'evidence.add', action.organisation_id),
    followSource: mayInPartnership(viewer, 'session.read', action.partnership_id),
  };
}

async function listUpdates(db: Reader, actionId: string): Promise<ActionUpdate[]> {
  const rows = await db
    .selectFrom('action_update')
    .innerJoin('person', 'person.id', 'action_update.made_by')
    .leftJoin('evidence', 'evidence.id', 'action_update.evidence_id')
    .selectAll('action_update')
    .select(['person.name as by', 'evidence.title', 'evidence.kind as evidence_kind', 'evidence.url'])
    .where('action_update.action_id', '=', actionId)
    .orderBy('action_update.made_at', 'desc')
    .orderBy('action_update.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    percent: row.percent,
    rag: row.rag,
    dueFrom: row.due_from,
    dueTo: row.due_to,
    by: row.by,
    at: row.made_at,
    evidence:
      row.evidence_id !== null && row.title !== null && row.evidence_kind !== null
        ? {
            title: row.title,
            href: evidenceHref({
              id: row.evidence_id,
              kind: row.evidence_kind,
              url: row.url,
              version: row.evidence_version,
            }),
          }
        : null,
  }));
}

/** The standard and the question in words; null for what the action does not name. */
async function subjectOf(
  db: Reader,
  editionId: string | null,
  standardCode: string | null,
  questionCode: string | null,
): Promise<Pick<ActionDetail, 'standard' | 'question'>> {
  if (editionId === null || standardCode === null) return { standard: null, question: null };
  const compiled = await getEdition(db, editionId);
  const standard = compiled.standards.get(standardCode);
  const question = questionCode === null ? undefined : compiled.questions.get(questionCode)?.question;
  return {
    standard: standard ? `${standard.number} ${standard.title}` : standardCode,
    question: question?.text ?? null,
  };
}

import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { organisationPermissions } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { mayInOrganisation, mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import { evidenceHref } from '../evidence/words.ts';
import {
  type BodyKind,
  type EntryOutcome,
  type EntrySource,
  type EntryStatus,
  type EntryUpdateKind,
  entryOutcomeCodes,
  isEntryOverdue,
  type Risk,
  statusAfter,
} from './rules.ts';
import { entriesInScope, logScope } from './scope.server.ts';

export interface EntryUpdate {
  readonly id: string;
  readonly kind: EntryUpdateKind;
  readonly note: string;
  /** Who gave an answer that the partnership entered for them, and when. */
  readonly givenBy: string | null;
  readonly happenedOn: string;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly outcome: EntryOutcome | null;
  readonly risk: Risk | null;
  readonly by: string;
  readonly at: string;
  readonly evidence: { readonly title: string; readonly href: string } | null;
}

export interface LogBody {
  readonly kind: BodyKind;
  readonly organisationId: string | null;
  readonly name: string;
}

export interface EntryDetail {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly raisedBy: LogBody;
  readonly raisedTo: LogBody;
  readonly source: EntrySource;
  readonly session: {
    readonly id: string;
    readonly slotId: string;
    readonly title: string;
    readonly heldOn: string;
  } | null;
  readonly submission: { readonly id: string; readonly cycle: string; readonly reference: string } | null;
  readonly reason: string;
  /** What the agency said in the session. */
  readonly reply: string | null;
  readonly raisedOn: string;
  readonly reportAbout: string | null;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly status: EntryStatus;
  readonly outcome: EntryOutcome | null;
  readonly overdue: boolean;
  readonly riskWhenRaised: Risk;
  readonly riskNow: Risk;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly closedOn: string | null;
  /** Null while the agency that is challenged does not know of it. */
  readonly passedOnAt: string | null;
  /** Newest first. */
  readonly updates: readonly EntryUpdate[];
  /** What this viewer may do to it now. */
  readonly may: {
    /** Let the agency that is challenged read it. */
    readonly passOn: boolean;
    readonly answer: boolean;
    /** Enter the answer of a body that has nobody to give it here. */
    readonly answerFor: boolean;
    readonly close: boolean;
    readonly askMore: boolean;
    readonly moveDate: boolean;
    readonly rescore: boolean;
    readonly addEvidence: boolean;
    /** Whether the partnership's own pages about its source are open to them. */
    readonly followSession: boolean;
    readonly followSubmission: boolean;
  };
}

/** One challenge with its history and what the viewer may do. An unknown or foreign id is refused as not found. */
export async function getEntry(db: Reader, viewer: Viewer, id: string, today: string): Promise<EntryDetail> {
  const row = await entriesInScope(db, logScope(viewer))
    .innerJoin('partnership', 'partnership.id', 'entry.partnership_id')
    .innerJoin('person as creator', 'creator.id', 'entry.created_by')
    .leftJoin('challenge_session as session', 'session.id', 'challenge.session_id')
    .leftJoin('submission', 'submission.id', 'entry.submission_id')
    .leftJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .selectAll('entry')
    .select([
      'partnership.name as partnership',
      'creator.name as creator',
      'challenge.challenge as asked',
      'challenge.reply',
      'challenge.slot_id',
      'session.id as session_id',
      'session.title as session_title',
      'session.held_on',
      'submission.reference as submission_reference',
      'cycle.name as cycle',
    ])
    .where('entry.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { session_id, slot_id, session_title, held_on, submission_id, submission_reference, cycle } = row;
  return {
    id: row.id,
    reference: row.reference,
    revision: row.revision,
    partnershipId: row.partnership_id,
    partnership: row.partnership,
    raisedBy: { kind: row.raised_by_kind, organisationId: row.raised_by_organisation_id, name: row.raised_by_name },
    raisedTo: { kind: row.raised_to_kind, organisationId: row.raised_to_organisation_id, name: row.raised_to_name },
    source: row.source_kind,
    session:
      session_id !== null && slot_id !== null && session_title !== null && held_on !== null
        ? { id: session_id, slotId: slot_id, title: session_title, heldOn: held_on }
        : null,
    submission:
      submission_id !== null && submission_reference !== null && cycle !== null
        ? { id: submission_id, cycle, reference: submission_reference }
        : null,
    reason: row.reason ?? row.asked ?? '',
    reply: row.reply,
    raisedOn: row.raised_on,
    reportAbout: row.report_about,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    status: row.status,
    outcome: row.outcome,
    overdue: isEntryOverdue(row.status, row.due_on, today),
    riskWhenRaised: { likelihood: row.likelihood, impact: row.impact },
    riskNow: { likelihood: row.likelihood_now, impact: row.impact_now },
    createdBy: row.creator,
    createdAt: row.created_at,
    closedOn: row.closed_on,
    passedOnAt: row.passed_on_at,
    updates: await listUpdates(db, { partnershipId: row.partnership_id, entryId: row.id }),
    may: await abilities(db, viewer, row, today),
  };
}

/** Whether somebody of an organisation can answer here themselves. */
export async function hasSomebodyToAnswer(db: Reader, organisationId: string, today: string): Promise<boolean> {
  const answering: readonly string[] = organisationPermissions['challenge-log.answer'];
  return (await listRoleHolders(db, { organisationId }, today)).some(({ role }) => answering.includes(role));
}

async function abilities(
  db: Reader,
  viewer: Viewer,
  row: {
    readonly partnership_id: string;
    readonly raised_to_organisation_id: string | null;
    readonly status: EntryStatus;
    readonly passed_on_at: string | null;
  },
  today: string,
): Promise<EntryDetail['may']> {
  const { status, partnership_id, raised_to_organisation_id: challenged } = row;
  const changes = mayInPartnership(viewer, 'challenge-log.change', partnership_id);
  const answerable = statusAfter(status, 'answered') !== undefined;
  const answers = challenged !== null && mayInOrganisation(viewer, 'challenge-log.answer', challenged);
  const passOn = changes && row.passed_on_at === null && status === 'open';
  return {
    passOn,
    answer: answerable && answers,
    answerFor:
      answerable &&
      changes &&
      !passOn &&
      !answers &&
      (challenged === null || !(await hasSomebodyToAnswer(db, challenged, today))),
    close: changes && statusAfter(status, 'closed') !== undefined,
    askMore: changes && statusAfter(status, 'reopened') !== undefined,
    moveDate: changes && status === 'open',
    rescore: changes && status !== 'closed',
    addEvidence: challenged !== null && mayInOrganisation(viewer, 'evidence.add', challenged),
    followSession: mayInPartnership(viewer, 'session.record', partnership_id),
    followSubmission: mayInPartnership(viewer, 'submission.read', partnership_id),
  };
}

async function listUpdates(
  db: Reader,
  { partnershipId, entryId }: { readonly partnershipId: string; readonly entryId: string },
): Promise<EntryUpdate[]> {
  const rows = await db
    .selectFrom('challenge_log_update as update')
    .innerJoin('person', 'person.id', 'update.made_by')
    .leftJoin('evidence', 'evidence.id', 'update.evidence_id')
    .selectAll('update')
    .select(['person.name as by', 'evidence.title', 'evidence.kind as evidence_kind', 'evidence.url'])
    .where('update.partnership_id', '=', partnershipId)
    .where('update.entry_id', '=', entryId)
    .orderBy('update.made_at', 'desc')
    .orderBy('update.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    givenBy: row.given_by,
    happenedOn: row.happened_on,
    dueFrom: row.due_from,
    dueTo: row.due_to,
    outcome: entryOutcomeCodes.find((code) => code === row.outcome) ?? null,
    risk: row.likelihood !== null && row.impact !== null ? { likelihood: row.likelihood, impact: row.impact } : null,
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
              version: row.evidence_version ?? undefined,
            }),
          }
        : null,
  }));
}

import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders, type RoleHolder } from '../../accounts/queries.server.ts';
import type { PartnershipScope, Viewer } from '../../accounts/viewer.ts';
import type { FeedbackSettings } from '../../cycles/feedback.ts';
import { findFeedbackSettings } from '../../cycles/feedback-settings.server.ts';
import { listStandingReasons } from '../../moderation/panel.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { ReturnStatus } from '../../returns/rules.ts';
import { type Snapshot, snapshotSchema } from '../../submissions/schema.ts';
import type { Outcome } from '../rules.ts';

export interface LetterRatingRecord {
  readonly standardCode: string;
  readonly questionCode: string | null;
  readonly scaleCode: string | null;
  readonly self: string | null;
  readonly moderated: string | null;
  readonly agreed: string | null;
}

/** Everything an outcome letter is made from. */
export interface LetterRecords {
  readonly submissionId: string;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly returnId: string;
  readonly returnStatus: ReturnStatus;
  readonly sent: { readonly reference: string; readonly at: string };
  /** No newer version of the return has been sent. */
  readonly newest: boolean;
  readonly partnership: string;
  readonly cycle: string;
  readonly address: readonly string[];
  readonly snapshot: Snapshot;
  readonly compiled: CompiledEdition;
  readonly ratings: readonly LetterRatingRecord[];
  readonly judgements: readonly { readonly questionCode: string; readonly reason: string }[];
  readonly challenges: readonly {
    readonly standardCode: string | null;
    readonly questionCode: string | null;
    readonly challenge: string;
    readonly reply: string;
    readonly outcome: Outcome;
    readonly agreedReason: string | null;
  }[];
  readonly actions: readonly {
    readonly reference: string;
    readonly what: string;
    readonly owner: string;
    readonly dueOn: string;
    readonly successMeasure: string;
  }[];
  /** The session at which the panel met the agency; null when a letter is sent without one. */
  readonly session: {
    readonly id: string;
    readonly heldOn: string;
    readonly status: 'planned' | 'held';
    readonly chairId: string | null;
  } | null;
  /** The organisation has left the partnership since it sent the return. */
  readonly left: boolean;
  readonly settings: FeedbackSettings;
  readonly people: readonly RoleHolder[];
  readonly sender: { readonly name: string; readonly role: string; readonly email: string };
  readonly signatory: { readonly name: string; readonly role: string };
}

/**
 * Reads what the letter about a submission is made from. It is the same for everybody who reads it: the viewer is the
 * sender only where nobody has written it and the partnership has no manager. An unknown or foreign id is refused as not found.
 */
export async function readLetterRecords(
  db: Reader,
  scope: PartnershipScope,
  viewer: Viewer,
  submissionId: string,
  today: string,
): Promise<LetterRecords> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .innerJoin('partnership', 'partnership.id', 'submission.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .selectAll('submission')
    .select(['agency_return.status as return_status', 'partnership.name as partnership', 'cycle.name as cycle'])
    .select(['organisation.address', 'organisation.postcode'])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const versions = await listVersionIds(db, row.partnership_id, row.return_id);
  const session = await db
    .selectFrom('session_slot')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
    .leftJoin('person', 'person.id', 'challenge_session.chair_id')
    .select(['challenge_session.id', 'held_on', 'status', 'chair_id', 'person.name as chair'])
    .where('session_slot.submission_id', 'in', versions)
    .orderBy('held_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  const panel = await listRoleHolders(db, { partnershipId: row.partnership_id }, today);
  const roleOf = (personId: string, otherwise: string) => {
    const held = panel.find((holder) => holder.personId === personId);
    return held ? roleNames[held.role] : otherwise;
  };
  const writer = await findWriter(db, row.partnership_id, submissionId);
  const from = writer ?? panel.find(({ role }) => role === 'business-manager') ?? viewer;
  const sender = { name: from.name, role: roleOf(from.personId, 'For the partnership'), email: from.email };
  const member = await db
    .selectFrom('partnership_member')
    .select('id')
    .where('partnership_id', '=', row.partnership_id)
    .where('organisation_id', '=', row.organisation_id)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  return {
    submissionId,
    partnershipId: row.partnership_id,
    organisationId: row.organisation_id,
    returnId: row.return_id,
    returnStatus: row.return_status,
    sent: { reference: row.reference, at: row.submitted_at },
    newest: row.superseded_at === null,
    partnership: row.partnership,
    cycle: row.cycle,
    address: [row.address, row.postcode].flatMap((line) => (line === null || line === '' ? [] : [line])),
    snapshot: snapshotSchema.parse(JSON.parse(row.snapshot)),
    compiled: await getEdition(db, row.edition_id),
    ratings: await readRatings(db, submissionId),
    judgements: await listStandingReasons(db, [submissionId]),
    challenges: await readChallenges(db, row.partnership_id, versions),
    actions: await readActions(db, row.partnership_id, versions),
    session: session
      ? { id: session.id, heldOn: session.held_on, status: session.status, chairId: session.chair_id }
      : null,
    left: member === undefined,
    settings: await findFeedbackSettings(db, { id: row.cycle_id, partnershipId: row.partnership_id }),
    people: await listRoleHolders(db, { organisationId: row.organisation_id }, today),
    sender,
    signatory:
      session && session.chair_id !== null && session.chair !== null
        ? { name: session.chair, role: roleOf(session.chair_id, 'Chair of the session') }
        : { name: sender.name, role: sender.role },
  };
}

/** Whoever wrote the letter first: it is from them, whoever reads, approves or issues it. */
const findWriter = (db: Reader, partnershipId: string, submissionId: string) =>
  db
    .selectFrom('outcome_letter_words')
    .innerJoin('person', 'person.id', 'outcome_letter_words.saved_by')
    .select(['person.id as personId', 'person.name', 'person.email'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .where('outcome_letter_words.revision', '=', 0)
    .executeTakeFirst();

async function readRatings(db: Reader, submissionId: string): Promise<LetterRatingRecord[]> {
  const columns = ['standard_code', 'scale_code', 'self_point', 'moderated_point', 'agreed_point'] as const;
  const questions = await db
    .selectFrom('submission_rating')
    .select([...columns, 'question_code'])
    .where('submission_id', '=', submissionId)
    .execute();
  const standards = await db
    .selectFrom('submission_standard')
    .select(columns)
    .where('submission_id', '=', submissionId)
    .execute();
  return [...questions, ...standards.map((row) => ({ ...row, question_code: null }))].map((row) => ({
    standardCode: row.standard_code,
    questionCode: row.question_code,
    scaleCode: row.scale_code,
    self: row.self_point,
    moderated: row.moderated_point,
    agreed: row.agreed_point,
  }));
}

/** Every version of a return: what was said of an earlier one, and what was asked for, stays part of the answer. */
async function listVersionIds(db: Reader, partnershipId: string, returnId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where('return_id', '=', returnId)
    .where('partnership_id', '=', partnershipId)
    .execute();
  return rows.map(({ id }) => id);
}

const readChallenges = (
  db: Reader,
  partnershipId: string,
  versions: readonly string[],
): Promise<LetterRecords['challenges']> =>
  db
    .selectFrom('challenge')
    .select(['standard_code as standardCode', 'question_code as questionCode', 'challenge', 'reply', 'outcome'])
    .select('agreed_reason as agreedReason')
    .where('partnership_id', '=', partnershipId)
    .where('submission_id', 'in', versions)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();

const readActions = (
  db: Reader,
  partnershipId: string,
  versions: readonly string[],
): Promise<LetterRecords['actions']> =>
  db
    .selectFrom('action')
    .select(['reference', 'what', 'owner_name as owner', 'due_on as dueOn', 'success_measure as successMeasure'])
    .where('partnership_id', '=', partnershipId)
    .where('submission_id', 'in', versions)
    .orderBy('due_on')
    .orderBy('id')
    .execute();

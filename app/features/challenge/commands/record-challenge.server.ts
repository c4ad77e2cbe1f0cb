import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeRow, ChallengeSessionRow, SessionSlotRow } from '../../../../db/schema/challenge.table.ts';
import { notApplicableCode } from '../../../../standards/vocabulary.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { listConflicts } from '../invited/invitations.server.ts';
import type { Attendance, ChallengeEntry } from '../schema.ts';
import { agreeRating } from './agree-rating.server.ts';
import { lockSlot } from './lock-session.server.ts';

/** Where an entry belongs. */
export interface RecordPlace {
  readonly sessionId: string;
  readonly slotId: string;
}

/**
 * Saved; or a field that cannot be; or somebody else saved this entry first, with what stands there now, so that both
 * texts can be shown. Nothing was written in the last two cases.
 */
export type Recorded =
  | { readonly saved: true; readonly challengeId: string }
  | { readonly saved: false; readonly field: string; readonly problem: string }
  | { readonly saved: false; readonly theirs: ChallengeRow };

/**
 * Records what the panel asked, the reply and its outcome, and the rating agreed for a question, in one transaction
 * with every rating that follows from it. The same form posted twice is one entry. Refused once the outcome letter has
 * been issued.
 */
export async function recordChallenge(
  portal: Portal,
  viewer: Viewer,
  place: RecordPlace,
  entry: ChallengeEntry,
): Promise<Recorded> {
  const scope = partnershipScope(viewer, 'session.record');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { session, slot } = await openRecord(trx, scope, place, viewer, portal.stamp().today);
    const subject = await subjectOf(trx, session, slot, entry);
    if ('problem' in subject) return { saved: false, ...subject };
    const posted = await findPosted(trx, entry.formKey);
    if (posted && isSame(posted, viewer, slot, entry)) return { saved: true, challengeId: posted.id };
    const id = posted ? stamp.newId() : (entry.formKey ?? stamp.newId());
    await trx
      .insertInto('challenge')
      .values({
        id,
        partnership_id: session.partnership_id,
        session_id: session.id,
        slot_id: slot.id,
        organisation_id: slot.organisation_id,
        submission_id: slot.submission_id,
        ...rowOf(entry, subject),
        recorded_by: viewer.personId,
        recorded_at: stamp.now,
        revision: 1,
      })
      .execute();
    await record(trx, stamp, viewer, slot, 'challenge.recorded', id, entry);
    await agreeRating(trx, stamp, viewer, slot, subject.question_code);
    return { saved: true, challengeId: id };
  });
}

/**
 * Changes an entry of the record; ratings follow, also those of a question that it no longer names. A lost race gives
 * what stands there now instead.
 */
export async function changeChallenge(
  portal: Portal,
  viewer: Viewer,
  place: RecordPlace,
  challengeId: string,
  input: { readonly revision: number; readonly entry: ChallengeEntry },
): Promise<Recorded> {
  const scope = partnershipScope(viewer, 'session.record');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { session, slot } = await openRecord(trx, scope, place, viewer, portal.stamp().today);
    const now = await trx
      .selectFrom('challenge')
      .selectAll()
      .where('id', '=', challengeId)
      .where('slot_id', '=', slot.id)
      .executeTakeFirst();
    if (!now) throw notFound();
    if (now.revision !== input.revision) return { saved: false, theirs: now };
    const subject = await subjectOf(trx, session, slot, input.entry);
    if ('problem' in subject) return { saved: false, ...subject };
    await keepBefore(trx, stamp, viewer, now);
    await trx
      .updateTable('challenge')
      .set({ ...rowOf(input.entry, subject), revision: now.revision + 1 })
      .where('id', '=', now.id)
      .execute();
    await record(trx, stamp, viewer, slot, 'challenge.changed', now.id, input.entry);
    for (const question of new Set([now.question_code, subject.question_code]))
      await agreeRating(trx, stamp, viewer, slot, question);
    return { saved: true, challengeId: now.id };
  });
}

/** Keeps what an entry said, so that minutes can show a correction as one. */
const keepBefore = (trx: Trx, stamp: Stamp, viewer: Viewer, before: ChallengeRow) =>
  trx
    .insertInto('challenge_before')
    .values({
      id: stamp.newId(),
      partnership_id: before.partnership_id,
      challenge_id: before.id,
      revision: before.revision,
      challenge: before.challenge,
      reply: before.reply,
      outcome: before.outcome,
      agreed_point: before.agreed_point,
      agreed_reason: before.agreed_reason,
      changed_by: viewer.personId,
      changed_at: stamp.now,
    })
    .execute();

/** Who came for the organisation. The last save stands; it is a list of names, not of words. */
export async function recordAttendance(
  portal: Portal,
  viewer: Viewer,
  place: RecordPlace,
  attendance: Attendance,
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.record');
  await portal.database.transaction(async (trx) => {
    const { session, slot } = await openRecord(trx, scope, place, viewer, portal.stamp().today);
    await trx
      .updateTable('session_slot')
      .set({ attended: JSON.stringify(attendance) })
      .where('id', '=', slot.id)
      .execute();
    await recordEvent(trx, portal.stamp(), {
      type: 'session.changed',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { slotId: slot.id, attendance: attendance.present.length },
    });
  });
}

const findPosted = async (trx: Trx, formKey: string | undefined): Promise<ChallengeRow | undefined> =>
  formKey === undefined
    ? undefined
    : trx.selectFrom('challenge').selectAll().where('id', '=', formKey).executeTakeFirst();

/** Whether a form says again what an entry says already; one that says something else is an entry of its own. */
const isSame = (posted: ChallengeRow, viewer: Viewer, slot: SessionSlotRow, entry: ChallengeEntry): boolean =>
  posted.recorded_by === viewer.personId &&
  posted.slot_id === slot.id &&
  posted.challenge === entry.challenge &&
  posted.reply === entry.reply &&
  posted.outcome === entry.outcome &&
  posted.agreed_point === entry.agreedPoint;

async function openRecord(
  trx: Trx,
  scope: PartnershipScope,
  { sessionId, slotId }: RecordPlace,
  viewer: Viewer,
  today: string,
): Promise<{ readonly session: ChallengeSessionRow; readonly slot: SessionSlotRow }> {
  const found = await lockSlot(trx, scope, sessionId, slotId);
  await refuseOwnSlot(trx, viewer, found, today);
  const letter = await trx
    .selectFrom('outcome_letter')
    .select('reference')
    .where('submission_id', '=', found.slot.submission_id)
    .executeTakeFirst();
  if (letter)
    throw notNow(`The outcome letter ${letter.reference} has been issued, so the record of this agency is closed.`);
  return found;
}

/** Nobody records, and so judges, what the organisation says that they belong to. */
async function refuseOwnSlot(
  trx: Trx,
  viewer: Viewer,
  { session, slot }: { readonly session: ChallengeSessionRow; readonly slot: SessionSlotRow },
  today: string,
): Promise<void> {
  const conflicts = await listConflicts(trx, session.partnership_id, session.id, today);
  const own = conflicts.find(
    ({ personId, organisationId }) => personId === viewer.personId && organisationId === slot.organisation_id,
  );
  if (own) throw notNow(`You belong to ${own.organisation}, so somebody else records its part of the session.`);
}

type Subject = { readonly standard_code: string | null; readonly question_code: string | null };
type Problem = { readonly field: string; readonly problem: string };

/** The standard and question an entry is about, checked against what the agency was asked and how it is rated. */
async function subjectOf(
  trx: Trx,
  session: ChallengeSessionRow,
  slot: SessionSlotRow,
  { about, agreedPoint }: ChallengeEntry,
): Promise<Subject | Problem> {
  const { questionCode } = about;
  if (questionCode === null) {
    if (about.standardCode === null) return { standard_code: null, question_code: null };
    const standard = await trx
      .selectFrom('submission_standard')
      .select('standard_code')
      .where('submission_id', '=', slot.submission_id)
      .where('standard_code', '=', about.standardCode)
      .executeTakeFirst();
    if (!standard) return { field: 'about', problem: 'Choose a standard or question from the list' };
    return { standard_code: standard.standard_code, question_code: null };
  }
  const rating = await trx
    .selectFrom('submission_rating')
    .select(['standard_code', 'scale_code'])
    .where('submission_id', '=', slot.submission_id)
    .where('question_code', '=', questionCode)
    .executeTakeFirst();
  if (!rating) return { field: 'about', problem: 'Choose a standard or question from the list' };
  if (agreedPoint !== null) {
    const { edition_id } = await trx
      .selectFrom('cycle')
      .select('edition_id')
      .where('id', '=', session.cycle_id)
      .executeTakeFirstOrThrow();
    const scale = (await getEdition(trx, edition_id)).scales.get(rating.scale_code);
    const known =
      scale?.points.some(({ code }) => code === agreedPoint) ||
      (agreedPoint === notApplicableCode && scale?.notApplicable.allowed);
    if (!known) return { field: 'agreedPoint', problem: 'Choose a rating that this question can have' };
  }
  return { standard_code: rating.standard_code, question_code: questionCode };
}

const rowOf = (entry: ChallengeEntry, subject: Subject) => ({
  ...subject,
  asked_by: entry.askedBy,
  challenge: entry.challenge,
  reply: entry.reply,
  outcome: entry.outcome,
  agreed_point: entry.agreedPoint,
  agreed_reason: entry.agreedPoint === null ? null : entry.agreedReason,
});

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  slot: SessionSlotRow,
  type: 'challenge.recorded' | 'challenge.changed',
  id: string,
  entry: ChallengeEntry,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: slot.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'challenge', id },
    detail: { slotId: slot.id, submissionId: slot.submission_id, outcome: entry.outcome },
  });

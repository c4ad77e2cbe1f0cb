import type { Reader } from '../../../../db/client.server.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import type { ReturnStatus } from '../../returns/rules.ts';
import { findApproval, mayApproveLetter } from './approval.server.ts';
import { type ChangedSince, findChangedSince, type LetterEdit, listLetterEdits } from './edits.server.ts';
import { type LetterBody, type LetterText, letterBody, proposedText } from './letter-model.server.ts';
import { type LetterRecords, readLetterRecords } from './letter-records.server.ts';
import { type LetterReplies, listReplies } from './replies.server.ts';

/** A letter being written, as one page needs it. */
export interface LetterDesk {
  readonly submissionId: string;
  readonly returnId: string;
  readonly returnStatus: ReturnStatus;
  readonly organisation: string;
  readonly cycle: string;
  readonly text: LetterText;
  /** The words that the record proposes as it is now. */
  readonly proposed: LetterText;
  /** 0 until somebody saves their own words. */
  readonly revision: number;
  readonly savedBy: string | null;
  readonly savedAt: string | null;
  /** The letter as it would be issued now, and its hash: what is issued is what was read. */
  readonly body: LetterBody;
  readonly bodySha256: string;
  /** Every change of the words, newest first. */
  readonly edits: readonly LetterEdit[];
  /** What the record or the words say now that was not there when the letter was approved or saved last. */
  readonly changed: ChangedSince | null;
  readonly approval: {
    /** The cycle says that the chair approves. */
    readonly needed: boolean;
    /** The last one; it stands while the letter says what was approved. */
    readonly given: { readonly by: string; readonly at: string; readonly stands: boolean } | null;
    readonly may: boolean;
  };
  /** How many people are told when it is issued. */
  readonly told: number;
  /** The organisation has left the partnership: nobody may be there to be told. */
  readonly left: boolean;
  readonly issued: { readonly reference: string; readonly by: string; readonly at: string } | null;
  /** What came back to a letter that was issued; null before. */
  readonly replies: LetterReplies | null;
  readonly mayIssue: boolean;
}

/** The letter about a submission, for the panel. An unknown or foreign id is refused as not found. */
export async function getLetterDesk(portal: Portal, viewer: Viewer, submissionId: string): Promise<LetterDesk> {
  const scope = partnershipScope(viewer, 'letter.read');
  const { today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const records = await readLetterRecords(trx, scope, viewer, submissionId, today);
    await refuseWhileBlind(trx, viewer, { submissionId });
    const { text, revision, savedBy, savedAt } = await findText(trx, records);
    const body = letterBody(records, text, portal.config.publicOrigin);
    const bodySha256 = sha256OfValue(body);
    const approval = await findApproval(trx, records);
    const issued = await findIssued(trx, records.partnershipId, submissionId);
    return {
      submissionId,
      returnId: records.returnId,
      returnStatus: records.returnStatus,
      organisation: records.snapshot.content.organisation.name,
      cycle: records.cycle,
      text,
      proposed: proposedText(records),
      revision,
      savedBy,
      savedAt,
      body,
      bodySha256,
      edits: await listLetterEdits(trx, records),
      changed: issued ? null : await findChangedSince(trx, records, body),
      approval: {
        needed: records.settings.chairApproves,
        given: approval ? { by: approval.by, at: approval.at, stands: approval.bodySha256 === bodySha256 } : null,
        may: mayApproveLetter(viewer, records),
      },
      told: records.people.filter(({ role }) => role !== 'contributor').length,
      left: records.left,
      issued,
      replies: issued ? await listReplies(trx, { letterId: issued.id }, today) : null,
      mayIssue: mayInPartnership(viewer, 'letter.issue', records.partnershipId),
    };
  });
}

/** The words saved for a letter, or the ones it starts with. */
export async function findText(
  db: Reader,
  records: LetterRecords,
): Promise<{
  readonly text: LetterText;
  readonly revision: number;
  readonly savedBy: string | null;
  readonly savedAt: string | null;
}> {
  const draft = await db
    .selectFrom('outcome_letter_draft')
    .innerJoin('person', 'person.id', 'outcome_letter_draft.saved_by')
    .select(['opening', 'strengths', 'closing', 'outcome_letter_draft.revision', 'person.name', 'saved_at'])
    .where('submission_id', '=', records.submissionId)
    .where('partnership_id', '=', records.partnershipId)
    .executeTakeFirst();
  if (!draft) return { text: proposedText(records), revision: 0, savedBy: null, savedAt: null };
  const { opening, strengths, closing } = draft;
  return {
    text: { opening, strengths, closing },
    revision: draft.revision,
    savedBy: draft.name,
    savedAt: draft.saved_at,
  };
}

async function findIssued(
  db: Reader,
  partnershipId: string,
  submissionId: string,
): Promise<(NonNullable<LetterDesk['issued']> & { readonly id: string }) | null> {
  const row = await db
    .selectFrom('outcome_letter')
    .innerJoin('person', 'person.id', 'outcome_letter.issued_by')
    .select(['outcome_letter.id', 'reference', 'issued_at', 'person.name'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return row ? { id: row.id, reference: row.reference, by: row.name, at: row.issued_at } : null;
}

/** The newest version of the return behind a slot of a session in scope. Refused as not found when there is none. */
export async function getSlotSubmission(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
  slotId: string,
): Promise<string> {
  const slot = await db
    .selectFrom('session_slot')
    .innerJoin('submission as heard', 'heard.id', 'session_slot.submission_id')
    .innerJoin('submission', 'submission.return_id', 'heard.return_id')
    .select('submission.id')
    .where('session_slot.id', '=', slotId)
    .where('session_slot.session_id', '=', sessionId)
    .where('session_slot.partnership_id', 'in', scope.partnershipIds)
    .whereRef('submission.partnership_id', '=', 'session_slot.partnership_id')
    .where('submission.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!slot) throw notFound();
  return slot.id;
}

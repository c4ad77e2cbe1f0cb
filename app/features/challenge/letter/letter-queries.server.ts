import type { Reader } from '../../../../db/client.server.ts';
import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInPartnership,
  type PartnershipScope,
  partnershipScope,
  type Viewer,
} from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import type { ReturnStatus } from '../../returns/rules.ts';
import { type LetterBody, type LetterText, letterBody, proposedText } from './letter-model.server.ts';
import { type LetterRecords, readLetterRecords } from './letter-records.server.ts';

/** A letter being written, as one page needs it. */
export interface LetterDesk {
  readonly submissionId: string;
  readonly returnId: string;
  readonly returnStatus: ReturnStatus;
  readonly organisation: string;
  readonly cycle: string;
  readonly text: LetterText;
  /** 0 until somebody saves their own words. */
  readonly revision: number;
  readonly savedBy: string | null;
  readonly savedAt: string | null;
  /** The letter as it would be issued now, and its hash: what is issued is what was read. */
  readonly body: LetterBody;
  readonly bodySha256: string;
  readonly issued: { readonly reference: string; readonly by: string; readonly at: string } | null;
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
    return {
      submissionId,
      returnId: records.returnId,
      returnStatus: records.returnStatus,
      organisation: records.snapshot.content.organisation.name,
      cycle: records.cycle,
      text,
      revision,
      savedBy,
      savedAt,
      body,
      bodySha256: sha256OfValue(body),
      issued: await findIssued(trx, records.partnershipId, submissionId),
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

async function findIssued(db: Reader, partnershipId: string, submissionId: string): Promise<LetterDesk['issued']> {
  const row = await db
    .selectFrom('outcome_letter')
    .innerJoin('person', 'person.id', 'outcome_letter.issued_by')
    .select(['reference', 'issued_at', 'person.name'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return row ? { reference: row.reference, by: row.name, at: row.issued_at } : null;
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

export interface IssuedLetter {
  readonly id: string;
  readonly partnershipId: string;
  readonly model: OutcomeLetterModel;
  readonly sha256: string;
  readonly pdfSha256: string | null;
}

/**
 * The letter about a return, for the agency that it answers and for the panel. A return without a letter, and a return
 * of others, are refused as not found.
 */
export async function getIssuedLetter(db: Reader, viewer: Viewer, returnId: string): Promise<IssuedLetter> {
  const organisations = findOrganisationScope(viewer, 'letter.read');
  const partnerships = findPartnershipScope(viewer, 'letter.read');
  if (!organisations && !partnerships) throw notFound();
  const row = await db
    .selectFrom('outcome_letter')
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .selectAll('outcome_letter')
    .where('submission.return_id', '=', returnId)
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('outcome_letter.organisation_id', 'in', organisations.organisationIds)] : []),
        ...(partnerships ? [eb('outcome_letter.partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    )
    .orderBy('outcome_letter.issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw notFound();
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    // Written by `issueLetter` from a typed model and never changed after.
    model: JSON.parse(row.model) as OutcomeLetterModel,
    sha256: row.sha256,
    pdfSha256: row.pdf_sha256,
  };
}

/** The letter's file: printed at the first asking, the same bytes ever after. */
export async function openLetterFile(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
): Promise<{
  readonly stream: ReadableStream<Uint8Array>;
  readonly size: number;
  readonly name: string;
  readonly sha256: string;
}> {
  const letter = await getIssuedLetter(portal.database.db, viewer, returnId);
  const sha256 = letter.pdfSha256 ?? (await printLetter(portal, letter));
  const file = await portal.blobs.open(letter.partnershipId, sha256);
  if (!file) throw notFound();
  return { ...file, name: `outcome-letter-${letter.model.reference}.pdf`, sha256 };
}

async function printLetter(portal: Portal, letter: IssuedLetter): Promise<string> {
  const { bytes } = await portal.documents.render(letter.model);
  const { sha256, size } = await portal.blobs.put(letter.partnershipId, bytes);
  await portal.database.db
    .updateTable('outcome_letter')
    .set({ pdf_sha256: sha256, pdf_size: size })
    .where('id', '=', letter.id)
    .where('pdf_sha256', 'is', null)
    .execute();
  return sha256;
}

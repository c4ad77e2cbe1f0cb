import type { Reader } from '../../../../db/client.server.ts';
import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { CopyFormat } from '../../returns/copy-formats.ts';
import { type DocumentFile, type FrozenDocument, openDocumentFile } from '../document-file.server.ts';

/** A letter as it was issued. */
export interface IssuedLetter {
  readonly id: string;
  readonly organisationId: string;
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
    organisationId: row.organisation_id,
    partnershipId: row.partnership_id,
    // Written by `issueLetter` from a typed model and never changed after.
    model: JSON.parse(row.model) as OutcomeLetterModel,
    sha256: row.sha256,
    pdfSha256: row.pdf_sha256,
  };
}

/** The letter as a file. Its PDF is drawn at the first asking: the same bytes ever after. */
export async function openLetterFile(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  format: CopyFormat = 'pdf',
): Promise<DocumentFile> {
  const { db } = portal.database;
  const letter = await getIssuedLetter(db, viewer, returnId);
  const keep: FrozenDocument['keep'] = (file) =>
    db.updateTable('outcome_letter').set(file).where('id', '=', letter.id).where('pdf_sha256', 'is', null).execute();
  return openDocumentFile(portal, { ...letter, name: `outcome-letter-${letter.model.reference}`, keep }, format);
}

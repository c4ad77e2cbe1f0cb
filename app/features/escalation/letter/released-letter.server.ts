import type { Reader } from '../../../../db/client.server.ts';
import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { type DocumentFile, type FrozenDocument, openDocumentFile } from '../../challenge/document-file.server.ts';
import type { CopyFormat } from '../../returns/copy-formats.ts';

/** A letter as it was released. */
export interface ReleasedLetter {
  readonly id: string;
  readonly partnershipId: string;
  readonly model: WrittenResponseModel;
  readonly pdfSha256: string | null;
}

/**
 * A letter of escalation for the organisation it was sent to, and for those of the partnership who send such letters. A
 * draft, and a letter of others, are refused as not found.
 */
export async function getReleasedLetter(db: Reader, viewer: Viewer, letterId: string): Promise<ReleasedLetter> {
  const organisations = findOrganisationScope(viewer, 'escalation.read');
  const partnerships = findPartnershipScope(viewer, 'escalation.read');
  if (!organisations && !partnerships) throw notFound();
  const row = await db
    .selectFrom('escalation_letter')
    .select(['id', 'partnership_id', 'model', 'pdf_sha256'])
    .where('id', '=', letterId)
    .where('status', '=', 'released')
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('organisation_id', 'in', organisations.organisationIds)] : []),
        ...(partnerships ? [eb('partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    )
    .executeTakeFirst();
  if (!row || row.model === null) throw notFound();
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    // Written by `releaseLetter` from a typed model and never changed after.
    model: JSON.parse(row.model) as WrittenResponseModel,
    pdfSha256: row.pdf_sha256,
  };
}

/** The letter as a file. Its PDF is drawn at the first asking: the same bytes ever after. */
export async function openEscalationLetter(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  format: CopyFormat,
): Promise<DocumentFile> {
  const { db } = portal.database;
  const letter = await getReleasedLetter(db, viewer, letterId);
  const keep: FrozenDocument['keep'] = (file) =>
    db.updateTable('escalation_letter').set(file).where('id', '=', letter.id).where('pdf_sha256', 'is', null).execute();
  return openDocumentFile(portal, { ...letter, name: `letter-${letter.model.reference}`, keep }, format);
}

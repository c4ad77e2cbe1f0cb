import type { Portal } from '../../platform/portal.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { findDocumentCheck } from '../audit/issue-document.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { receiptModel, returnCopyModel, type SubmittedParts } from './pdf-model.server.ts';
import { getSubmissionOfReturn, type Submission, submissionScope } from './queries.server.ts';

/** The files made from a submission. */
export type SubmissionDocumentKind = 'copy' | 'receipt';

/** A file that is ready to be sent to its reader; `size` in bytes. */
export interface StoredDocument {
  readonly stream: ReadableStream<Uint8Array>;
  readonly size: number;
  readonly fileName: string;
}

/** Everything a document or page of a submission is made of. */
export async function partsOf(portal: Portal, submission: Submission): Promise<SubmittedParts> {
  const { publicOrigin } = portal.config;
  return {
    compiled: await getEdition(portal.database.db, submission.editionId),
    snapshot: submission.snapshot,
    sha256: submission.sha256,
    returnId: submission.returnId,
    publicOrigin,
    check: await findDocumentCheck(portal.database.db, publicOrigin, { kind: 'submission', subjectId: submission.id }),
  };
}

/**
 * The file of a submission. The first request draws and stores it, later ones get the same bytes. For people of the
 * organisation and of the partnership it was sent to; anybody else, and a return that was not sent, is refused as
 * unknown.
 */
export async function openSubmissionDocument(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  kind: SubmissionDocumentKind,
  version?: number,
): Promise<StoredDocument> {
  const submission = await getSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId, version);
  return openOnce(portal, submission, kind);
}

/** The PDF of one submission, for a caller that has made sure that the viewer may read it. */
export const openSubmissionCopy = (portal: Portal, submission: Submission): Promise<StoredDocument> =>
  openOnce(portal, submission, 'copy');

async function openOnce(portal: Portal, submission: Submission, kind: SubmissionDocumentKind): Promise<StoredDocument> {
  const stored = (await openStored(portal, submission, kind)) ?? (await drawAndStore(portal, submission, kind));
  return { ...stored, fileName: `${submission.reference}-${kind}.pdf` };
}

async function openStored(portal: Portal, { id, organisationId }: Submission, kind: SubmissionDocumentKind) {
  const row = await portal.database.db
    .selectFrom('submission_document')
    .select('pdf_sha256')
    .where('submission_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row && portal.blobs.open(organisationId, row.pdf_sha256);
}

async function drawAndStore(portal: Portal, submission: Submission, kind: SubmissionDocumentKind) {
  const parts = await partsOf(portal, submission);
  const { bytes, pages } = await portal.documents.render(
    kind === 'copy' ? returnCopyModel(parts) : receiptModel(parts),
  );
  const { organisationId } = submission;
  const { sha256, size } = await portal.blobs.put(organisationId, bytes);
  const row = { pdf_sha256: sha256, pdf_size: size, pages, made_at: portal.stamp().now };
  await portal.database.transaction((trx) =>
    trx
      .insertInto('submission_document')
      .values({ organisation_id: organisationId, submission_id: submission.id, kind, ...row })
      .onConflict((conflict) => conflict.columns(['submission_id', 'kind']).doUpdateSet(row))
      .execute(),
  );
  const opened = await portal.blobs.open(organisationId, sha256);
  if (!opened) throw new Error('A document was stored and could not be opened');
  return opened;
}

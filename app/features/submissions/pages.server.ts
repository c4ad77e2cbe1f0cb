import type { ReceiptModel, ReturnCopyModel } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { isEditable } from '../returns/rules.ts';
import { partsOf } from './documents.server.ts';
import { blankModel, draftModel, receiptModel, returnCopyModel } from './pdf-model.server.ts';
import { findSubmissionOfReturn, getSubmissionOfReturn, submissionScope } from './queries.server.ts';

/** What the receipt page shows. */
export interface ReceiptPage {
  readonly returnId: string;
  /** The moderation of this submission, for people of the partnership. */
  readonly submissionId: string;
  readonly receipt: ReceiptModel;
  /** The person belongs to the organisation that sent it. */
  readonly ours: boolean;
}

/** The receipt of a return that was sent; refuses any other as unknown. */
export async function getReceiptPage(portal: Portal, viewer: Viewer, returnId: string): Promise<ReceiptPage> {
  const scope = submissionScope(viewer);
  const submission = await getSubmissionOfReturn(portal.database.db, scope, returnId);
  return {
    returnId,
    submissionId: submission.id,
    receipt: receiptModel(await partsOf(portal, submission)),
    ours: scope.organisation?.organisationIds.includes(submission.organisationId) ?? false,
  };
}

/** The copy of a return that was sent, the last unless a version is named, from its frozen snapshot; else refused as unknown. */
export async function getReturnCopy(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  version?: number,
): Promise<{ readonly returnId: string; readonly model: ReturnCopyModel }> {
  const submission = await getSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId, version);
  return { returnId, model: returnCopyModel(await partsOf(portal, submission)) };
}

/** What the print page shows. */
export interface PrintPage {
  readonly returnId: string;
  readonly model: ReturnCopyModel;
  readonly kind: 'sent' | 'filled' | 'blank';
  /** Questions that wait for the profile page, and are not on the print. */
  readonly undecided: number;
}

/**
 * A whole return to print: from the snapshot once it was sent, else the draft, or its questions alone. A draft is for
 * the people of its organisation; for a partnership it does not exist.
 */
export async function getPrintPage(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  {
    blank,
    draft = false,
  }: { readonly blank: boolean /** Not what was sent, where it is in work again. */; readonly draft?: boolean },
): Promise<PrintPage> {
  const sent = await findSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId);
  if (sent && !blank && !draft)
    return { returnId, kind: 'sent', undecided: 0, model: returnCopyModel(await partsOf(portal, sent)) };
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(portal.database.db, scope, returnId);
  if (draft && !isEditable(loaded.status)) throw notFound();
  const { now } = portal.stamp();
  const { publicOrigin } = portal.config;
  const undecided = loaded.questionnaire.undecided.length;
  return blank
    ? { returnId, kind: 'blank', undecided, model: blankModel(loaded, now, publicOrigin) }
    : { returnId, kind: 'filled', undecided, model: draftModel(loaded, now, publicOrigin) };
}

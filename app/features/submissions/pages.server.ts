import type { ReceiptModel, ReturnCopyModel } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { partsOf } from './documents.server.ts';
import type { SignOffRound } from './pages.ts';
import { blankModel, draftModel, receiptModel, returnCopyModel } from './pdf-model.server.ts';
import { findSubmissionOfReturn, getSubmissionOfReturn, submissionScope } from './queries.server.ts';
import { listRounds } from './rounds.server.ts';

/** What the receipt page shows. */
export interface ReceiptPage {
  readonly returnId: string;
  /** The moderation of this submission, for people of the partnership. */
  readonly submissionId: string;
  readonly receipt: ReceiptModel;
  /** Every time it was sent for signatures, for the people of the organisation alone. */
  readonly rounds: readonly SignOffRound[];
  /** The person belongs to the organisation that sent it. */
  readonly ours: boolean;
}

/** The receipt of a return that was sent; refuses any other as unknown. */
export async function getReceiptPage(portal: Portal, viewer: Viewer, returnId: string): Promise<ReceiptPage> {
  const scope = submissionScope(viewer);
  const submission = await getSubmissionOfReturn(portal.database.db, scope, returnId);
  const ours = scope.organisation?.organisationIds.includes(submission.organisationId) ?? false;
  return {
    returnId,
    submissionId: submission.id,
    rounds: ours && scope.organisation ? await listRounds(portal.database.db, scope.organisation, returnId) : [],
    receipt: receiptModel(await partsOf(portal, submission)),
    ours,
  };
}

/** The copy of a return that was sent, from its frozen snapshot; refuses any other as unknown. */
export async function getReturnCopy(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
): Promise<{ readonly returnId: string; readonly model: ReturnCopyModel }> {
  const submission = await getSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId);
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
  { blank }: { readonly blank: boolean },
): Promise<PrintPage> {
  const sent = await findSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId);
  if (sent && !blank)
    return { returnId, kind: 'sent', undecided: 0, model: returnCopyModel(await partsOf(portal, sent)) };
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(portal.database.db, scope, returnId);
  const { now } = portal.stamp();
  const { publicOrigin } = portal.config;
  const undecided = loaded.questionnaire.undecided.length;
  return blank
    ? { returnId, kind: 'blank', undecided, model: blankModel(loaded, now, publicOrigin) }
    : { returnId, kind: 'filled', undecided, model: draftModel(loaded, now, publicOrigin) };
}

import type { ReceiptModel, ReturnCopyModel } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, mayInOrganisation, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { isEditable } from '../returns/rules.ts';
import { partsOf } from './documents.server.ts';
import type { SignOffRound } from './pages.ts';
import { blankModel, draftModel, receiptModel, returnCopyModel } from './pdf-model.server.ts';
import { findSubmissionOfReturn, getSubmissionOfReturn, submissionScope } from './queries.server.ts';
import { listRounds } from './rounds.server.ts';
import { type Correction, findCorrection, listVersions, type SentVersion } from './versions/queries.server.ts';

/** What the receipt page shows. */
export interface ReceiptPage {
  readonly returnId: string;
  /** The moderation of this submission, for people of the partnership. */
  readonly submissionId: string;
  readonly version: number;
  /** Everything that was sent, oldest first. */
  readonly versions: readonly SentVersion[];
  readonly correction: Correction | null;
  readonly mayAskCorrection: boolean;
  readonly receipt: ReceiptModel;
  /** Every time it was sent for signatures, for the people of the organisation alone. */
  readonly rounds: readonly SignOffRound[];
  /** The person belongs to the organisation that sent it. */
  readonly ours: boolean;
}

/** The receipt of a return that was sent; refuses any other as unknown. */
export async function getReceiptPage(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  version?: number,
): Promise<ReceiptPage> {
  const scope = submissionScope(viewer);
  const submission = await getSubmissionOfReturn(portal.database.db, scope, returnId, version);
  const ours = scope.organisation?.organisationIds.includes(submission.organisationId) ?? false;
  return {
    returnId,
    submissionId: submission.id,
    rounds: ours && scope.organisation ? await listRounds(portal.database.db, scope.organisation, returnId) : [],
    version: submission.version,
    versions: await listVersions(portal.database.db, scope, returnId),
    correction: await findCorrection(portal.database.db, scope, returnId),
    mayAskCorrection: mayInOrganisation(viewer, 'return.submit', submission.organisationId),
    receipt: receiptModel(await partsOf(portal, submission)),
    ours,
  };
}

/** The copy of a return that was sent, the last unless a version is named, from its frozen snapshot; else refused as unknown. */
export async function getReturnCopy(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  version?: number,
): Promise<{
  readonly returnId: string;
  readonly version: number;
  /** A newer version was sent. */
  readonly superseded: boolean;
  readonly model: ReturnCopyModel;
}> {
  const submission = await getSubmissionOfReturn(portal.database.db, submissionScope(viewer), returnId, version);
  const superseded = submission.supersededAt !== null;
  return {
    returnId,
    version: submission.version,
    superseded,
    model: returnCopyModel(await partsOf(portal, submission)),
  };
}

/** Whether a return that was sent is open again, for somebody of its organisation: they print their draft. */
async function isCorrectedBy(portal: Portal, viewer: Viewer, returnId: string): Promise<boolean> {
  const scope = findOrganisationScope(viewer, 'return.read');
  const row =
    scope &&
    (await portal.database.db
      .selectFrom('agency_return')
      .select('status')
      .where('id', '=', returnId)
      .where('organisation_id', 'in', scope.organisationIds)
      .executeTakeFirst());
  return row !== undefined && isEditable(row.status);
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
  if (sent && !blank && !draft && !(await isCorrectedBy(portal, viewer, returnId)))
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

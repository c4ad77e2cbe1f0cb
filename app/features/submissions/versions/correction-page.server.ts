import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import {
  mayInOrganisation,
  mayInPartnership,
  organisationScope,
  partnershipScope,
  type Viewer,
} from '../../accounts/viewer.ts';
import { getSubmission, getSubmissionOfReturn, type Submission } from '../queries.server.ts';
import { type Correction, findCorrection } from './queries.server.ts';
import { correctionProblem } from './rules.ts';
import { findSettled } from './settled.server.ts';

/** A page on which a sent return is to be opened again: asked for by the agency, or decided by the partnership. */
export interface CorrectionPage {
  readonly returnId: string;
  readonly submissionId: string;
  readonly version: number;
  readonly reference: string;
  readonly organisationName: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly standards: readonly { readonly code: string; readonly words: string }[];
  readonly correction: Correction | null;
  /** Why it cannot be opened now; null when it can. */
  readonly problem: string | null;
  /** The last day there is for a new version. */
  readonly actionsDueOn: string;
}

/** For somebody who may send the return. Refuses a return of others, and one that was not sent, as unknown. */
export async function getAskingPage(portal: Portal, viewer: Viewer, returnId: string): Promise<CorrectionPage> {
  const scope = organisationScope(viewer, 'return.submit');
  const { db } = portal.database;
  const submission = await getSubmissionOfReturn(db, { organisation: scope, partnership: undefined }, returnId);
  if (!mayInOrganisation(viewer, 'return.submit', submission.organisationId)) throw notFound();
  return pageOf(db, submission);
}

/** For somebody who may send returns back. Refuses a submission to another partnership as unknown. */
export async function getSendBackPage(portal: Portal, viewer: Viewer, submissionId: string): Promise<CorrectionPage> {
  const scope = partnershipScope(viewer, 'submission.send-back');
  const { db } = portal.database;
  const submission = await getSubmission(db, scope, submissionId);
  const page = await pageOf(db, submission);
  const own = viewer.organisationRoles.some(({ organisationId }) => organisationId === submission.organisationId);
  if (!mayInPartnership(viewer, 'submission.send-back', submission.partnershipId)) throw notFound();
  return own ? { ...page, problem: `You have a role in ${page.organisationName}, so somebody else must decide` } : page;
}

async function pageOf(db: Reader, submission: Submission): Promise<CorrectionPage> {
  const { snapshot, returnId, partnershipId, organisationId } = submission;
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select(['agency_return.status', 'cycle.status as cycleStatus', 'cycle.actions_due_on as actionsDueOn'])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const scope = {
    organisation: { organisationIds: [organisationId] as const },
    partnership: { partnershipIds: [partnershipId] as const },
  };
  return {
    returnId,
    submissionId: submission.id,
    version: submission.version,
    reference: submission.reference,
    organisationName: snapshot.content.organisation.name,
    partnershipName: snapshot.partnership.name,
    cycleName: snapshot.cycle.name,
    standards: snapshot.content.standards.map(({ code, number, title }) => ({ code, words: `${number} ${title}` })),
    correction: await findCorrection(db, scope, returnId),
    actionsDueOn: row.actionsDueOn,
    problem:
      correctionProblem({
        returnStatus: row.status,
        newest: submission.supersededAt === null,
        cycleOpen: row.cycleStatus === 'open',
        ...(await findSettled(db, { submissionId: submission.id, partnershipId })),
      }) ?? null,
  };
}

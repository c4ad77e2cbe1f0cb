/** How one person stands to one submission that is moderated: whether they reach it, judge it, and rate it blind. */
import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { findPartnershipScope, mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import { moderatesIn } from '../cycles/blind.server.ts';
import { type Conflict, findConflict } from './conflicts.server.ts';
import type { ModerationStatus } from './rules.ts';

/** A submission as one person reaches it. */
export interface Reach {
  readonly submissionId: string;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly returnId: string;
  readonly cycleId: string;
  readonly editionId: string;
  readonly status: ModerationStatus;
  readonly superseded: boolean;
  readonly returnClosed: boolean;
  /** A moderator from another agency, who reaches what is assigned to them. */
  readonly peer: boolean;
  readonly assigned: boolean;
  /** Whether the person has declared that they have no interest in the organisation. */
  readonly declared: boolean;
  readonly conflict: Conflict | undefined;
  /** Rates before seeing what the agency said of itself, standard by standard. */
  readonly blind: boolean;
  /** Why this person cannot judge; null for those who can, if they may at all. */
  readonly obstacle: string | null;
}

/**
 * Refuses, as unknown, a submission to another partnership, and to a peer one that is not assigned to them. With
 * `declaring` a peer reaches it before the declaration, for the page that asks for it.
 */
export async function getReach(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
  { declaring = false }: { readonly declaring?: boolean } = {},
): Promise<Reach> {
  const panel: readonly string[] = findPartnershipScope(viewer, 'moderation.read')?.partnershipIds ?? [];
  const peers: readonly string[] = findPartnershipScope(viewer, 'moderation.read-assigned')?.partnershipIds ?? [];
  const partnershipIds = [...new Set([...panel, ...peers])];
  if (partnershipIds.length === 0) throw notFound();
  const row = await db
    .selectFrom('moderation')
    .innerJoin('submission', 'submission.id', 'moderation.submission_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .leftJoin('cycle_moderation', 'cycle_moderation.cycle_id', 'submission.cycle_id')
    .leftJoin('moderation_assignment as assignment', (join) =>
      join
        .onRef('assignment.return_id', '=', 'submission.return_id')
        .onRef('assignment.partnership_id', '=', 'submission.partnership_id')
        .on('assignment.person_id', '=', viewer.personId)
        .on('assignment.ended_at', 'is', null),
    )
    .select([
      'moderation.status',
      'submission.partnership_id as partnershipId',
      'submission.organisation_id as organisationId',
      'organisation.name as organisationName',
      'submission.return_id as returnId',
      'submission.cycle_id as cycleId',
      'submission.edition_id as editionId',
      'submission.superseded_at as supersededAt',
      'agency_return.status as returnStatus',
      'cycle_moderation.blind as blindCycle',
      'assignment.id as assignmentId',
      'assignment.declared_at as declaredAt',
    ])
    .select((eb) =>
      // Opened as a moderation is finished for the first time: from then on nothing is hidden.
      eb
        .selectFrom('submission as newest')
        .innerJoin('reply_window', 'reply_window.submission_id', 'newest.id')
        .select('reply_window.reply_by')
        .whereRef('newest.return_id', '=', 'submission.return_id')
        .whereRef('newest.partnership_id', '=', 'submission.partnership_id')
        .where('newest.superseded_at', 'is', null)
        .limit(1)
        .as('finishedOnce'),
    )
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { supersededAt, returnStatus, blindCycle, assignmentId, declaredAt, finishedOnce, ...its } = row;
  const peer = !panel.includes(row.partnershipId);
  const assigned = assignmentId !== null;
  const declared = declaredAt !== null;
  const conflict = await findConflict(db, viewer, row);
  if (peer && (!assigned || conflict || (!declared && !declaring))) throw notFound();
  const moderates = peer || assigned || moderatesIn(viewer).includes(row.partnershipId);
  const over = finishedOnce !== null || returnStatus === 'closed';
  return {
    ...its,
    submissionId,
    superseded: supersededAt !== null,
    returnClosed: returnStatus === 'closed',
    peer,
    assigned,
    declared,
    conflict,
    blind: blindCycle === 1 && moderates && !over,
    obstacle: obstacleOf({
      conflict,
      superseded: supersededAt !== null,
      closed: returnStatus === 'closed',
      seen: blindCycle === 1 && !moderates && mayInPartnership(viewer, 'moderation.judge', row.partnershipId),
    }),
  };
}

function obstacleOf(at: {
  readonly conflict: Conflict | undefined;
  readonly superseded: boolean;
  readonly closed: boolean;
  /** In a cycle that is rated blind, the person sees every rating. */
  readonly seen: boolean;
}): string | null {
  if (at.conflict) return `${at.conflict.words.you}, so somebody else must moderate its return`;
  if (at.superseded) return 'A newer version of this return has been sent: moderate that one';
  if (at.closed) return 'This return is closed, so its moderation can no longer be changed';
  if (at.seen)
    return 'This cycle is rated blind. Give yourself this return to moderate first: the agency’s own ratings are then hidden from you until you have rated';
  return null;
}

/** Whether the person gives ratings here, as one of the panel or as a peer. */
export const mayJudgeAt = (viewer: Viewer, reach: Reach): boolean =>
  reach.obstacle === null &&
  mayInPartnership(viewer, reach.peer ? 'moderation.judge-assigned' : 'moderation.judge', reach.partnershipId);

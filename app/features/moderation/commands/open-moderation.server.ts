import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { PartnershipPermission } from '../../accounts/permissions.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { ModerationStatus } from '../rules.ts';

/** A submission whose moderation this transaction holds. */
export interface HeldModeration {
  readonly submissionId: string;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly cycleId: string;
  readonly editionId: string;
  readonly status: ModerationStatus;
}

/** Whether a person belongs to the organisation: such a person never judges its return. */
export const belongsTo = (viewer: Viewer, organisationId: string): boolean =>
  viewer.organisationRoles.some((grant) => grant.organisationId === organisationId);

/**
 * Holds the moderation of a submission until the transaction ends. Refuses a submission to another partnership as
 * unknown, a moderator who has a role in the organisation, a version that a newer one stands before, and a return that
 * is closed.
 */
export async function holdModeration(
  trx: Trx,
  viewer: Viewer,
  permission: PartnershipPermission,
  submissionId: string,
): Promise<HeldModeration> {
  const scope = partnershipScope(viewer, permission);
  const held = await trx
    .updateTable('moderation')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .returning(['status', 'partnership_id as partnershipId'])
    .executeTakeFirst();
  if (!held) throw notFound();
  const submission = await trx
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .select([
      'submission.organisation_id as organisationId',
      'organisation.name as organisationName',
      'submission.cycle_id as cycleId',
      'submission.edition_id as editionId',
      'submission.superseded_at as supersededAt',
      'agency_return.status as returnStatus',
    ])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!submission) throw notFound();
  const { organisationId, organisationName, cycleId, editionId, supersededAt, returnStatus } = submission;
  if (belongsTo(viewer, organisationId))
    throw notNow(`You have a role in ${organisationName}, so somebody else must moderate its return`);
  if (supersededAt !== null) throw notNow('A newer version of this return has been sent: moderate that one');
  if (returnStatus === 'closed') throw notNow('This return is closed, so its moderation can no longer be changed');
  return { submissionId, organisationId, organisationName, cycleId, editionId, ...held };
}

/** As the first thing is written in a moderation it starts; one that is finished must be opened again first. */
export async function startModeration(trx: Trx, stamp: Stamp, viewer: Viewer, held: HeldModeration): Promise<void> {
  if (held.status === 'finished')
    throw notNow('This moderation is finished. Open it again on the page of the return before you change it');
  if (held.status === 'in-progress') return;
  await trx
    .updateTable('moderation')
    .set({ status: 'in-progress', started_at: stamp.now })
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .execute();
  await recordEvent(trx, stamp, {
    type: 'moderation.started',
    owner: { partnershipId: held.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'submission', id: held.submissionId },
  });
}

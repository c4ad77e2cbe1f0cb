import type { Trx } from '../../../../../db/client.server.ts';
import { notFound } from '../../../../platform/refusals.ts';
import type { OrganisationScope, PartnershipScope } from '../../../accounts/viewer.ts';
import type { ReturnStatus } from '../../../returns/rules.ts';
import type { CorrectionState, ReopeningStatus } from '../rules.ts';
import { findSettled } from '../settled.server.ts';

/** A sent return that this transaction holds, with what decides about its correction. */
export interface HeldVersion {
  readonly returnId: string;
  readonly submissionId: string;
  readonly version: number;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly actionsDueOn: string;
  /** The codes of the standards in the version. */
  readonly standardCodes: readonly string[];
  readonly state: CorrectionState;
  /** The correction that is asked for or under way. */
  readonly reopening: { readonly id: string; readonly status: ReopeningStatus; readonly revision: number } | undefined;
}

type Scope = { readonly organisation: OrganisationScope } | { readonly partnership: PartnershipScope };

/**
 * Holds a return until the transaction ends and reads the newest version of it. Refuses a return that was never sent,
 * and one outside the scope, as unknown.
 */
export async function holdVersion(trx: Trx, scope: Scope, returnId: string): Promise<HeldVersion> {
  let hold = trx
    .updateTable('agency_return')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', returnId);
  hold =
    'organisation' in scope
      ? hold.where('organisation_id', 'in', scope.organisation.organisationIds)
      : hold.where('partnership_id', 'in', scope.partnership.partnershipIds);
  const held = await hold
    .returning(['status', 'due_on', 'organisation_id', 'partnership_id', 'cycle_id'])
    .executeTakeFirst();
  if (!held) throw notFound();
  const sent = await trx
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select([
      'submission.id',
      'submission.version',
      'organisation.name as organisation_name',
      'cycle.name as cycle_name',
      'cycle.status as cycle_status',
      'cycle.actions_due_on',
    ])
    .where('submission.return_id', '=', returnId)
    .where('submission.partnership_id', '=', held.partnership_id)
    .where('submission.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!sent) throw notFound();
  const standards = await trx
    .selectFrom('submission_standard')
    .select('standard_code')
    .where('submission_id', '=', sent.id)
    .where('partnership_id', '=', held.partnership_id)
    .execute();
  const reopening = await trx
    .selectFrom('return_reopening')
    .select(['id', 'status', 'revision'])
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', held.organisation_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return {
    returnId,
    submissionId: sent.id,
    version: sent.version,
    organisationId: held.organisation_id,
    organisationName: sent.organisation_name,
    partnershipId: held.partnership_id,
    cycleId: held.cycle_id,
    cycleName: sent.cycle_name,
    dueOn: held.due_on,
    actionsDueOn: sent.actions_due_on,
    standardCodes: standards.map(({ standard_code }) => standard_code),
    state: {
      returnStatus: held.status satisfies ReturnStatus,
      newest: true,
      cycleOpen: sent.cycle_status === 'open',
      ...(await findSettled(trx, { submissionId: sent.id, partnershipId: held.partnership_id })),
    },
    reopening,
  };
}

import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';

/** A place that rests on a piece of evidence. */
export interface EvidenceUse {
  readonly kind: 'answer' | 'submission' | 'action';
  /** The return that it is used in; null for an action. */
  readonly returnId: string | null;
  /** The cycle, or the reference of the submission or action. */
  readonly where: string;
  /** Questions that it is attached to, for an answer. */
  readonly questionCodes: readonly string[];
  readonly editionId: string | null;
  readonly actionId: string | null;
  /** The partnership whose people can open it because of this; null for an answer in a draft. */
  readonly partnership: string | null;
  /** The version that they open; null where it is whatever is newest. */
  readonly version: number | null;
  /** The return can still be worked on, so what is attached to it can change. */
  readonly draft: boolean;
  /** The return waits for signatures, or has them: another version means signing again. */
  readonly signing: boolean;
}

const sentStatuses: readonly string[] = ['submitted', 'closed'];
const signingStatuses: readonly string[] = ['awaiting-sign-off', 'signed'];

/** Everything that rests on a piece of evidence: answers by return, sent returns, updates of actions. */
export async function listUses(db: Reader, scope: OrganisationScope, evidenceId: string): Promise<EvidenceUse[]> {
  const answers = await db
    .selectFrom('evidence_use')
    .innerJoin('agency_return', 'agency_return.id', 'evidence_use.return_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'evidence_use.return_id',
      'evidence_use.question_code',
      'cycle.name',
      'agency_return.edition_id',
      'agency_return.status',
    ])
    .where('evidence_use.evidence_id', '=', evidenceId)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .orderBy('agency_return.opened_at', 'desc')
    .orderBy('evidence_use.question_code')
    .execute();
  const submissions = await db
    .selectFrom('submission_evidence')
    .innerJoin('submission', 'submission.id', 'submission_evidence.submission_id')
    .innerJoin('partnership', 'partnership.id', 'submission_evidence.partnership_id')
    .select([
      'submission.return_id',
      'submission.reference',
      'submission_evidence.version',
      'partnership.name as partnership',
    ])
    .where('submission_evidence.evidence_id', '=', evidenceId)
    .where('submission_evidence.organisation_id', 'in', scope.organisationIds)
    .orderBy('submission.submitted_at', 'desc')
    .execute();
  const actions = await db
    .selectFrom('action_update')
    .innerJoin('action', 'action.id', 'action_update.action_id')
    .innerJoin('partnership', 'partnership.id', 'action_update.partnership_id')
    .select(['action.id', 'action.reference', 'action_update.evidence_version', 'partnership.name as partnership'])
    .distinct()
    .where('action_update.evidence_id', '=', evidenceId)
    .where('action_update.organisation_id', 'in', scope.organisationIds)
    .orderBy('action.reference')
    .execute();
  const byReturn = Map.groupBy(answers, ({ return_id }) => return_id);
  const none = { questionCodes: [], editionId: null, actionId: null, returnId: null, draft: false, signing: false };
  return [
    ...[...byReturn].map(([returnId, uses]) => ({
      ...none,
      kind: 'answer' as const,
      returnId,
      where: uses[0]?.name ?? '',
      questionCodes: uses.map(({ question_code }) => question_code),
      editionId: uses[0]?.edition_id ?? null,
      partnership: null,
      version: null,
      draft: !sentStatuses.includes(uses[0]?.status ?? ''),
      signing: signingStatuses.includes(uses[0]?.status ?? ''),
    })),
    ...submissions.map(({ return_id, reference, version, partnership }) => ({
      ...none,
      kind: 'submission' as const,
      returnId: return_id,
      where: reference,
      partnership,
      version,
    })),
    ...actions.map(({ id, reference, evidence_version, partnership }) => ({
      ...none,
      kind: 'action' as const,
      where: reference,
      actionId: id,
      partnership,
      version: evidence_version,
    })),
  ];
}

/** Whether a return that has not been sent rests on a piece of evidence. */
export async function isUsedInDraft(db: Reader, scope: OrganisationScope, evidenceId: string): Promise<boolean> {
  const use = await db
    .selectFrom('evidence_use')
    .innerJoin('agency_return', 'agency_return.id', 'evidence_use.return_id')
    .select('evidence_use.return_id')
    .where('evidence_use.evidence_id', '=', evidenceId)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .where('agency_return.status', 'not in', sentStatuses as ('submitted' | 'closed')[])
    .limit(1)
    .executeTakeFirst();
  return use !== undefined;
}

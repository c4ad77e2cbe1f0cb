import type { Reader } from '../../../../../db/client.server.ts';
import type { Quarter } from '../../../challenge-log/report/quarters.ts';
import type { CloseReason } from '../rules.ts';
import type { ReplayedEntry } from './standing.ts';

/** A risk with its history, oldest first. */
export interface ReportedRisk {
  readonly id: string;
  readonly reference: string;
  readonly cause: string;
  readonly event: string;
  readonly effect: string;
  readonly owner: string;
  readonly group: string | null;
  readonly target: number;
  readonly closedBecause: CloseReason | null;
  readonly history: readonly ReplayedEntry[];
}

/** Every risk of a partnership that was raised by the end of a quarter, with its history. Two statements. */
export async function loadReportedRisks(db: Reader, partnershipId: string, { to }: Quarter): Promise<ReportedRisk[]> {
  const risks = await db
    .selectFrom('risk')
    .leftJoin('partnership_group as held', 'held.id', 'risk.group_id')
    .select(['risk.id', 'risk.reference', 'risk.cause', 'risk.risk_event', 'risk.effect', 'risk.owner_name'])
    .select(['held.name as group', 'risk.target_likelihood', 'risk.target_impact', 'risk.closed_because'])
    .where('risk.partnership_id', '=', partnershipId)
    .where('risk.raised_on', '<=', to)
    .orderBy('risk.raised_on')
    .orderBy('risk.id')
    .execute();
  const entries = await db
    .selectFrom('risk_entry')
    .innerJoin('risk', 'risk.id', 'risk_entry.risk_id')
    .select(['risk_id', 'kind', 'happened_on', 'risk_entry.level', 'risk_entry.status', 'likelihood', 'impact'])
    .select('next_review_on')
    .where('risk_entry.partnership_id', '=', partnershipId)
    .where('risk.partnership_id', '=', partnershipId)
    .where('risk.raised_on', '<=', to)
    .orderBy('risk_entry.made_at')
    .orderBy('risk_entry.id')
    .execute();
  const byRisk = Map.groupBy(entries, ({ risk_id }) => risk_id);
  return risks.map((risk) => ({
    id: risk.id,
    reference: risk.reference,
    cause: risk.cause,
    event: risk.risk_event,
    effect: risk.effect,
    owner: risk.owner_name,
    group: risk.group,
    target: risk.target_likelihood * risk.target_impact,
    closedBecause: risk.closed_because,
    history: (byRisk.get(risk.id) ?? []).map((entry) => ({
      kind: entry.kind,
      on: entry.happened_on,
      level: entry.level,
      status: entry.status,
      score: entry.likelihood * entry.impact,
      likelihood: entry.likelihood,
      impact: entry.impact,
      nextReviewOn: entry.next_review_on,
    })),
  }));
}

/** The day on which the first risk was raised; undefined for an empty register. */
export async function findFirstRisk(db: Reader, partnershipId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('risk')
    .select((eb) => eb.fn.min('raised_on').as('first'))
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return row?.first ?? undefined;
}

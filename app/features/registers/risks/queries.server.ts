import type { Reader } from '../../../../db/client.server.ts';
import { holdsWords } from '../../../platform/like-pattern.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { riskBands } from '../../challenge-log/rules.ts';
import { isReviewOverdue, type RiskLevel, type RiskStatus } from './rules.ts';
import type { RiskFilter } from './schema.ts';

export interface RiskSummary {
  readonly id: string;
  readonly reference: string;
  readonly level: RiskLevel;
  readonly category: string;
  readonly event: string;
  readonly owner: string;
  readonly group: string | null;
  readonly score: number;
  readonly target: number;
  readonly reviewOn: string;
  readonly overdue: boolean;
  readonly status: RiskStatus;
}

/** Risks in scope, greatest first or by the day of the next review, a page at a time. Two statements. */
export async function listRisks(
  db: Reader,
  scope: PartnershipScope,
  filter: RiskFilter,
  today: string,
  pageAsked: number,
): Promise<Page<RiskSummary>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const down = filter.sort.startsWith('-') ? 'desc' : 'asc';
  const rows = await narrowed(db, scope, filter, today)
    .leftJoin('partnership_group as held', (join) =>
      join.onRef('held.id', '=', 'risk.group_id').onRef('held.partnership_id', '=', 'risk.partnership_id'),
    )
    .select(['risk.id', 'risk.reference', 'risk.level', 'risk.category', 'risk.risk_event as event'])
    .select(['risk.owner_name as owner', 'held.name as group', 'risk.risk_now as score', 'risk.status'])
    .select(['risk.review_on as reviewOn', 'risk.target_likelihood', 'risk.target_impact'])
    .orderBy(filter.sort.endsWith('score') ? 'risk.risk_now' : 'risk.review_on', down)
    .orderBy('risk.review_on')
    .orderBy('risk.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ target_likelihood, target_impact, ...row }) => ({
      ...row,
      target: target_likelihood * target_impact,
      overdue: isReviewOverdue(row.status, row.reviewOn, today),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** The risks that a filter lets through; `current` is everything that is not closed. */
function narrowed(db: Reader, scope: PartnershipScope, filter: RiskFilter, today: string) {
  let risks = db.selectFrom('risk').where('risk.partnership_id', 'in', scope.partnershipIds);
  if (filter.level) risks = risks.where('risk.level', '=', filter.level);
  if (filter.status === 'current') risks = risks.where('risk.status', '<>', 'closed');
  else if (filter.status !== 'all') risks = risks.where('risk.status', '=', filter.status);
  if (filter.overdue) risks = risks.where('risk.status', '<>', 'closed').where('risk.review_on', '<', today);
  if (filter.category) risks = risks.where('risk.category', '=', filter.category);
  if (filter.group) risks = risks.where('risk.group_id', '=', filter.group);
  if (filter.band)
    risks = risks
      .where('risk.risk_now', '>=', riskBands[filter.band].from)
      .where('risk.risk_now', '<=', riskBands[filter.band].to);
  if (filter.q !== '')
    risks = risks.where((eb) =>
      holdsWords(
        eb,
        ['risk.reference', 'risk.cause', 'risk.risk_event', 'risk.effect', 'risk.owner_name', 'risk.assurance'],
        filter.q,
      ),
    );
  return risks;
}

/** How many risks lie in one cell of the matrix. */
export interface MatrixCell {
  readonly likelihood: number;
  readonly impact: number;
  readonly count: number;
}

/** The risks that a filter lets through by how likely they are and how great their harm would be, as judged last. */
export async function countMatrix(
  db: Reader,
  scope: PartnershipScope,
  filter: RiskFilter,
  today: string,
): Promise<MatrixCell[]> {
  const rows = await narrowed(db, scope, filter, today)
    .select((eb) => ['likelihood_now', 'impact_now', eb.fn.countAll<number>().as('count')])
    .groupBy(['likelihood_now', 'impact_now'])
    .execute();
  return rows.map((row) => ({ likelihood: row.likelihood_now, impact: row.impact_now, count: Number(row.count) }));
}

export interface RiskCounts {
  readonly strategic: number;
  readonly operational: number;
  /** Whose review is overdue. */
  readonly overdue: number;
}

/** How the register stands in scope, for the home page and the head of its list. */
export async function countRisks(db: Reader, scope: PartnershipScope, today: string): Promise<RiskCounts> {
  const rows = await db
    .selectFrom('risk')
    .select((eb) => [
      'level',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when('review_on', '<', today).then(1).else(0).end()).as('late'),
    ])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('status', '<>', 'closed')
    .groupBy('level')
    .execute();
  const of = (level: RiskLevel) => Number(rows.find((row) => row.level === level)?.total ?? 0);
  return {
    strategic: of('strategic'),
    operational: of('operational'),
    overdue: rows.reduce((sum, { late }) => sum + Number(late), 0),
  };
}

/** The groups in scope, for the filter and for who holds a risk; those that meet. */
export const listHoldingGroups = (
  db: Reader,
  scope: PartnershipScope,
): Promise<{ readonly id: string; readonly name: string; readonly partnershipId: string }[]> =>
  db
    .selectFrom('partnership_group')
    .select(['id', 'name', 'partnership_id as partnershipId'])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute();

/**
 * The risks that were raised from an entry of the challenge log, and whether the viewer may raise one; undefined for
 * somebody who does not read the register, such as people of an agency.
 */
export async function findRisksOfEntry(
  db: Reader,
  viewer: Viewer,
  { id, partnershipId }: { readonly id: string; readonly partnershipId: string },
): Promise<
  | { readonly raised: readonly { readonly id: string; readonly reference: string }[]; readonly mayRaise: boolean }
  | undefined
> {
  if (!mayInPartnership(viewer, 'risk.read', partnershipId)) return undefined;
  const raised = await db
    .selectFrom('risk')
    .select(['id', 'reference'])
    .where('partnership_id', '=', partnershipId)
    .where('log_entry_id', '=', id)
    .orderBy('raised_on')
    .orderBy('id')
    .limit(20)
    .execute();
  return { raised, mayRaise: mayInPartnership(viewer, 'risk.change', partnershipId) };
}

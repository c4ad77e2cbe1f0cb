import type { Reader } from '../../../db/client.server.ts';
import { asksByPhase } from '../../../standards/placed-conditions.ts';
import { kindsOf } from '../../../standards/reach.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type CycleStatus, cycleStatuses, type ReturnStage, returnStages } from './rules.ts';
import type { Cycle } from './schema.ts';

export const isStage = (status: string): status is ReturnStage => Object.hasOwn(returnStages, status);
const isCycleStatus = (status: string): status is CycleStatus => Object.hasOwn(cycleStatuses, status);

const cyclesIn = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('cycle')
    .innerJoin('standard_edition as edition', 'edition.id', 'cycle.edition_id')
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .select((eb) => [
      'cycle.id',
      'cycle.partnership_id as partnershipId',
      'cycle.edition_id as editionId',
      eb.fn.coalesce('edition.base_edition_id', 'cycle.edition_id').as('baseEditionId'),
      'edition.title as editionTitle',
      'edition.short_title as shortTitle',
      'edition.sector',
      'edition.sha256',
      'cycle.previous_cycle_id as previousCycleId',
      'cycle.name',
      'cycle.status',
      'cycle.opens_on as opensOn',
      'cycle.due_on as dueOn',
      'cycle.moderation_on as moderationOn',
      'cycle.challenge_on as challengeOn',
      'cycle.actions_due_on as actionsDueOn',
      'cycle.launched_at as launchedAt',
      'cycle.closed_at as closedAt',
      'cycle.revision',
    ]);

type CycleColumns = Awaited<ReturnType<ReturnType<typeof cyclesIn>['executeTakeFirstOrThrow']>>;

async function cycleOf(db: Reader, { sha256, ...row }: CycleColumns): Promise<Cycle> {
  const { edition } = await getEdition(db, row.editionId, sha256);
  return {
    ...row,
    sector: edition.sector,
    kinds: kindsOf(edition),
    asksByPhase: asksByPhase(edition),
    status: isCycleStatus(row.status) ? row.status : 'closed',
  };
}

/** A cycle of a partnership in scope. Refuses any other as unknown. */
export async function getCycle(db: Reader, scope: PartnershipScope, cycleId: string): Promise<Cycle> {
  const row = await cyclesIn(db, scope).where('cycle.id', '=', cycleId).executeTakeFirst();
  if (!row) throw notFound();
  return cycleOf(db, row);
}

export interface CycleEntry extends Cycle {
  readonly returns: number;
  readonly sent: number;
}

/** The cycles in scope with how many of their returns are sent: open first, then by due date, newest first. */
export async function listCycles(db: Reader, scope: PartnershipScope, pageAsked: number): Promise<Page<CycleEntry>> {
  const { total } = await db
    .selectFrom('cycle')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await cyclesIn(db, scope)
    .select((eb) => [
      eb
        .selectFrom('agency_return')
        .whereRef('agency_return.cycle_id', '=', 'cycle.id')
        .whereRef('agency_return.partnership_id', '=', 'cycle.partnership_id')
        .select((count) => count.fn.countAll<number>().as('returns'))
        .as('returns'),
      eb
        .selectFrom('agency_return')
        .whereRef('agency_return.cycle_id', '=', 'cycle.id')
        .whereRef('agency_return.partnership_id', '=', 'cycle.partnership_id')
        .where('agency_return.status', 'in', ['submitted', 'closed'])
        .select((count) => count.fn.countAll<number>().as('sent'))
        .as('sent'),
    ])
    .orderBy((eb) => eb.case().when('cycle.status', '=', 'closed').then(1).else(0).end())
    .orderBy('cycle.due_on', 'desc')
    .orderBy('cycle.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const items: CycleEntry[] = [];
  for (const { returns, sent, ...row } of rows)
    items.push({ ...(await cycleOf(db, row)), returns: returns ?? 0, sent: sent ?? 0 });
  return {
    items,
    page,
    pageCount,
    total,
  };
}

export interface OrganisationReturn {
  readonly returnId: string;
  readonly cycleId: string;
  readonly cycleName: string;
  readonly stage: ReturnStage;
  readonly dueOn: string;
  readonly firstDueOn: string;
}

/** The returns of one organisation in the cycles in scope, newest first. */
export async function listReturnsOfOrganisation(
  db: Reader,
  scope: PartnershipScope,
  organisationId: string,
): Promise<OrganisationReturn[]> {
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'agency_return.id as returnId',
      'cycle.id as cycleId',
      'cycle.name as cycleName',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'agency_return.first_due_on as firstDueOn',
    ])
    .where('agency_return.organisation_id', '=', organisationId)
    .where('agency_return.partnership_id', 'in', scope.partnershipIds)
    .orderBy('agency_return.due_on', 'desc')
    .orderBy('agency_return.id', 'desc')
    .limit(pageSize)
    .execute();
  return rows.map(({ status, ...row }) => ({ ...row, stage: status }));
}

/** The last day-by-day changes of one return's due date, newest first, for the page of the extension. */
export async function listExtensions(db: Reader, scope: PartnershipScope, returnId: string) {
  return db
    .selectFrom('deadline_extension as extension')
    .innerJoin('person', 'person.id', 'extension.extended_by')
    .select([
      'extension.id',
      'extension.from_on as fromOn',
      'extension.to_on as toOn',
      'extension.reason',
      'extension.extended_at as extendedAt',
      'person.name as extendedBy',
    ])
    .where('extension.partnership_id', 'in', scope.partnershipIds)
    .where('extension.return_id', '=', returnId)
    .orderBy('extension.extended_at', 'desc')
    .orderBy('extension.id', 'desc')
    .limit(pageSize)
    .execute();
}

import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { organisationOf } from '../organisations/queries.server.ts';
import type { Organisation } from '../organisations/schema.ts';
import type { CohortFilter } from './cohort-query.ts';
import type { Cycle } from './schema.ts';

export interface CohortEntry {
  readonly organisation: Organisation;
  readonly chosen: boolean;
  /** Its return, once the cycle is launched. */
  readonly returnId: string | null;
}

/** Everybody whom the cycle could ask: open members of the partnership today, of the kinds that the edition is for. */
export function fitting(db: Reader, cycle: Pick<Cycle, 'id' | 'partnershipId' | 'kinds'>, filter: CohortFilter = {}) {
  let query = db
    .selectFrom('organisation')
    .leftJoin('cycle_cohort as cohort', (join) =>
      join.onRef('cohort.organisation_id', '=', 'organisation.id').on('cohort.cycle_id', '=', cycle.id),
    )
    .where('organisation.kind', 'in', cycle.kinds)
    .where('organisation.status', '=', 'open')
    .where(
      'organisation.id',
      'in',
      db
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', '=', cycle.partnershipId)
        .where('left_on', 'is', null),
    );
  const { search, kind, phase, chosen } = filter;
  if (kind) query = query.where('organisation.kind', '=', kind);
  if (phase) query = query.where('organisation.phase', phase === 'none' ? 'is' : '=', phase === 'none' ? null : phase);
  if (chosen !== undefined) query = query.where('cohort.organisation_id', chosen ? 'is not' : 'is', null);
  const words = search?.trim().toLowerCase().replaceAll('%', '').replaceAll('_', '') ?? '';
  if (words !== '')
    query = query.where((eb) => eb(eb.fn<string>('lower', ['organisation.name']), 'like', `%${words}%`));
  return query;
}

/** A page of those whom the cycle could ask, by name, each with whether it is in. */
export async function listCohort(
  db: Reader,
  cycle: Cycle,
  filter: CohortFilter,
  pageAsked: number,
): Promise<Page<CohortEntry>> {
  const { total } = await fitting(db, cycle, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await fitting(db, cycle, filter)
    .leftJoin('agency_return as return', (join) =>
      join.onRef('return.organisation_id', '=', 'organisation.id').on('return.cycle_id', '=', cycle.id),
    )
    .selectAll('organisation')
    .select(['cohort.organisation_id as chosenId', 'return.id as returnId'])
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('organisation.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ chosenId, returnId, ...row }) => ({
      organisation: organisationOf(row),
      chosen: chosenId !== null,
      returnId,
    })),
    page,
    pageCount,
    total,
  };
}

export interface CohortCount {
  readonly kind: string;
  readonly phase: string | null;
  readonly fitting: number;
  readonly chosen: number;
}

/** How many of each kind and phase fit the cycle, and how many of them are in. */
export async function countCohort(db: Reader, cycle: Cycle): Promise<CohortCount[]> {
  return fitting(db, cycle)
    .select((eb) => [
      'organisation.kind',
      'organisation.phase',
      eb.fn.countAll<number>().as('fitting'),
      eb.fn.count<number>('cohort.organisation_id').as('chosen'),
    ])
    .groupBy(['organisation.kind', 'organisation.phase'])
    .orderBy('organisation.kind')
    .orderBy('organisation.phase')
    .execute();
}

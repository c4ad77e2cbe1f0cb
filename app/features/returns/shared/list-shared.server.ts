import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '../../../../db/client.server.ts';
import type { Tables } from '../../../../db/schema/index.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { ReturnEntry } from '../schema.ts';

/** True for a return that stands alone, and for the first of those that are answered together: the one that is listed. */
export const isPrimary = (eb: ExpressionBuilder<Pick<Tables, 'agency_return'>, 'agency_return'>) =>
  eb.or([
    eb('agency_return.shared_return_id', 'is', null),
    eb.not(
      eb.exists(
        eb
          .selectFrom('agency_return as earlier')
          .select('earlier.id')
          .whereRef('earlier.shared_return_id', '=', 'agency_return.shared_return_id')
          .whereRef('earlier.id', '<', 'agency_return.id'),
      ),
    ),
  ]);

/** The other partnerships that listed returns are answered for, by the id of the one that is listed. */
export async function listOthers(
  db: Reader,
  scope: OrganisationScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, ReturnEntry['alsoFor']>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('agency_return as listed')
    .innerJoin('agency_return as other', 'other.shared_return_id', 'listed.shared_return_id')
    .innerJoin('partnership', 'partnership.id', 'other.partnership_id')
    .select(['listed.id as listedId', 'partnership.name as partnershipName', 'other.due_on as dueOn', 'other.status'])
    .where('listed.id', 'in', returnIds)
    .where('listed.organisation_id', 'in', scope.organisationIds)
    .whereRef('other.id', '<>', 'listed.id')
    .orderBy('other.id')
    .execute();
  const byListed = Map.groupBy(rows, ({ listedId }) => listedId);
  return new Map([...byListed].map(([id, others]) => [id, others.map(({ listedId: _, ...other }) => other)]));
}

export interface LocalCounts {
  readonly questions: number;
  readonly required: number;
  readonly complete: number;
  readonly standards: number;
  readonly standardsCompleted: number;
}

/** What the other partnerships of listed returns ask alone, which is part of the one return, by the id of the listed one. */
export async function countLocal(
  db: Reader,
  scope: OrganisationScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, LocalCounts>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('agency_return as listed')
    .innerJoin('agency_return as other', 'other.shared_return_id', 'listed.shared_return_id')
    .innerJoin('standard_progress', 'standard_progress.return_id', 'other.id')
    .select((eb) => [
      'listed.id as listedId',
      eb.fn.sum<number>('questions').as('questions'),
      eb.fn.sum<number>('required').as('required'),
      eb.fn.sum<number>('required_complete').as('complete'),
      eb.fn.sum<number>('marked_complete').as('standardsCompleted'),
      eb.fn.countAll<number>().as('standards'),
    ])
    .where('listed.id', 'in', returnIds)
    .where('listed.organisation_id', 'in', scope.organisationIds)
    .whereRef('other.id', '<>', 'listed.id')
    .where('standard_progress.standard_code', 'like', 'local-%')
    .groupBy('listed.id')
    .execute();
  return new Map(
    rows.map((row) => [
      row.listedId,
      {
        questions: Number(row.questions),
        required: Number(row.required),
        complete: Number(row.complete),
        standards: Number(row.standards),
        standardsCompleted: Number(row.standardsCompleted),
      },
    ]),
  );
}

import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '../../../../db/client.server.ts';
import type { Tables } from '../../../../db/schema/index.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { ReturnEntry } from '../schema.ts';
import { localCodesOf } from './local.ts';

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
    .innerJoin('standard_edition', 'standard_edition.id', 'other.edition_id')
    .innerJoin('standard_progress', 'standard_progress.return_id', 'other.id')
    .select([
      'listed.id as listedId',
      'other.edition_id as editionId',
      'standard_edition.sha256',
      'standard_code',
      'questions',
      'required',
      'required_complete',
      'marked_complete',
    ])
    .where('listed.id', 'in', returnIds)
    .where('listed.organisation_id', 'in', scope.organisationIds)
    .whereRef('other.id', '<>', 'listed.id')
    .execute();
  const counts = new Map<string, LocalCounts>();
  for (const row of rows) {
    const local = localCodesOf(await getEdition(db, row.editionId, row.sha256)).standards;
    if (!local.has(row.standard_code)) continue;
    const before = counts.get(row.listedId);
    counts.set(row.listedId, {
      questions: (before?.questions ?? 0) + row.questions,
      required: (before?.required ?? 0) + row.required,
      complete: (before?.complete ?? 0) + row.required_complete,
      standards: (before?.standards ?? 0) + 1,
      standardsCompleted: (before?.standardsCompleted ?? 0) + row.marked_complete,
    });
  }
  return counts;
}

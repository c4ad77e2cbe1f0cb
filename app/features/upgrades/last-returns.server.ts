import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { fitting } from '../cycles/cohort.server.ts';
import type { Cycle } from '../cycles/schema.ts';

/** An organisation of the cohort with the last return on the same set that it sent to this partnership. */
export interface LastReturn {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: string;
  /** Null where it has sent none. */
  readonly submissionId: string | null;
  readonly editionId: string | null;
}

/**
 * Everybody whom a launch would ask, or has asked, by name. What an organisation sent to another partnership is not
 * this one's to see and is not counted, though the launch may carry it.
 */
export async function listLastReturns(db: Reader, cycle: Cycle, setCode: string): Promise<LastReturn[]> {
  let sent = db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .select([
      'submission.id',
      'submission.organisation_id',
      'submission.edition_id',
      sql<number>`row_number() over (partition by "submission"."organisation_id" order by "submission"."submitted_at" desc, "submission"."id" desc)`.as(
        'place',
      ),
    ])
    .where('submission.partnership_id', '=', cycle.partnershipId)
    .where('submission.cycle_id', '<>', cycle.id)
    .where('standard_edition.set_code', '=', setCode);
  if (cycle.launchedAt !== null) sent = sent.where('submission.submitted_at', '<=', cycle.launchedAt);
  const cohort =
    cycle.status === 'draft'
      ? fitting(db, cycle, { chosen: true })
      : db
          .selectFrom('organisation')
          .where(
            'organisation.id',
            'in',
            db
              .selectFrom('agency_return')
              .select('organisation_id')
              .where('partnership_id', '=', cycle.partnershipId)
              .where('cycle_id', '=', cycle.id),
          );
  const rows = await db
    .selectFrom(cohort.select(['organisation.id', 'organisation.name', 'organisation.kind']).as('asked'))
    .leftJoin(sent.as('last'), (join) => join.onRef('last.organisation_id', '=', 'asked.id').on('last.place', '=', 1))
    .select(['asked.id', 'asked.name', 'asked.kind', 'last.id as submissionId', 'last.edition_id as editionId'])
    .orderBy((eb) => eb.fn<string>('lower', ['asked.name']))
    .orderBy('asked.id')
    .execute();
  return rows.map(({ id, ...row }) => ({ organisationId: id, ...row }));
}

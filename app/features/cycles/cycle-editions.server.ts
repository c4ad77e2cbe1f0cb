import type { Reader } from '../../../db/client.server.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { unionOfEditions } from '../questionnaire/union-of-editions.ts';
import type { Cycle } from './schema.ts';

/** One of the editions on which returns of a cycle were sent. */
export interface EditionSent {
  readonly id: string;
  /** `2026.1`. */
  readonly edition: string;
  readonly title: string;
  readonly submissions: number;
}

/**
 * What to read the sent returns of a cycle by: the edition that it asks now and, when its open returns were moved after
 * some had been sent, the older ones on which those stay. Newest first.
 */
export async function getCycleEditions(
  db: Reader,
  cycle: Pick<Cycle, 'id' | 'partnershipId' | 'editionId'>,
): Promise<{ readonly compiled: CompiledEdition; readonly sent: readonly EditionSent[] }> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .select((eb) => [
      'standard_edition.id',
      'standard_edition.edition',
      'standard_edition.title',
      eb.fn.countAll<number>().as('submissions'),
    ])
    .where('submission.partnership_id', '=', cycle.partnershipId)
    .where('submission.cycle_id', '=', cycle.id)
    .where('submission.superseded_at', 'is', null)
    .groupBy(['standard_edition.id', 'standard_edition.edition', 'standard_edition.title'])
    .orderBy('standard_edition.edition', 'desc')
    .execute();
  const others: CompiledEdition[] = [];
  for (const { id } of rows) if (id !== cycle.editionId) others.push(await getEdition(db, id));
  return {
    compiled: unionOfEditions(await getEdition(db, cycle.editionId), others),
    sent: rows.map((row) => ({ ...row, submissions: Number(row.submissions) })),
  };
}

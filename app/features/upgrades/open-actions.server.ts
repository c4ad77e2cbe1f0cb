import type { Reader } from '../../../db/client.server.ts';

/** How many open actions an organisation has about one question, or about one standard as a whole. */
export interface ActionPlace {
  readonly organisationId: string;
  readonly standardCode: string | null;
  readonly questionCode: string | null;
  readonly count: number;
}

/** Actions of a partnership that are not closed, counted by what they are about. One statement. */
export async function listOpenActions(db: Reader, partnershipId: string): Promise<ActionPlace[]> {
  const rows = await db
    .selectFrom('action')
    .select((eb) => [
      eb.ref('organisation_id').$notNull().as('organisationId'),
      'standard_code as standardCode',
      'question_code as questionCode',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('partnership_id', '=', partnershipId)
    .where('status', '<>', 'closed')
    .where('organisation_id', 'is not', null)
    .where((eb) => eb.or([eb('standard_code', 'is not', null), eb('question_code', 'is not', null)]))
    .groupBy(['organisation_id', 'standard_code', 'question_code'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

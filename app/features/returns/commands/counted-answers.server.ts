import type { Trx } from '../../../../db/client.server.ts';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { ReturnForEdit } from './edit-return.server.ts';

/** The answers of a return to some of its questions, from which its standards are counted. */
export const answersTo = compiledQuery(
  (db, { returnId, questions }: { readonly returnId: string; readonly questions: readonly string[] }) =>
    db
      .selectFrom('answer')
      .select(['question_code', 'standard_code', 'value'])
      .where('return_id', '=', returnId)
      .where('question_code', 'in', questions),
);

/** Whether a standard of a return stands as completed. */
export async function findMark(trx: Trx, agencyReturn: ReturnForEdit, standardCode: string): Promise<boolean> {
  const row = await trx
    .selectFrom('standard_progress')
    .select('marked_complete')
    .where('return_id', '=', agencyReturn.id)
    .where('standard_code', '=', standardCode)
    .executeTakeFirst();
  return row?.marked_complete === 1;
}

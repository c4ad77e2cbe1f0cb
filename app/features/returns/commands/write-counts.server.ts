import type { Trx } from '../../../../db/client.server.ts';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { StandardProgressRow } from '../../../../db/schema/returns.table.ts';
import type { CompletionMark } from '../rules.ts';
import type { CountedStandard } from '../standard-counts.ts';
import type { ReturnForEdit } from './edit-return.server.ts';

/**
 * Stores how far a standard is, in the transaction of the change that moved it. A standard that asks nothing has no
 * row. "Completed" stays only while nothing is missing.
 *
 * @returns whether the standard now counts as completed
 */
export async function writeCounts(
  trx: Trx,
  agencyReturn: ReturnForEdit,
  counted: CountedStandard,
  mark?: CompletionMark,
): Promise<boolean> {
  if (counted.questions === 0) {
    await trx
      .deleteFrom('standard_progress')
      .where('return_id', '=', agencyReturn.id)
      .where('standard_code', '=', counted.standardCode)
      .execute();
    return false;
  }
  const nothingMissing = counted.missing.length === 0;
  const marked = nothingMissing && mark !== undefined && mark !== 'not-complete' ? 1 : 0;
  const counts = {
    questions: counted.questions,
    required: counted.required,
    answered: counted.answered,
    required_complete: counted.requiredComplete,
  };
  const keepsMark = mark === undefined && nothingMissing;
  const { rows } = await (keepsMark ? putCountsKeepingMark : putCounts)(trx, {
    organisation_id: agencyReturn.organisationId,
    partnership_id: agencyReturn.partnershipId,
    cycle_id: agencyReturn.cycleId,
    return_id: agencyReturn.id,
    standard_code: counted.standardCode,
    ...counts,
    marked_complete: marked,
  });
  return rows[0]?.marked_complete === 1;
}

const putCounts = putsCounts(['marked_complete']);
const putCountsKeepingMark = putsCounts([]);

/** Writes the counts of a standard over those that stand there, and with them the columns named. */
function putsCounts(others: readonly 'marked_complete'[]) {
  const columns = ['questions', 'required', 'answered', 'required_complete', ...others] as const;
  return compiledQuery((db, row: StandardProgressRow) =>
    db
      .insertInto('standard_progress')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['return_id', 'standard_code'])
          .doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
      )
      .returning('marked_complete'),
  );
}

import { type HeldRecord, type Source, textOfJson } from './source.ts';

/** Returns of one step: each has some hundred answers, and each answer a few texts. */
const few = 10;

/**
 * Every text that was ever written as an answer of an organisation's returns, drafts and earlier texts included. An
 * answer is one record with as many texts as it had: the key is the same, and equal texts are taken once.
 */
export const answers: Source = {
  code: 'answer',
  async read(db, organisationId, after) {
    const returns = await db
      .selectFrom('agency_return as return')
      .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
      .select(['return.id', 'cycle.name'])
      .where('return.organisation_id', '=', organisationId)
      .where('return.id', '>', after)
      .orderBy('return.id')
      .limit(few)
      .execute();
    const ids = returns.map(({ id }) => id);
    if (ids.length === 0) return { records: [], next: null };
    const texts = (table: 'answer' | 'answer_revision') =>
      db
        .selectFrom(table)
        .select(['return_id', 'question_code', 'value', 'saved_at', 'saved_by'])
        .where('organisation_id', '=', organisationId)
        .where('return_id', 'in', ids)
        .orderBy('saved_at')
        .execute();
    const names = new Map(returns.map(({ id, name }) => [id, name]));
    const recordOf = (row: Awaited<ReturnType<typeof texts>>[number]): HeldRecord => ({
      key: `${row.return_id}:${row.question_code}`,
      title: `Answer to ${row.question_code}, ${names.get(row.return_id) ?? ''}`,
      dated: row.saved_at,
      text: textOfJson(row.value),
      people: [row.saved_by],
    });
    return {
      records: [...(await texts('answer')), ...(await texts('answer_revision'))].map(recordOf),
      next: returns.length < few ? null : (ids.at(-1) ?? null),
    };
  },
};

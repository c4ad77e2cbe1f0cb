import { type ExpressionBuilder, type ReferenceExpression, sql } from 'kysely';

/** A pattern that finds typed words anywhere in a text; a percent sign or an underscore that was typed stands for itself. */
export const likePattern = (words: string): string =>
  `%${words.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Whether one of several columns holds the words, whatever the case of their letters. */
export const holdsWords = <DB, TB extends keyof DB>(
  eb: ExpressionBuilder<DB, TB>,
  columns: readonly ReferenceExpression<DB, TB>[],
  words: string,
) =>
  eb.or(
    columns.map(
      (column) => sql<boolean>`lower(${eb.fn.coalesce(column, sql.lit(''))}) like ${likePattern(words)} escape '\\'`,
    ),
  );

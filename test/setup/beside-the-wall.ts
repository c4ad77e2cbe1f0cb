/**
 * Asks every read of a request twice, within reach and beside the wall, and says where the answers differ: either the wall
 * hides what the query's own filter lets through, or the query has no filter and the wall alone stands.
 */
import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { reachNow } from '../../db/reach.ts';

export interface Difference {
  readonly sql: string;
  readonly within: number;
  readonly beside: number;
}

export function compareBeside(connection: DatabaseConnection, differs: (difference: Difference) => void): void {
  const ask = connection.executeQuery.bind(connection);
  const compared = async (query: CompiledQuery) => {
    const isRead = /^\s*\(?(select|with)\b/i.test(query.sql) && !/set_config|current_setting/.test(query.sql);
    const now = reachNow();
    if (!isRead || now === undefined || now.scope === 'portal') return ask(query);
    const { rows } = await ask(CompiledQuery.raw("select coalesce(current_setting('los.scope', true), '') as scope"));
    const [{ scope }] = rows as [{ scope: string }];
    const setTo = (to: string) => ask(CompiledQuery.raw("select set_config('los.scope', $1, false)", [to]));
    const within = await ask(query);
    await setTo('portal');
    const beside = await ask(query);
    await setTo(scope);
    if (JSON.stringify(within.rows) !== JSON.stringify(beside.rows))
      differs({ sql: query.sql, within: within.rows.length, beside: beside.rows.length });
    return within;
  };
  connection.executeQuery = compared as DatabaseConnection['executeQuery'];
}

/**
 * Row-level security of PostgreSQL: an outer wall around every owner's rows, whatever a query leaves out. It says no more
 * than "nothing of an owner out of reach"; what may be done within reach, and when, the code says (decision 0051).
 */
import { sql } from 'kysely';
import type { Db, Trx } from './client.server.ts';
import { type Wall, walled } from './walled-tables.ts';

/** The ids of one setting; none while it is not set. Worked out once for a statement, and looked up as a hash. */
const ids = (setting: string) => `(select unnest(string_to_array(current_setting('los.${setting}', true), ',')))`;

/** Who may touch a row of a table, in the terms of SQL. */
export function conditionOf(table: string, wall: Wall, doing: 'touch' | 'write' = 'touch'): string {
  const { organisations = [], either, partnership, members = 'closed', membersAdd, ownerless, account } = wall;
  const scopes = account ? `'portal', 'accounts'` : `'portal'`;
  const columns = [...organisations, ...(partnership === undefined ? [] : [partnership])];
  const anyOf = organisations.map((column) => `${column} in ${ids('organisations')}`).join(' or ');
  const own = either
    ? partnership === undefined
      ? [`(${anyOf})`]
      : []
    : organisations.map((column) => `(${column} is null or ${column} in ${ids('organisations')})`);
  // Between two organisations of one area: the area's own people reach it, and either of the two.
  if (partnership !== undefined) {
    const named = either ? anyOf : organisations.map((column) => `${column} is not null`).join(' or ');
    const fromMembers = {
      closed: named === '' ? 'false' : `(${named})`,
      open: 'true',
      'by-submission': `exists (select 1 from submission where submission.id = ${table}.submission_id)`,
    }[membersAdd && doing === 'write' ? 'open' : members];
    own.push(
      `(${partnership} is null or ${partnership} in ${ids('partnerships')}` +
        ` or (${partnership} in ${ids('memberships')} and ${fromMembers}))`,
    );
  }
  if (ownerless === undefined || (ownerless === 'add' && doing === 'touch'))
    own.push(`(${columns.map((column) => `${column} is not null`).join(' or ')})`);
  return `(select coalesce(current_setting('los.scope', true), '')) in (${scopes}) or (${own.join(' and ')})`;
}

/** Puts the policies up anew, all or none. Run by the owner of the tables, whom they do not hold. */
export async function raiseWall(trx: Trx): Promise<void> {
  for (const [table, wall] of Object.entries<Wall>(walled)) {
    const name = sql.raw(`"${table}"`);
    const { rows } = await sql<{ policyname: string }>`
      select policyname from pg_policies where schemaname = 'public' and tablename = ${table}`.execute(trx);
    for (const { policyname } of rows) await sql`drop policy ${sql.ref(policyname)} on ${name}`.execute(trx);
    for (const statement of policiesOf(table, wall)) await sql.raw(statement).execute(trx);
    await sql`alter table ${name} enable row level security`.execute(trx);
  }
}

function policiesOf(table: string, wall: Wall): string[] {
  const touched = conditionOf(table, wall);
  const written = conditionOf(table, wall, 'write');
  const policy = (what: string, terms: string) =>
    `create policy within_reach_${what} on "${table}" for ${what} ${terms}`;
  if (wall.alsoRead === undefined) return [policy('all', `using (${touched}) with check (${written})`)];
  return [
    policy('select', `using (${touched} or ${wall.alsoRead})`),
    policy('insert', `with check (${written})`),
    policy('update', `using (${touched}) with check (${written})`),
    policy('delete', `using (${touched})`),
  ];
}

/** Whether every table of the list is walled off for the role that the portal runs as. */
export async function wallStands(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and row_security_active(oid)`.execute(db);
  const active = new Set(rows.map(({ name }) => name));
  return Object.keys(walled).every((table) => active.has(table));
}

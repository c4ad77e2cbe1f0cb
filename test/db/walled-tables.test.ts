/** Every table has a policy on PostgreSQL, or a reason to have none. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { wallStands } from '../../db/wall.server.ts';
import { unwalled, type Wall, walled } from '../../db/walled-tables.ts';
import { openTestPortal } from '../setup/each-database.ts';

/** Columns that look as if they named an owner and do not. */
const leftOut = new Set([
  // A group of the partnership, not of schools.
  'action.group_id',
  'risk.group_id',
  // The area that linked a trust and a site, which may be another one than that of the other site.
  'organisation_site.partnership_id',
  // Where the row of a site was taken from.
  'central_settlement.group_id',
  'evidence_copy.group_id',
  // Whoever would dispose of what is held must see the hold.
  'legal_hold.organisation_id',
  'legal_hold.partnership_id',
  // Providers of sign-in are read before it is known who comes.
  'identity_issuer.organisation_id',
  'identity_issuer.partnership_id',
]);

it('every table of the schema is behind the wall or has a reason not to be, by the columns that it has', async () => {
  const portal = await openTestPortal('postgres');
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
    where table_schema = 'public' group by table_name`.execute(portal.database.db);
  const known = new Set([...Object.keys(walled), ...Object.keys(unwalled)]);
  expect(rows.map(({ name }) => name).toSorted()).toEqual([...known].toSorted());
  const forgotten = rows.flatMap(({ name, columns }) => {
    const wall = Object.entries<Wall>(walled).find(([table]) => table === name)?.[1];
    const named = [...(wall?.organisations ?? []), wall?.partnership];
    return columns
      .filter((column) => /^(organisation_id|partnership_id|group_id|site_id)$/.test(column))
      .filter((column) => !named.includes(column) && !leftOut.has(`${name}.${column}`))
      .map((column) => `${name}.${column}`);
  });
  expect(forgotten).toEqual([]);
  await portal.close();
});

it('row-level security is in force for the role that owns nothing, and never for the owner of the tables', async () => {
  const asOwner = await openTestPortal('postgres');
  const asRunner = await openTestPortal('postgres', { asRunner: true });
  expect([await wallStands(asRunner.database.db), await wallStands(asOwner.database.db)]).toEqual([true, false]);
  await asRunner.close();
  await asOwner.close();
});

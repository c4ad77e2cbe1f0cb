import { sql } from 'kysely';
import { findOrAddPerson, grantRole } from '../../../app/features/accounts/commands/add-person.server.ts';
import { endRoles } from '../../../app/features/accounts/commands/end-roles.server.ts';
import { viewerOf } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { recordEvent } from '../../../app/features/audit/commands.server.ts';
import { readPath, unitCodes, units } from '../../../app/features/retention/map/index.ts';
import { stays } from '../../../app/features/retention/map/stays.ts';
import type { Db } from '../../../db/client.server.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import type { TestPortal } from '../../setup/each-database.ts';

export const canaryName = 'Wilhelmina Canary-Featherstone';
export const canaryAddress = 'wilhelmina.canary@example.org';

/** Somebody who worked for an organisation, owns an action, was written to, and has left. */
export async function aPersonEverywhere(portal: TestPortal) {
  const place = await aPlaceOfActions(portal);
  const { db } = portal.database;
  const { organisationId, partnershipId, manager } = place;
  const person = await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const added = await findOrAddPerson(
      trx,
      stamp,
      { email: canaryAddress, name: canaryName, jobTitle: 'Head of Canaries' },
      null,
    );
    await grantRole(trx, stamp, added.id, { role: 'senior-lead', organisationId }, null);
    return added;
  });
  const viewer: Viewer = await viewerOf(
    db,
    { id: person.id, name: canaryName, email: canaryAddress },
    portal.stamp().today,
  );
  await aSessionToken(portal, viewer);
  const { id: actionId } = await createAction(portal, manager, actionFor(organisationId, viewer));
  const { now } = portal.stamp();
  await db
    .insertInto('organisation_contact')
    .values({
      id: portal.newId(),
      organisation_id: organisationId,
      name: canaryName,
      email: canaryAddress.toUpperCase(),
      created_at: now,
      removed_at: null,
    })
    .execute();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    await recordEvent(trx, stamp, {
      type: 'sign-in.completed',
      owner: 'system',
      actorId: person.id,
      subject: { kind: 'person', id: person.id },
    });
    await endRoles(trx, stamp, {
      organisationId,
      partnershipId,
      personId: person.id,
      role: 'all',
      on: stamp.today,
      actorId: manager.personId,
    });
  });
  return { ...place, personId: person.id, actionId };
}

/** The columns of all tables in which a text stands, as `table.column`. */
export async function whereStands(db: Db, text: string): Promise<string[]> {
  const tables = new Set<string>([
    ...Object.keys(stays),
    ...unitCodes.flatMap((code) => [units[code].table, ...units[code].goes.map((path) => readPath(path).table)]),
  ]);
  const found = new Set<string>();
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db);
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (String(value).toLowerCase().includes(text.toLowerCase())) found.add(`${table}.${column}`);
  }
  return [...found].toSorted();
}

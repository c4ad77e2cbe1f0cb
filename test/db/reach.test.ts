/** On PostgreSQL, run as a role that owns nothing: no statement of a request touches a row of an owner out of reach. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViewer } from '../../app/features/accounts/queries.server.ts';
import { findReachingViewer, reachOf } from '../../app/features/accounts/reach.server.ts';
import { createPortalServer } from '../../app/platform/http-server.server.ts';
import { asThePortal, enterReach, type Reach, reachAlso, withinRequest } from '../../db/reach.ts';
import type { Tables } from '../../db/schema/index.ts';
import { type Wall, walled } from '../../db/walled-tables.ts';
import { everybody } from '../security/people.ts';
import { type Tenants, threeTenants } from '../security/tenants.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';

type Row = Readonly<Record<string, unknown>>;
const tables = Object.entries(walled) as [keyof Tables, Wall][];

let portal: TestPortal;
let tenants: Tenants;
const reaches = new Map<string, Reach>();
let leadToken: string | undefined;
/** Every row of every table, as the owner sees it. */
const all = new Map<string, readonly Row[]>();

const looked = [
  'safeguarding-lead here',
  'business-manager here',
  'peer who was given it',
  'trust lead',
  'safeguarding-lead elsewhere',
] as const;

beforeAll(async () => {
  portal = await openTestPortal('postgres', { asRunner: true });
  tenants = await threeTenants(portal);
  const { db } = portal.database;
  for (const asker of await everybody(portal, tenants)) {
    if (!asker.token) continue;
    if (asker.name === 'safeguarding-lead here') leadToken = asker.token;
    const viewer = await findViewer(portal, asker.token);
    if (viewer) reaches.set(asker.name, await reachOf(db, viewer, portal.stamp().today));
  }
  for (const [table] of tables) all.set(table, (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows);
}, 120_000);
afterAll(() => portal.close());

function reachNamed(name: string): Reach {
  const reach = reaches.get(name);
  if (!reach) throw new Error(`Nobody is called ${name}; there are ${[...reaches.keys()].join(', ')}`);
  return reach;
}

/** Runs as the request of somebody. */
const as = <T>(reach: Reach, body: () => Promise<T>): Promise<T> =>
  withinRequest(() => {
    enterReach(reach);
    return body();
  });

/** Whether every owner that a row names is in reach. */
function isWithin(reach: Reach, { organisations = [], either, partnership }: Wall, row: Row): boolean {
  const named = organisations.map((column) => row[column]).filter((id) => id !== null);
  const ofPartnership = partnership === undefined ? null : row[partnership];
  const within = (id: unknown) => reach.organisations.includes(String(id));
  if (either) return reach.partnerships.includes(String(ofPartnership)) || named.some(within);
  return (
    named.every(within) &&
    (ofPartnership === null || [...reach.partnerships, ...reach.memberships].includes(String(ofPartnership)))
  );
}

it('reach is as far as roles lead, and no further', () => {
  const { organisationId, trustId, neighbourId, thirdId, theirOrganisationId, ours } = tenants;
  const sorted = ({ organisations, partnerships, memberships }: Reach) =>
    [organisations, partnerships, memberships].map((ids) => ids.toSorted());
  expect(sorted(reachNamed('safeguarding-lead here'))).toEqual([
    [organisationId, trustId].toSorted(),
    [],
    [ours.partnershipId, thirdId].toSorted(),
  ]);
  expect(sorted(reachNamed('trust lead'))).toEqual(sorted(reachNamed('safeguarding-lead here')));
  const { organisations, partnerships, memberships } = reachNamed('business-manager here');
  expect(organisations).toEqual(expect.arrayContaining([organisationId, trustId, neighbourId]));
  expect(organisations).not.toContain(theirOrganisationId);
  expect([partnerships, memberships]).toEqual([[ours.partnershipId], []]);
  expect(sorted(reachNamed('peer who was given it'))).toEqual([[organisationId], [], [ours.partnershipId]]);
  expect(sorted(reachNamed('peer-moderator here'))).toEqual([[], [], [ours.partnershipId]]);
  expect(sorted(reachNamed('no role'))).toEqual([[], [], []]);
});

describe.each(looked)('%s', (name) => {
  it('reads, without any filter, rows of owners within reach alone', async () => {
    const reach = reachNamed(name);
    let hidden = 0;
    let shown = 0;
    const outside: string[] = [];
    for (const [table, wall] of tables) {
      const { rows } = await as(reach, () => sql<Row>`select * from ${sql.table(table)}`.execute(portal.database.db));
      shown += rows.length;
      hidden += (all.get(table)?.length ?? 0) - rows.length;
      if (wall.alsoRead === undefined && rows.some((row) => !isWithin(reach, wall, row))) outside.push(table);
    }
    expect(outside).toEqual([]);
    expect(shown).toBeGreaterThan(10);
    expect(hidden).toBeGreaterThan(100);
  });

  it('changes, deletes and adds nothing of an owner out of reach', async () => {
    const reach = reachNamed(name);
    const { db } = portal.database;
    const done: string[] = [];
    let tried = 0;
    for (const [table, wall] of tables) {
      const column = wall.organisations?.[0] ?? wall.partnership ?? '';
      const foreign = (all.get(table) ?? []).filter((row) => !isWithin(reach, wall, row));
      const [one] = foreign;
      if (!one) continue;
      tried += 1;
      const ids = [...new Set(foreign.map((row) => row[column]).filter((id) => id !== null))];
      const isForeign = sql`${sql.ref(column)} in (${sql.join(ids.filter((id) => !inReach(reach, wall, String(id))))}) `;
      const touched = async (statement: ReturnType<typeof sql>) =>
        as(reach, async () => Number((await statement.execute(db)).numAffectedRows ?? 0));
      if (ids.some((id) => !inReach(reach, wall, String(id))) && table !== 'event') {
        if (
          (await touched(
            sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} where ${isForeign}`,
          )) > 0
        )
          done.push(`${table} updated`);
        if ((await touched(sql`delete from ${sql.table(table)} where ${isForeign}`)) > 0) done.push(`${table} deleted`);
      }
      const added = sql`insert into ${sql.table(table)} select * from json_populate_record(null::${sql.table(table)}, ${JSON.stringify(one)}::json)`;
      const refusal = await touched(added).then(
        () => 'added',
        (error: unknown) => String(error),
      );
      if (!refusal.includes('row-level security')) done.push(`${table}: ${refusal}`);
    }
    expect(done).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  });
});

const inReach = (reach: Reach, { organisations = [] }: Wall, id: string) =>
  organisations.length > 0
    ? reach.organisations.includes(id)
    : [...reach.partnerships, ...reach.memberships].includes(id);

describe('who is nobody', () => {
  const counted = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from answer`.execute(portal.database.db);
    return rows[0]?.count ?? 0;
  };

  it('reads no row that somebody owns', async () => {
    const read: string[] = [];
    for (const [table, wall] of tables) {
      if (wall.ownerless === 'open') continue;
      const { rows } = await withinRequest(() =>
        sql`select * from ${sql.table(table)} limit 1`.execute(portal.database.db),
      );
      if (rows.length > 0) read.push(table);
    }
    expect(read).toEqual([]);
  });

  it('finds nothing that a request before left on a connection, whatever became of that request', async () => {
    const { database } = portal;
    const lead = reachNamed('safeguarding-lead here');
    const other = reachNamed('safeguarding-lead elsewhere');
    const ours = await as(lead, counted);
    const theirs = await as(other, counted);
    expect([ours > 0, theirs < ours]).toEqual([true, true]);
    const failing = [
      () => database.transaction(async () => Promise.reject(new Error('given up'))),
      () => database.transaction((trx) => sql`select nothing from nowhere`.execute(trx)),
      () =>
        database.transaction((trx) => asThePortal('a job of the portal', () => sql`select 1 / 0`.execute(trx), trx)),
      () =>
        database.transaction(async (trx) => {
          await reachAlso(trx, [tenants.theirOrganisationId]);
          throw new Error('given up');
        }),
      () => sql`select nothing from nowhere`.execute(database.db),
    ];
    for (let round = 0; round < 4; round += 1) {
      const found = await Promise.all(
        Array.from({ length: 30 }, async (_, place) => {
          const fails = failing[place % failing.length];
          if (place % 3 === 0) await as(lead, async () => fails?.().catch(() => undefined));
          const [count, expected] =
            place % 3 === 0
              ? [await withinRequest(counted), 0]
              : place % 3 === 1
                ? [await as(lead, counted), ours]
                : [await as(other, counted), theirs];
          return Number(count) - Number(expected);
        }),
      );
      expect(found.every((difference) => difference === 0)).toBe(true);
    }
  });

  it('keeps its reach while an answer streams, beside the streams of others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'los-client-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/main-test.css'), '');
    const named: Readonly<Record<string, Reach>> = {
      '/lead': reachNamed('safeguarding-lead here'),
      '/other': reachNamed('safeguarding-lead elsewhere'),
    };
    // Reads the database only when the answer is fetched, long after the request was answered.
    const server = createPortalServer(
      portal,
      async (request) => {
        const reach = named[new URL(request.url).pathname];
        if (reach) enterReach(reach);
        let left = 5;
        return new Response(
          new ReadableStream({
            async pull(controller) {
              await wait(5);
              controller.enqueue(new TextEncoder().encode(`${await counted()} `));
              left -= 1;
              if (left === 0) controller.close();
            },
          }),
        );
      },
      folder,
    );
    try {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const paths = ['/lead', '/other', '/nobody', '/lead', '/nobody', '/other'];
      const texts = await Promise.all(
        paths.map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()),
      );
      const [ours, theirs] = [
        await as(reachNamed('safeguarding-lead here'), counted),
        await as(reachNamed('safeguarding-lead elsewhere'), counted),
      ];
      const expected: Readonly<Record<string, number>> = { '/lead': ours, '/other': theirs, '/nobody': 0 };
      expect(texts).toEqual(paths.map((path) => `${expected[path]} `.repeat(5)));
    } finally {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    }
  });
});

it('a request reaches as far as the person behind it once they are known, and not before', async () => {
  const { db } = portal.database;
  const count = () =>
    db
      .selectFrom('answer')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirst();
  const [before, after] = await withinRequest(async () => {
    const first = await count();
    await findReachingViewer(portal, leadToken, { reads: true });
    return [first, await count()];
  });
  expect(before?.count).toBe(0);
  expect(after?.count).toBeGreaterThan(0);
});

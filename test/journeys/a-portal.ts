/**
 * Portals for journeys. What they find there is prepared once in a run, as an operator does it, and copied for each: the
 * folder as it is, the PostgreSQL database with `create database ... template`. On PostgreSQL the portal runs as a role that
 * owns nothing, so that policies hold.
 */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
import { administer, asRunner } from '../setup/postgres.ts';
import { type PortalProcess, type PortalProcessOptions, preparePortal } from './portal-process.ts';

export type Dialect = 'sqlite' | 'postgres';

/**
 * What a journey finds: the editions of the library, as a first start leaves them; the partnership `brook` with its first
 * people; or the demonstration. Links in messages and letters of the demonstration lead to the address it was loaded at, as
 * after a move to another one.
 */
type Contents = 'library' | 'partnership' | 'demonstration';

export const panel = {
  manager: { email: 'ruth.amble@brook.example', name: 'Ruth Amble', role: 'business-manager' },
  moderator: { email: 'sam.dunmore@brook.example', name: 'Sam Dunmore', role: 'moderator' },
  chair: { email: 'ivy.colne@brook.example', name: 'Ivy Colne', role: 'independent-chair' },
} as const;

interface Prepared {
  /** To be copied, never written to. */
  readonly folder: string;
  /** The name of a PostgreSQL database; undefined: the SQLite file is in the folder. */
  readonly database: string | undefined;
}

let number = 0;

/** A portal of a journey's own on a database of the given kind, not started yet. */
export async function aPortal(
  dialect: Dialect,
  contents: Contents = 'library',
  { under }: Pick<PortalProcessOptions, 'under'> = {},
): Promise<PortalProcess> {
  const prepared = await preparedPortal(dialect, contents);
  const options = {
    from: prepared.folder,
    within: inject('runFolder'),
    demonstration: contents === 'demonstration',
    ...(under ? { under } : {}),
  };
  if (prepared.database === undefined) return preparePortal(options);
  const database = `${inject('postgresTemplate')}_journey_${process.pid}_${number++}`;
  await createDatabase(database, prepared.database);
  const portal = await preparePortal({
    ...options,
    databaseUrl: databaseUrl(database),
    runsAs: asRunner(databaseUrl(database), inject('postgresRunner')),
  });
  return {
    ...portal,
    remove: async () => {
      await portal.remove();
      await administer(inject('postgresUrl'), `drop database if exists ${database} with (force)`);
    },
  };
}

/** The prepared portal of these contents; made by whoever asks first, while the others wait. */
async function preparedPortal(dialect: Dialect, contents: Contents): Promise<Prepared> {
  const name = `${contents}_${dialect}`;
  const folder = join(inject('runFolder'), name);
  const database = dialect === 'postgres' ? `${inject('postgresTemplate')}_${name}` : undefined;
  await onceInTheRun(name, async () => {
    const before = contents === 'partnership' ? await preparedPortal(dialect, 'library') : undefined;
    if (database) await createDatabase(database, before?.database);
    const portal = await preparePortal({
      within: inject('runFolder'),
      demonstration: contents === 'demonstration',
      ...(before ? { from: before.folder } : {}),
      ...(database ? { databaseUrl: databaseUrl(database) } : {}),
    });
    try {
      if (before) await setUpPartnership(portal);
      else await portal.start();
      await portal.stop();
      if (database) await operate(portal, 'database', 'grant', inject('postgresRunner'));
      cpSync(portal.folder, folder, { recursive: true });
    } finally {
      await portal.remove();
    }
  });
  return { folder, database };
}

/** An empty database, or a copy of another that nobody is connected to. */
const createDatabase = (name: string, copied?: string): Promise<void> =>
  administer(inject('postgresUrl'), `create database ${name}${copied ? ` template ${copied}` : ''}`);

const databaseUrl = (name: string): string => `${inject('postgresUrl')}/${name}`;

/** What an operator does before anybody can sign in: the partnership, and its first people. */
export async function setUpPartnership(portal: PortalProcess): Promise<void> {
  await operate(portal, 'partnerships', 'add', 'brook', '--name', 'Brook Safeguarding Children Partnership');
  for (const { email, name, role } of Object.values(panel))
    await operate(portal, 'users', 'invite', email, '--name', name, '--role', role, '--partnership', 'brook');
}

async function operate(portal: PortalProcess, ...args: string[]): Promise<void> {
  const { code, output } = await portal.los(...args);
  if (code !== 0) throw new Error(`los ${args.join(' ')} ended with ${code}:\n${output}`);
}

/** Test files run in processes of their own: the first takes the lock. Who fails leaves it to the next to try. */
async function onceInTheRun(name: string, make: () => Promise<void>): Promise<void> {
  const ready = join(inject('runFolder'), `${name}.ready`);
  const lock = join(inject('runFolder'), `${name}.lock`);
  while (!existsSync(ready)) {
    if (!takeLock(lock)) await wait(100);
    else {
      try {
        if (!existsSync(ready)) await make();
        writeFileSync(ready, '');
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    }
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

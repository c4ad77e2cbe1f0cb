/**
 * A folder of the whole run, gone when it ends: what one test file has prepared there, the others need not. It is kept in
 * memory where the machine has room: a save waits for its disk some ten milliseconds, and tests save all the time.
 */
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
    /** A SQLite file with every migration applied, to be copied, never written to. */
    sqliteTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(roomyFolder(), 'los-run-'));
  project.provide('runFolder', folder);
  const template = join(folder, 'template.sqlite');
  const handle = openDatabase({ url: `sqlite:${template}` });
  await migrate(handle, { now: '2026-01-01T00:00:00.000Z' });
  await handle.close();
  project.provide('sqliteTemplate', template);
  return () => rmSync(folder, { recursive: true, force: true });
}

const memory = '/dev/shm';
const roomEnough = 2 * 1024 ** 3;

/** Containers often have 64 MB of it, which the databases of a run would fill. */
export function roomyFolder(): string {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomEnough ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

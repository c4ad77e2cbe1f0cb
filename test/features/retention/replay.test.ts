import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { approveRun } from '../../../app/features/retention/commands/decide-run.server.ts';
import { prepareErasure, prepareRun } from '../../../app/features/retention/commands/prepare-run.server.ts';
import { dispose } from '../../../app/features/retention/dispose.server.ts';
import { readJournalState } from '../../../app/features/retention/journal.server.ts';
import type { Owner } from '../../../app/features/retention/owner.ts';
import { replayJournal } from '../../../app/features/retention/replay.server.ts';
import { startDisposals } from '../../../app/features/retention/start.server.ts';
import { silentLog } from '../../../app/platform/log.server.ts';
import type { Portal } from '../../../app/platform/portal.ts';
import { openPortal } from '../../../app/portal.server.ts';
import { openDatabase } from '../../../db/client.server.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { administer } from '../../setup/postgres.ts';
import { aPersonEverywhere, canaryAddress, canaryName, whereStands } from './a-person-everywhere.ts';

/** The same installation on another database: folder, journal and clock stay. */
const reopened = (portal: TestPortal, url: string): Portal =>
  openPortal(portal.config, { clock: portal.clock, log: silentLog, database: openDatabase({ url }) });

/**
 * A backup as the runbook says, taken now, and the address of the database restored from it: `vacuum into` on SQLite; on
 * PostgreSQL a copy of the database, which needs everybody to be gone from it.
 */
async function aBackup(portal: TestPortal): Promise<string> {
  const { sqlite } = portal.database;
  if (sqlite) {
    const file = join(portal.config.dataDir, 'backup.sqlite');
    sqlite.prepare('vacuum into ?').run(file);
    await portal.leaveDatabase();
    return `sqlite:${file}`;
  }
  await portal.leaveDatabase();
  const name = portal.databaseUrl.split('/').at(-1);
  await administer(inject('postgresUrl'), `drop database if exists ${name}_restored`);
  await administer(inject('postgresUrl'), `create database ${name}_restored template ${name}`);
  return `${portal.databaseUrl}_restored`;
}

describeEachDatabase('a restore from a backup', (open) => {
  it('is not served before what had gone is gone again, and then it is, once', async () => {
    const first = await open();
    const world = await aPersonEverywhere(first);
    const contact = first.newId();
    await first.database.db
      .insertInto('organisation_contact')
      .values({
        id: contact,
        organisation_id: world.organisationId,
        name: 'Removed long ago',
        created_at: '2024-01-01T00:00:00.000Z',
        removed_at: '2024-02-01T00:00:00.000Z',
      })
      .execute();
    const backup = await aBackup(first);

    const live = reopened(first, first.databaseUrl);
    const partnership: Owner = { kind: 'partnership', id: world.partnershipId };
    const organisation: Owner = { kind: 'organisation', id: world.organisationId };
    const runs = [
      await prepareRun(live, world.lead, organisation, { lines: ['contacts'], reason: 'The yearly clearing' }),
      await prepareErasure(live, world.manager, partnership, { email: canaryAddress, reason: 'Asked for' }),
    ];
    for (const [at, run] of runs.entries()) {
      if (!run.prepared) throw new Error(run.problem);
      await approveRun(live, at === 0 ? world.lead : world.manager, run.id);
      await dispose(live, { runId: run.id });
    }
    expect(await startDisposals(live)).toBeNull();
    await live.database.close();
    const journal = readFileSync(first.config.disposalJournal, 'utf8');
    expect(journal).toContain(world.personId);
    expect(journal).not.toMatch(/canary|Removed long ago/i);

    const restored = reopened(first, backup);
    const { db } = restored.database;
    expect(await whereStands(db, canaryName)).toContain('person.name');
    expect(await startDisposals(restored)).toContain('2 entries that this database does not know');
    expect(await replayJournal(restored, { dryRun: true })).toEqual({ entries: 2, records: 2 });
    expect(await whereStands(db, canaryName)).toContain('person.name');
    expect(await replayJournal(restored, { dryRun: false })).toEqual({ entries: 2, records: 2 });
    expect(await whereStands(db, canaryName)).toEqual([]);
    expect(await db.selectFrom('organisation_contact').select('id').where('id', '=', contact).execute()).toEqual([]);
    expect(await startDisposals(restored)).toBeNull();
    expect(await replayJournal(restored, { dryRun: false })).toEqual({ entries: 0, records: 0 });
    expect((await verifyChains(db)).faults).toEqual([]);

    // A journal that was changed, or that belongs to another database, is not trusted.
    appendFileSync(first.config.disposalJournal, 'half a li');
    expect((await readJournalState(restored)).is).toBe('level');
    writeFileSync(first.config.disposalJournal, `${journal}${journal}`);
    expect((await readJournalState(restored)).is).toBe('level');
    writeFileSync(first.config.disposalJournal, journal.split('\n').slice(1).join('\n'));
    await expect(readJournalState(restored)).rejects.toThrow('was changed');
    // One that is lost is written anew from the database.
    writeFileSync(first.config.disposalJournal, '');
    expect(await startDisposals(restored)).toBeNull();
    expect(readFileSync(first.config.disposalJournal, 'utf8')).toBe(journal);
    await restored.database.close();
  });
});

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../../db/migrate.server.ts';
import { describeEachDatabase } from '../setup/each-database.ts';

describeEachDatabase('the database', (open) => {
  it('refuses the outer database inside a transaction instead of hanging', async () => {
    const { database } = await open();
    const attempt = database.transaction(async () => {
      await database.db.selectFrom('person').selectAll().execute();
    });
    await expect(attempt).rejects.toThrow('inside a transaction');
    expect(await database.db.selectFrom('person').selectAll().execute()).toEqual([]);
  });

  it('undoes the whole of a transaction that fails', async () => {
    const { database } = await open();
    const attempt = database.transaction(async (trx) => {
      await trx.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute();
      throw new Error('stop');
    });
    await expect(attempt).rejects.toThrow('stop');
    expect(await database.db.selectFrom('event_chain').selectAll().execute()).toEqual([]);
  });

  it('lets transactions that come together follow each other', async () => {
    const { database } = await open();
    await database.db.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction(async (trx) => {
          await trx
            .updateTable('event_chain')
            .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
            .where('chain', '=', 'c')
            .execute();
        }),
      ),
    );
    const head = await database.db.selectFrom('event_chain').select('head_seq').executeTakeFirstOrThrow();
    expect(Number(head.head_seq)).toBe(20);
  });

  it('answers a read while somebody else is in the middle of a transaction', async () => {
    const { database } = await open();
    const chains = () => database.db.selectFrom('event_chain').selectAll().execute();
    const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: written, resolve: tell } = Promise.withResolvers<void>();
    const write = database.transaction(async (trx) => {
      await trx.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute();
      tell();
      await seen;
    });
    await written;
    expect(await chains()).toEqual([]);
    goOn();
    await write;
    expect(await chains()).toHaveLength(1);
  });

  it('reads of one moment hold up no write, and do not see it', async () => {
    const { database } = await open();
    const counts = await new Promise<number[]>((resolve, reject) => {
      const { promise: saved, resolve: goOn } = Promise.withResolvers<void>();
      const { promise: read, resolve: tell } = Promise.withResolvers<void>();
      const together = database.readTogether(async (trx) => {
        const before = await trx.selectFrom('event_chain').selectAll().execute();
        tell();
        await saved;
        return [before.length, (await trx.selectFrom('event_chain').selectAll().execute()).length];
      });
      read
        .then(() =>
          database.transaction((trx) =>
            trx.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute(),
          ),
        )
        .then(() => goOn())
        .then(() => together)
        .then(resolve, reject);
    });
    expect(counts).toEqual([0, 0]);
    expect(await database.db.selectFrom('event_chain').selectAll().execute()).toHaveLength(1);
  });

  it('refuses to write among reads of one moment', async () => {
    const { database } = await open();
    const attempt = database.readTogether((trx) =>
      trx.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute(),
    );
    await expect(attempt).rejects.toThrow(/read-?only/i);
    await database.db.insertInto('event_chain').values({ chain: 'c', head_seq: 0, head_hash: '' }).execute();
  });

  it('applies each migration once', async () => {
    const { database } = await open();
    expect(await migrate(database, { now: '2026-11-02T09:00:00.000Z' })).toEqual({ applied: [] });
  });

  it('refuses a database that a newer release has written', async () => {
    const { database } = await open();
    await database.db.insertInto('schema_migration').values({ name: '9999-later', applied_at: 'x' }).execute();
    await expect(migrate(database, { now: 'x' })).rejects.toThrow('9999-later');
  });

  it('refuses a return that names another tenant’s cycle', async () => {
    const { database } = await open();
    const attempt =
      sql`insert into cycle_cohort (partnership_id, cycle_id, organisation_id) values ('p', 'c', 'o')`.execute(
        database.db,
      );
    await expect(attempt).rejects.toThrow(/foreign key/i);
  });

  it('flushes every commit to disk on SQLite', async () => {
    const { database } = await open({ flushes: true });
    if (database.sqlite) {
      expect(database.sqlite.pragma('synchronous', { simple: true })).toBe(2);
      expect(database.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    } else {
      const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(database.db);
      expect(rows[0]?.synchronous_commit).toBe('on');
    }
  });
});

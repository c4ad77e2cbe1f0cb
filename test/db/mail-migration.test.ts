import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/client.server.ts';
import { migrations } from '../../db/migrations/index.ts';
import { administer } from '../setup/postgres.ts';

describe.each(['sqlite', 'postgres'] as const)('an installation from before there was mail (%s)', (dialect) => {
  it('sends nobody what was written while nothing could go out', async () => {
    const name = `before_mail_${process.pid}`;
    if (dialect === 'postgres') await administer(inject('postgresUrl'), `create database ${name}`);
    const database = openDatabase({
      url: dialect === 'postgres' ? `${inject('postgresUrl')}/${name}` : 'sqlite::memory:',
    });
    const mail = migrations.findIndex((migration) => migration.name === '0011-mail');
    try {
      for (const migration of migrations.slice(0, mail)) await database.transaction((trx) => migration.up(trx));
      await sql`insert into outbox_message (id, to_address, template, subject, body, reference, status, attempts, created_at)
        values ('m1', 'lead@example.org', 'reminder', 'Reminder', 'Words', 'r1', 'queued', 0, '2026-01-01T00:00:00.000Z')`.execute(
        database.db,
      );
      for (const migration of migrations.slice(mail)) await database.transaction((trx) => migration.up(trx));
      expect(
        await database.db.selectFrom('outbox_message').select(['id', 'body', 'status', 'last_error']).execute(),
      ).toEqual([{ id: 'm1', body: 'Words', status: 'held', last_error: 'Written before mail was connected' }]);
      expect(await database.db.selectFrom('job').select('id').execute()).toEqual([]);
    } finally {
      await database.close();
      if (dialect === 'postgres') await administer(inject('postgresUrl'), `drop database ${name}`);
    }
  });
});

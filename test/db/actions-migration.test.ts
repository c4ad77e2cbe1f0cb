import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/client.server.ts';
import { migrations } from '../../db/migrations/index.ts';
import { administer } from '../setup/postgres.ts';

describe.each(['sqlite', 'postgres'] as const)(
  'actions from before they had groups and ratification (%s)',
  (dialect) => {
    it('keep what they say and everything that was put on record about them', async () => {
      const name = `before_depth_${process.pid}`;
      if (dialect === 'postgres') await administer(inject('postgresUrl'), `create database ${name}`);
      const database = openDatabase({
        url: dialect === 'postgres' ? `${inject('postgresUrl')}/${name}` : 'sqlite::memory:',
      });
      const step = migrations.findIndex((migration) => migration.name === '0029-actions-in-depth');
      const { db } = database;
      try {
        for (const migration of migrations.slice(0, step)) await database.transaction((trx) => migration.up(trx));
        const at = '2026-01-01T00:00:00.000Z';
        await sql`insert into partnership (id, name, short_name, slug, settings, created_at, revision)
        values ('p', 'Brookmere', 'B', 'b', '{}', ${at}, 1)`.execute(db);
        await sql`insert into organisation (id, name, kind, sector, duty_basis, status, facts, created_at, updated_at, revision)
        values ('o', 'Charity', 'voluntary', 'agency', 'voluntary', 'open', '{}', ${at}, ${at}, 1)`.execute(db);
        await sql`insert into person (id, name, email, created_at, revision)
        values ('x', 'Priya', 'priya@example.org', ${at}, 1)`.execute(db);
        await sql`insert into action (id, reference, partnership_id, organisation_id, source_kind, finding, what,
          success_measure, owner_name, due_on, first_due_on, priority, status, percent, created_by, created_at, revision)
        values ('a', 'ACT-1', 'p', 'o', 'other', 'Found', 'Do', 'Measure', 'Rachel', '2026-05-01', '2026-04-01', 'high',
          'done', 100, 'x', ${at}, 7)`.execute(db);
        await sql`insert into action_update (id, partnership_id, organisation_id, action_id, kind, note, percent,
          evidence_version, made_by, made_at)
        values ('u', 'p', 'o', 'a', 'done', 'Children say so', 100, 1, 'x', ${at})`.execute(db);
        for (const migration of migrations.slice(step)) await database.transaction((trx) => migration.up(trx));
        expect(await db.selectFrom('action').selectAll().execute()).toMatchObject([
          {
            id: 'a',
            reference: 'ACT-1',
            organisation_id: 'o',
            due_on: '2026-05-01',
            status: 'done',
            ratify: 0,
            revision: 7,
          },
        ]);
        expect(await db.selectFrom('action_update').selectAll().execute()).toMatchObject([
          { id: 'u', action_id: 'a', kind: 'done', note: 'Children say so', rag: null },
        ]);
        await expect(
          sql`update action set organisation_id = null where id = 'a'`.execute(db),
          'an action that belongs to nobody',
        ).rejects.toThrow();
      } finally {
        await database.close();
        if (dialect === 'postgres') await administer(inject('postgresUrl'), `drop database ${name}`);
      }
    });
  },
);

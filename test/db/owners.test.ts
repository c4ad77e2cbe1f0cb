/** The database itself refuses a link across owners: read from the schema of both databases, table by table. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { editionId } from '../../app/features/questionnaire/editions.server.ts';
import type { Db } from '../../db/client.server.ts';
import { aWorld } from '../builders/a-filled-return.ts';
import { anEdition } from '../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../setup/each-database.ts';

const ownerColumns = ['organisation_id', 'partnership_id', 'group_id'] as const;

/** Owners that no key holds, and why. */
const unheldOwners: Readonly<Record<string, string>> = {
  'event.organisation_id': 'the record outlives what it is about',
  'event.partnership_id': 'the record outlives what it is about',
  'outbox_message.organisation_id': 'a message is kept as it was sent, whatever becomes of its owner',
  'outbox_message.partnership_id': 'a message is kept as it was sent, whatever becomes of its owner',
};

/** Keys to rows that have an owner, without that owner in the key, and why. */
const keysWithoutOwner: Readonly<Record<string, string>> = {
  'standard_edition.base_edition_id': edition(),
  'cycle.edition_id': edition(),
  'agency_return.edition_id': edition(),
  'submission.edition_id': edition(),
  'edition_move.from_edition_id': edition(),
  'edition_move.to_edition_id': edition(),
  'return_move.from_edition_id': edition(),
  'return_move.to_edition_id': edition(),
  'shared_return.base_edition_id': edition(),
  'central_answer.edition_id': edition(),
  'carried_answer.move_id':
    'the move is the partnership’s and the answer the organisation’s; return_move joins the two',
  'identity_binding.issuer_id': 'a binding belongs to a person, who may work for several owners',
  'sign_in_attempt.issuer_id': 'nobody is signed in yet, so the attempt has no owner',
  'disposal_run_record.run_id': run(),
  'disposal_certificate.run_id': run(),
  'evidence_judgement.evidence_id': 'a partnership judges what an organisation owns; the submission is held by its key',
};
function edition(): string {
  return 'an edition of the library has no owner; one of a cycle is made by the command that makes the cycle’s questions';
}

/** Columns that refuse by a trigger on SQLite, which adds no key to a table that others point at. */
const byTrigger = new Set(['agency_return.shared_return_id', 'signing_authority.role_grant_id']);

function run(): string {
  return 'a run may be of the installation, which has no owner to name; its list is only read through it';
}

interface Key {
  readonly table: string;
  readonly to: string;
  readonly columns: readonly string[];
}
interface Schema {
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly keys: readonly Key[];
  readonly triggers: readonly string[];
}

async function schemaOf(db: Db, dialect: 'sqlite' | 'postgres'): Promise<Schema> {
  const { rows: columns } =
    dialect === 'sqlite'
      ? await sql<{ table: string; column: string }>`
          select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
          where m.type = 'table' and m.name not like 'sqlite_%'`.execute(db)
      : await sql<{ table: string; column: string }>`
          select table_name as "table", column_name as "column" from information_schema.columns
          where table_schema = 'public'`.execute(db);
  const { rows: parts } =
    dialect === 'sqlite'
      ? await sql<{ table: string; to: string; key: string; column: string }>`
          select m.name as "table", k."table" as "to", m.name || k.id as key, k."from" as "column"
          from sqlite_master m, pragma_foreign_key_list(m.name) k where m.type = 'table'`.execute(db)
      : await sql<{ table: string; to: string; key: string; column: string }>`
          select k.conrelid::regclass::text as "table", k.confrelid::regclass::text as "to", k.oid::text as key,
            a.attname as "column"
          from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
          where k.contype = 'f'`.execute(db);
  const { rows: triggers } =
    dialect === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db)
      : { rows: [] };
  const keys = Map.groupBy(parts, ({ key }) => key);
  return {
    columns: new Map(
      [...Map.groupBy(columns, ({ table }) => table)].map(([table, rows]) => [table, rows.map(({ column }) => column)]),
    ),
    keys: [...keys.values()].flatMap((rows) => {
      const [first] = rows;
      return first ? [{ table: first.table, to: first.to, columns: rows.map(({ column }) => column) }] : [];
    }),
    triggers: triggers.map(({ name }) => name),
  };
}

const ownersOf = ({ columns }: Schema, table: string) =>
  ownerColumns.filter((owner) => columns.get(table)?.includes(owner));

describeEachDatabase('owners', (open) => {
  it('are held by a key wherever a row names one', async () => {
    const portal = await open();
    const schema = await schemaOf(portal.database.db, portal.database.dialect);
    const unheld = [...schema.columns.keys()].flatMap((table) =>
      ownersOf(schema, table)
        .filter((owner) => !schema.keys.some((key) => key.table === table && key.columns.includes(owner)))
        .map((owner) => `${table}.${owner}`),
    );
    expect(unheld.toSorted()).toEqual(Object.keys(unheldOwners).toSorted());
  });

  it('stand in every key to a row that has an owner', async () => {
    const portal = await open();
    const { dialect, db } = portal.database;
    const schema = await schemaOf(db, dialect);
    const without = schema.keys
      .filter(({ to, columns }) => columns.length === 1 && ownersOf(schema, to).length > 0)
      // Another key of the same row may name the owner with the same column.
      .filter(
        ({ table, to, columns: [column] }) =>
          !schema.keys.some(
            (key) =>
              key.table === table && key.to === to && key.columns.length > 1 && key.columns.includes(column ?? ''),
          ),
      )
      .map(({ table, columns }) => `${table}.${columns[0]}`)
      .filter((name) => !(dialect === 'sqlite' && byTrigger.has(name)));
    expect([...new Set(without)].toSorted()).toEqual(Object.keys(keysWithoutOwner).toSorted());
    if (dialect === 'sqlite')
      for (const name of byTrigger)
        expect(schema.triggers.filter((trigger) => trigger.startsWith(name.replace('.', '_')))).toHaveLength(2);
  });

  it('cannot be crossed by hand: a return takes no place in what another organisation answers together', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { ours, theirs } = await twoReturns(portal);
    const id = portal.newId();
    const { now } = portal.stamp();
    await db
      .insertInto('shared_return')
      .values({
        id,
        organisation_id: ours.organisationId,
        base_edition_id: ours.editionId,
        created_by: ours.personId,
        created_at: now,
        revision: 1,
      })
      .execute();
    const join = (returnId: string) =>
      db.updateTable('agency_return').set({ shared_return_id: id }).where('id', '=', returnId).execute();
    await expect(join(theirs.returnId)).rejects.toThrow(/foreign key/i);
    await join(ours.returnId);
    await expect(
      db
        .updateTable('standard_progress')
        .set({ partnership_id: theirs.partnershipId, cycle_id: theirs.cycleId })
        .where('return_id', '=', ours.returnId)
        .execute(),
    ).rejects.toThrow(/foreign key/i);
  });
});

async function twoReturns(portal: TestPortal) {
  const of = async (slug: string) => {
    const world = await aWorld(portal, anEdition(), { slug });
    return { ...world, editionId: editionId(world.edition), personId: world.lead.personId };
  };
  return { ours: await of('ourside'), theirs: await of('otherside') };
}

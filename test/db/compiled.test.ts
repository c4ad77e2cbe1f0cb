import { expect, it } from 'vitest';
import { compiledQuery } from '../../db/compiled.ts';
import { describeEachDatabase } from '../setup/each-database.ts';

const addPartnership = compiledQuery((db, row: { id: string; name: string; at: string; slug: string }) =>
  db.insertInto('partnership').values({
    id: row.id,
    name: row.name,
    short_name: row.name,
    slug: row.slug,
    settings: '{}',
    created_at: row.at,
    revision: 1,
  }),
);

const namesOf = compiledQuery((db, { ids, but }: { ids: readonly string[]; but: string | null }) =>
  db
    .selectFrom('partnership')
    .select('name')
    .where('id', 'in', ids)
    .where((eb) => eb(eb.fn.coalesce(eb.val(but), eb.val('')), '<>', eb.ref('name')))
    .orderBy('name'),
);

describeEachDatabase('a query that is built once', (open) => {
  it('sends the values of each call, lists of any length and nulls among them', async () => {
    const { database, stamp } = await open();
    const { db } = database;
    for (const name of ['Ash', 'Birch', 'Cedar'])
      await addPartnership(db, { id: name, name, at: stamp().now, slug: name });
    const named = async (ids: string[], but: string | null) =>
      (await namesOf(db, { ids, but })).rows.map(({ name }) => name);
    expect(await named(['Ash'], null)).toEqual(['Ash']);
    expect(await named(['Birch'], null)).toEqual(['Birch']);
    expect(await named(['Cedar', 'Ash'], null)).toEqual(['Ash', 'Cedar']);
    expect(await named(['Cedar', 'Ash'], 'Ash')).toEqual(['Cedar']);
  });

  it('belongs to the transaction that it is given', async () => {
    const { database, stamp } = await open();
    const given = { id: 'Elm', name: 'Elm', at: stamp().now, slug: 'elm' };
    await expect(
      database.transaction(async (trx) => {
        await addPartnership(trx, given);
        expect((await namesOf(trx, { ids: ['Elm'], but: null })).rows).toHaveLength(1);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect((await namesOf(database.db, { ids: ['Elm'], but: null })).rows).toEqual([]);
  });
});

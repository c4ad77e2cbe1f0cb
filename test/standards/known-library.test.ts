import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureLibrary } from '../../app/cli/known-library.ts';
import { describeEachDatabase } from '../setup/each-database.ts';

let home: string;
let library: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'los-library-'));
  library = join(home, 'library');
  const standards = join(import.meta.dirname, '../../standards');
  cpSync(join(standards, 'library'), library, { recursive: true });
  cpSync(join(standards, 'editions.lock.json'), join(home, 'editions.lock.json'));
});
afterEach(() => rmSync(home, { recursive: true }));

const change = (path: string, from: string, to: string) =>
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));

describeEachDatabase('the library at a start', (open) => {
  it('is checked whole the first time, and not again while no byte of it has changed', async () => {
    const portal = await open();
    expect(await ensureLibrary(portal, library)).toEqual([]);
    portal.takeQueries();
    expect(await ensureLibrary(portal, library)).toEqual([]);
    expect(portal.takeQueries()).toHaveLength(1);
  });

  it('is refused as before when a published edition, or its lock, was changed since', async () => {
    const portal = await open();
    await ensureLibrary(portal, library);
    const edition = join(library, 'section-11/2023.1.yaml');
    const before = readFileSync(edition, 'utf8');
    writeFileSync(edition, before.replace(/^title: .*$/m, 'title: Another title'));
    const changed = expect.stringContaining('was changed after publication');
    expect(await ensureLibrary(portal, library)).toContainEqual(changed);
    expect(await ensureLibrary(portal, library)).toContainEqual(changed);
    writeFileSync(edition, before);
    change(join(home, 'editions.lock.json'), '"section-11/2023.1": "', '"section-11/2023.1": "0');
    expect(await ensureLibrary(portal, library)).not.toEqual([]);
  });

  it('is installed again where the database does not hold what was remembered', async () => {
    const portal = await open();
    const { db } = portal.database;
    const editions = () => db.selectFrom('standard_edition').select('id').orderBy('id').execute();
    await ensureLibrary(portal, library);
    const before = await editions();
    await db.deleteFrom('standard_edition').where('id', '=', 'section-11/2023.1').execute();
    expect(await ensureLibrary(portal, library)).toEqual([]);
    expect(await editions()).toEqual(before);
  });

  it('brings the common core and the checks of figures, again where the database does not hold it, and anew when its file has changed', async () => {
    const portal = await open();
    const { db } = portal.database;
    const titles = async () =>
      new Set((await db.selectFrom('core_question').select('item_title').execute()).map((row) => row.item_title));
    await ensureLibrary(portal, library);
    const before = await titles();
    expect(before).toContain('A senior lead for safeguarding is named');
    await db.deleteFrom('core_question').execute();
    expect(await ensureLibrary(portal, library)).toEqual([]);
    expect(await titles()).toEqual(before);
    await db.deleteFrom('count_relation').execute();
    expect(await ensureLibrary(portal, library)).toEqual([]);
    const checks = await db.selectFrom('count_relation').select('set_code').execute();
    expect(new Set(checks.map(({ set_code }) => set_code))).toContain('section-11');
    change(join(library, 'core.yaml'), 'A senior lead for safeguarding is named', 'Somebody at the top answers for it');
    expect(await ensureLibrary(portal, library)).toEqual([]);
    expect(await titles()).toContain('Somebody at the top answers for it');
  });
});

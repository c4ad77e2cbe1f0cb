import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/organisations.ts';
import { aPartnership } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aRegisterFile, aTemplateFile } from './import-files.ts';

describeEachDatabase('los organisations import', (open) => {
  let portal: TestPortal;
  let folder: string;
  beforeEach(async () => {
    portal = await open();
    folder = mkdtempSync(join(tmpdir(), 'los-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fileOf = (bytes: Uint8Array) => {
    const file = join(folder, 'organisations.csv');
    writeFileSync(file, bytes);
    return file;
  };
  async function run(...args: string[]) {
    const printed: string[] = [];
    const errors: string[] = [];
    const code = await command.run(args, {
      print: (line) => void printed.push(line),
      error: (line) => void errors.push(line),
      portal: async () => portal,
    });
    return { code, printed: printed.join('\n'), errors: errors.join('\n') };
  }
  const known = async () =>
    (await portal.database.db.selectFrom('organisation').select('name').orderBy('name').execute()).map(
      ({ name }) => name,
    );

  it('shows what would happen and writes nothing until told to', async () => {
    await aPartnership(portal);
    const file = fileOf(aTemplateFile([{ name: 'Riverbank', kind: 'voluntary' }]));
    const shown = await run('import', file);
    expect(shown).toMatchObject({ code: 0, errors: '' });
    expect(shown.printed).toContain('row 2\tnew\tRiverbank');
    expect(shown.printed).toContain('Nothing was written');
    expect(await known()).toEqual([]);
    expect((await run('import', file, '--apply')).printed).toContain('Imported');
    expect(await known()).toEqual(['Riverbank']);
    expect((await run('import', file, '--apply')).printed).toContain('1 unchanged');
  });

  it('ends with 1 and writes nothing when a row is refused', async () => {
    await aPartnership(portal);
    const file = fileOf(
      aTemplateFile([
        { name: 'Riverbank', kind: 'voluntary' },
        { name: 'Odd', kind: 'wizard' },
      ]),
    );
    const refused = await run('import', file, '--apply');
    expect(refused.code).toBe(1);
    expect(refused.printed).toContain('row 3\trefused\tOdd\tkind: "wizard" is not a kind we know');
    expect(await known()).toEqual([]);
  });

  it('lists the local authorities of a schools register, and takes the one that is named', async () => {
    await aPartnership(portal);
    const file = fileOf(aRegisterFile([{}, { URN: '900002', 'LA (name)': 'Faraway' }]));
    const asked = await run('import', file);
    expect(asked).toMatchObject({ code: 1, printed: 'Brookmere\t1\nFaraway\t1' });
    expect((await run('import', file, '--local-authority', 'Brookmere', '--apply')).code).toBe(0);
    expect(await known()).toEqual(['Hollow Lane Primary School']);
  });

  it('asks which partnership when there is more than one', async () => {
    await aPartnership(portal);
    await aPartnership(portal, 'elsewhere');
    const file = fileOf(aTemplateFile([{ name: 'Riverbank', kind: 'voluntary' }]));
    expect((await run('import', file)).errors).toContain('--partnership');
    expect((await run('import', file, '--partnership', 'nowhere')).code).toBe(1);
    expect((await run('import', file, '--partnership', 'elsewhere', '--apply')).code).toBe(0);
  });

  it('says how it is called, and what is wrong with a file', async () => {
    await aPartnership(portal);
    expect((await run('export')).code).toBe(2);
    expect((await run('import', fileOf(new Uint8Array()), '--colour')).code).toBe(2);
    expect((await run('import', join(folder, 'none.csv'))).code).toBe(2);
    const unreadable = await run('import', fileOf(new TextEncoder().encode('a,b\n1,2\n')));
    expect(unreadable.code).toBe(1);
    expect(unreadable.errors).toContain('Upload the organisations template');
  });
});

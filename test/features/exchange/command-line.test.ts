import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { command as organisations } from '../../../app/cli/commands/organisations.ts';
import { command as returns } from '../../../app/cli/commands/return.ts';
import { answer, aWorld } from '../../builders/a-filled-return.ts';
import { textOfWord } from '../../pdf/read-word.ts';
import { drawingProcess } from '../../setup/drawing.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { everyKind } from './a-workbook.ts';

const drawing = drawingProcess();
const folder = mkdtempSync(join(tmpdir(), 'los-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command and gives its exit code with what it said. */
async function run(portal: TestPortal, command: typeof returns, ...args: string[]) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const code = await command.run(args, { print: say, error: say, portal: async () => portal });
  return { code, said: said.join('\n') };
}

describeEachDatabase('the command line', (open) => {
  it('writes everything of an organisation to a file, whole or not at all, and records it', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    const out = join(folder, `${portal.newId()}.zip`);
    expect(await run(portal, organisations, 'export', world.organisationId)).toMatchObject({ code: 2 });
    expect(await run(portal, organisations, 'export', 'nobody', '--out', out)).toMatchObject({ code: 1 });
    const broken = {
      ...portal,
      documents: { ...portal.documents, render: () => Promise.reject(new Error('no paper')) },
    };
    await expect(run(broken, organisations, 'export', world.organisationId, '--out', out)).rejects.toThrow('no paper');
    expect(readdirSync(folder)).toEqual([]);
    const done = await run(portal, organisations, 'export', world.organisationId, '--out', out);
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('6 files') });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
    rmSync(out);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', '=', 'export.made')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('writes a copy of a return as what the name of the file says', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    await answer(portal, world, { words: { type: 'text', text: 'Written by an operator' } });
    const out = join(folder, `${portal.newId()}.docx`);
    expect(await run(portal, returns, 'export', world.returnId, '--out', 'copy.txt')).toMatchObject({ code: 2 });
    expect(await run(portal, returns, 'export', 'nothing', '--out', out)).toMatchObject({ code: 1 });
    expect(existsSync(out)).toBe(false);
    expect(await run(portal, returns, 'export', world.returnId, '--out', out)).toMatchObject({ code: 0 });
    expect(textOfWord(readFileSync(out))).toContain('Written by an operator');
    rmSync(out);
  });
});

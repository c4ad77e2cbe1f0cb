import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from '../../app/cli/commands/standards.ts';
import { listEditions } from '../../app/features/questionnaire/editions.server.ts';
import { coreSchema } from '../../standards/beside-contract.ts';
import { lintCore } from '../../standards/lint-library.ts';
import { loadLibrary } from '../../standards/load.server.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';

const room = resolve(import.meta.dirname, '../../standards');

/** A fenced block of the guide: `sh` is run, `text` is what that printed, the others are files and changes to files. */
type Block = { sort: string; file: string; content: string; line: number };

function blocksOf(guide: string): Block[] {
  return [...guide.matchAll(/^```(\S+)(?: (\S+))?\n(.*?)^```$/gms)].map((match) => ({
    sort: match[1] ?? '',
    file: match[2] ?? '',
    content: match[3] ?? '',
    line: guide.slice(0, match.index).split('\n').length,
  }));
}

describe('the worked example of the guide to standards', () => {
  let home: string;
  let portal: TestPortal;
  let printed: string[] = [];
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'standards-'));
    portal = await openTestPortal('sqlite');
  });
  afterAll(async () => {
    await portal.close();
    await rm(home, { recursive: true });
  });

  /** A path of the guide in the folder of this test, and the other way round. */
  const here = (words: string) => words.replaceAll('my-standards', join(home, 'my-standards'));
  const inGuide = (words: string) => words.replaceAll(join(home, 'my-standards'), 'my-standards');

  async function runLine(line: string): Promise<void> {
    const los = /^npm run los -- standards (.*)$/.exec(line)?.[1];
    const made = /^mkdir -p (\S+)$/.exec(line)?.[1];
    if (made !== undefined) await mkdir(here(made), { recursive: true });
    else if (los === undefined) throw new Error(`The guide may use only its own commands and mkdir, not: ${line}`);
    else
      await command.run(here(los).split(' '), {
        print: (words) => printed.push(...inGuide(words).split('\n')),
        error: (words) => printed.push(inGuide(words)),
        portal: async () => portal,
      });
  }

  /** Replaces each run of `-` lines by the `+` lines after it; lines may be given without their indentation. */
  function changed(text: string, difference: string): string {
    let result = text;
    for (const [, old = '', young = ''] of difference.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)*)/gm)) {
      const [before, after] = [old, young].map((lines) => lines.replaceAll(/^[-+]/gm, '').trimEnd());
      expect(result.split(before ?? '').length, `The guide replaces what stands once: ${before}`).toBe(2);
      result = result.replace(before ?? '', () => after ?? '');
    }
    return result;
  }

  async function follow({ sort, file, content, line }: Block): Promise<void> {
    const path = here(file);
    const where = `standards/README.md:${line}`;
    if (sort === 'sh') {
      printed = [];
      for (const each of content.trimEnd().split('\n')) await runLine(each);
    } else if (sort === 'text') expect(printed, where).toEqual(content.trimEnd().split('\n'));
    else if (sort === 'yaml') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    } else if (sort === 'yaml-part') expect(parse(await readFile(path, 'utf8')), where).toMatchObject(parse(content));
    else if (sort === 'diff') await writeFile(path, changed(await readFile(path, 'utf8'), content));
    else throw new Error(`${where}: nothing is known of a block of "${sort}"`);
  }

  it('does what it says, from the draft to the edition that follows', async () => {
    const guide = await readFile(join(room, 'README.md'), 'utf8');
    const example = guide.slice(guide.indexOf('## A worked example'));
    const section = example.slice(0, example.indexOf('\n## ', 1));
    const offset = guide.slice(0, guide.indexOf('## A worked example')).split('\n').length - 1;
    const blocks = blocksOf(section);
    expect(new Set(blocks.map(({ sort }) => sort))).toEqual(new Set(['sh', 'yaml', 'text', 'diff', 'yaml-part']));
    for (const block of blocks) await follow({ ...block, line: block.line + offset });

    const { editions, successions, problems } = await loadLibrary(join(home, 'my-standards/library'));
    expect(problems).toEqual([]);
    expect(editions.map(({ edition }) => `${edition.edition} ${edition.status}`)).toEqual([
      '2026.1 published',
      '2027.1 published',
    ]);
    expect(successions[0]?.succession.choices[0]?.choices).toEqual({
      caretaker: 'caretaker',
      'key-holder': 'key-holder',
      fax: 'door-code',
    });
    const installed = await listEditions(portal.database.db);
    expect(installed.map(({ id }) => id).toSorted()).toEqual(['hall-lettings/2026.1', 'hall-lettings/2027.1']);
  });

  it('shows a common core of questions that the editions of this library have', async () => {
    const guide = await readFile(join(room, 'README.md'), 'utf8');
    const block = blocksOf(guide).find(({ file }) => file === 'core');
    const { items } = coreSchema.parse(parse(block?.content ?? ''));
    const { editions } = await loadLibrary(join(room, 'library'));
    expect(
      lintCore(
        items,
        editions.map(({ edition }) => edition),
      ),
    ).toEqual([]);
  });
});

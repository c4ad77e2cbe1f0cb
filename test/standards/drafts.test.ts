import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { command } from '../../app/cli/commands/standards.ts';
import { conditionSchema } from '../../standards/contract.ts';
import { jsonSchemaText } from '../../standards/json-schema.ts';
import { loadLibrary } from '../../standards/load.server.ts';
import { anEdition, aQuestion, aStandard } from '../builders/an-edition.ts';

const room = resolve(import.meta.dirname, '../../standards');
let home: string;
let library: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'standards-'));
  library = join(home, 'library');
  await mkdir(join(library, 'test-set'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

const fileOf = (name: string) => join(library, 'test-set', `${name}.yaml`);
const textOf = (name: string) => readFile(fileOf(name), 'utf8');
const write = (name: string, content: string | object) =>
  writeFile(fileOf(name), typeof content === 'string' ? content : stringify(content));

async function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, {
    print: (line) => printed.push(line),
    error: (line) => errors.push(line),
    portal: () => Promise.reject(new Error('nothing here opens a database')),
  });
  return { code, printed, errors };
}
const draft = (...args: string[]) => run('new-edition', 'test-set', ...args, '--library', library);

describe('a new edition', () => {
  const source = [
    '# Why these standards are as they are.',
    stringify(anEdition({ minorRevision: true }), { defaultStringType: 'PLAIN' })
      .replace('edition: "2026.1"', "edition: '2026.1'   # the first")
      .replace('status: draft', 'status:   published'),
  ].join('\n');

  it('is its forerunner word for word, comments and all, but for its number and its status', async () => {
    await write('2026.1', source);
    expect(await draft('2026.1')).toMatchObject({ code: 0, errors: [] });
    const lines = (await textOf('2026.2')).split('\n');
    expect(lines[0]).toMatch(/^# yaml-language-server: \$schema=(\.\.\/)+.*standards\/edition\.schema\.json$/);
    expect(lines.slice(1)).toEqual(
      source
        .replace("'2026.1'", '"2026.2"')
        .replace('status:   published', 'status:   draft')
        .replace('minorRevision: true', 'minorRevision: false')
        .split('\n'),
    );
  });

  it('comes with a succession in which every question is unchanged, so that the library is whole', async () => {
    await write('2026.1', anEdition({ standards: [aStandard('a1', [aQuestion('x'), aQuestion('y')])] }));
    await draft('2026.1', '--edition', '2027.1');
    const { problems, successions } = await loadLibrary(library);
    expect(problems).toEqual([]);
    expect(successions[0]?.succession.fates.map(({ from, fate, carry }) => [from[0], fate, carry])).toEqual([
      ['x', 'unchanged', 'keep'],
      ['y', 'unchanged', 'keep'],
    ]);
    expect(await textOf('2026.1--2027.1')).toContain('\n  - {from: [x], to: [x], fate: unchanged, carry: keep}\n');
    expect(await draft('2027.1')).toMatchObject({ code: 0 });
    expect((await textOf('2027.2')).match(/yaml-language-server/g)).toHaveLength(1);
  });

  it('is never written over anything', async () => {
    await write('2026.1', anEdition());
    await write('2026.1--2027.1', 'decided: already');
    const refused = await draft('2026.1', '--edition', '2027.1');
    expect(refused).toMatchObject({
      code: 1,
      errors: [expect.stringMatching(/2026\.1--2027\.1\.yaml is there already/)],
    });
    expect(await textOf('2026.1--2027.1')).toBe('decided: already');
    await expect(textOf('2027.1')).rejects.toThrow('ENOENT');
  });

  it('follows the newest edition alone, under a later number', async () => {
    await write('2026.1', anEdition());
    await draft('2026.1');
    expect((await draft('2026.1')).errors).toEqual([
      'test-set/2026.2 follows test-set/2026.1 already: a new edition follows the newest',
    ]);
    expect((await draft('2026.2', '--edition', '2026.1')).errors).toEqual(['2026.1 does not come after 2026.2']);
    expect((await draft('2026.2', '--edition', 'next')).errors).toEqual([
      '"next" is no edition number: give YEAR.NUMBER, for example 2027.1',
    ]);
    expect((await draft('2019.1')).errors).toEqual([expect.stringContaining('There is no such file')]);
  });
});

describe('a proposed succession in a file', () => {
  it('is written for an editor to go on with, and over nothing unless that is asked for', async () => {
    await write('2026.1', anEdition());
    await write('2027.1', anEdition({ edition: '2027.1', standards: [aStandard('b1')] }));
    const target = fileOf('2026.1--2027.1');
    const propose = (...more: string[]) =>
      run('diff', 'test-set/2026.1', 'test-set/2027.1', '--library', library, '--out', target, ...more);
    expect(await propose()).toMatchObject({ code: 0 });
    expect(await textOf('2026.1--2027.1')).toMatch(/^# yaml-language-server: .*succession\.schema\.json\n/);
    expect((await loadLibrary(library)).problems).toEqual([]);
    await write('2026.1--2027.1', 'decided: already');
    expect(await propose()).toMatchObject({ code: 1, errors: [expect.stringContaining('is there already')] });
    expect(await textOf('2026.1--2027.1')).toBe('decided: already');
    expect(await propose('--replace')).toMatchObject({ code: 0 });
    expect(parse(await textOf('2026.1--2027.1'))).toMatchObject({ from: '2026.1', to: '2027.1' });
  });

  it('leads forwards', async () => {
    await write('2026.1', anEdition());
    await draft('2026.1');
    expect((await run('diff', fileOf('2026.2'), fileOf('2026.1'))).errors).toEqual([
      'test-set/2026.1 does not come after test-set/2026.2: name the older edition first',
    ]);
  });
});

describe('the citations of a library', () => {
  const cited = (...checked: boolean[]) =>
    aQuestion('x', {
      sources: checked.map((each, i) => ({ document: 'guidance', reference: `paragraph ${i + 1}`, checked: each })),
    });

  it('are listed where nobody has compared them, for one edition or for all', async () => {
    await write('2026.1', anEdition({ standards: [aStandard('a1', [cited(true, false)])] }));
    await draft('2026.1');
    const lines = (edition: string) => [
      `test-set/${edition}: 1 of 2 citations not compared with the source`,
      '  x: Guidance, paragraph 2',
    ];
    expect(await run('check', 'test-set/2026.2', '--library', library)).toEqual({
      code: 0,
      printed: lines('2026.2'),
      errors: [],
    });
    expect((await run('check', '--library', library)).printed).toEqual([...lines('2026.1'), ...lines('2026.2')]);
    expect(await run('check', 'test-set/2030.1', '--library', library)).toEqual({
      code: 1,
      printed: [],
      errors: ['The library holds no sound edition test-set/2030.1'],
    });
  });
});

describe('the JSON Schema for editors', () => {
  it.each(['edition', 'succession'] as const)('of an %s is as the contract is', async (name) => {
    const kept = await readFile(join(room, `${name}.schema.json`), 'utf8');
    expect(kept, `Write it anew: npm run los -- standards schema ${name} --out standards/${name}.schema.json`).toBe(
      jsonSchemaText(name),
    );
    expect((await run('schema', name)).printed.join('\n')).toBe(kept.trimEnd());
  });

  it('lets conditions stand in conditions, and asks for nothing that the contract fills in', () => {
    const schema = JSON.parse(jsonSchemaText('edition'));
    const all = schema.$defs.condition.anyOf.find(({ required }: { required: string[] }) => required.includes('all'));
    expect(all.properties.all.items).toEqual({ $ref: '#/$defs/condition' });
    expect(schema.required).not.toContain('profile');
    expect(conditionSchema.safeParse({ all: [{ not: { flag: 'x' } }] }).success).toBe(true);
  });

  it('is written to a file where one is named', async () => {
    const file = join(home, 'schema.json');
    expect(await run('schema', 'succession', '--out', file)).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(jsonSchemaText('succession'));
  });
});

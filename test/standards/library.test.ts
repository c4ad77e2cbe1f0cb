import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { command } from '../../app/cli/commands/standards.ts';
import type { Edition } from '../../standards/contract.ts';
import { proposeSuccession } from '../../standards/diff.ts';
import { loadEditionFile, loadLibrary, lockLibrary } from '../../standards/load.server.ts';
import { anEdition, aQuestion, aStandard } from '../builders/an-edition.ts';

let home: string;
let library: string;
let lockFile: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'standards-'));
  library = join(home, 'library');
  lockFile = join(home, 'editions.lock.json');
  await mkdir(join(library, 'test-set'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

const fileOf = (name: string) => join(library, 'test-set', `${name}.yaml`);
const write = async (name: string, content: string | object) => {
  await writeFile(fileOf(name), typeof content === 'string' ? content : stringify(content));
  return fileOf(name);
};
const problemsIn = async (path: string) => {
  const loaded = await loadEditionFile(path);
  return 'problems' in loaded ? loaded.problems : [];
};
const textOf = (edition: Edition) => stringify(edition);
const published = anEdition({ status: 'published' });

async function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, {
    print: (line) => printed.push(line),
    error: (line) => errors.push(line),
    portal: () => Promise.reject(new Error('lint and diff open no database')),
  });
  return { code, printed, errors };
}

describe('an edition file', () => {
  it('gives the edition and a hash that layout and comments do not change', async () => {
    const one = await loadEditionFile(await write('2026.1', anEdition()));
    const turned = Object.fromEntries(Object.entries(anEdition()).toReversed());
    const other = await loadEditionFile(await write('2026.1', `# A remark\n\n${stringify(turned)}`));
    expect(one).toMatchObject({ edition: anEdition(), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(other).toEqual(one);
    const changed = await loadEditionFile(await write('2026.1', anEdition({ title: 'Another title' })));
    expect(changed).toHaveProperty('sha256');
    expect(changed).not.toHaveProperty('sha256', 'sha256' in one && one.sha256);
  });

  it('is refused with file, code, reason and line where a word is not in the contract', async () => {
    const text = textOf(anEdition()).replace('title: Standard a1', 'title: Standard a1\n    colour: blue');
    const path = await write('2026.1', text);
    const line = text.split('\n').indexOf('  - code: a1') + 1;
    expect(await problemsIn(path)).toEqual([
      { file: path, code: 'a1', reason: 'standards[0]: the contract has no "colour"', line },
    ]);
  });

  it('names the question and the line of a value that does not fit', async () => {
    const text = textOf(anEdition()).replace('code: a1-rating', 'code: A1 Rating');
    const path = await write('2026.1', text);
    const line = text.split('\n').findIndex((each) => each.includes('A1 Rating')) + 1;
    expect(await problemsIn(path)).toEqual([
      {
        file: path,
        code: 'A1 Rating',
        reason: 'standards[0].questions[0].code: Use lower-case words and digits joined by hyphens',
        line,
      },
    ]);
  });

  it('says what is missing, and what wants quotes', async () => {
    const text = textOf(anEdition())
      .replace(/^shortTitle: .*\n/m, '')
      .replace(/^edition: .*$/m, 'edition: 2026.1');
    const reasons = (await problemsIn(await write('2026.1', text))).map(({ reason }) => reason);
    expect(reasons).toEqual([
      expect.stringMatching(/^edition: .*Put the value in quotes/),
      'shortTitle: this is missing',
    ]);
  });

  it('names an answer type that the contract does not know', async () => {
    const text = textOf(anEdition()).replace('type: rating', 'type: stars');
    const [problem] = await problemsIn(await write('2026.1', text));
    expect(problem).toMatchObject({
      code: 'a1-rating',
      reason: 'standards[0].questions[0].answer.type: the contract knows no such type',
    });
  });

  it('explains a condition that the contract does not know, and a wrong word in one that it knows', async () => {
    const withCondition = (condition: object) =>
      write('2026.1', { ...anEdition(), standards: [{ ...aStandard('a1'), appliesTo: condition }] });
    expect(await problemsIn(await withCondition({ colour: 'blue' }))).toMatchObject([
      {
        code: 'a1',
        reason: expect.stringMatching(
          /^standards\[0\]\.appliesTo: this is no condition of the contract\. Use one of: kind/,
        ),
      },
    ]);
    expect(
      await problemsIn(await withCondition({ all: [{ flag: 'x' }, { not: { kind: ['polise'] } }] })),
    ).toMatchObject([
      { code: 'a1', reason: expect.stringMatching(/^standards\[0\]\.appliesTo\.all\[1\]\.not\.kind\[0\]: .*"police"/) },
    ]);
    expect(await problemsIn(await withCondition({ answer: 'x' }))).toMatchObject([{ code: 'a1' }]);
  });

  it('is refused with its line when lint finds something', async () => {
    const text = textOf(
      anEdition({ standards: [aStandard('a1', [aQuestion('x', { appliesTo: { flag: 'boats' } })])] }),
    );
    const path = await write('2026.1', text);
    const line = text.split('\n').findIndex((each) => each.includes('flag: boats')) + 1;
    expect(await problemsIn(path)).toEqual([
      { file: path, code: 'x', line, reason: 'The condition names the profile question "boats", which does not exist' },
    ]);
  });

  it.each<[string, string | Buffer, Partial<{ code: string; line: number; reason: unknown }>]>([
    ['is not YAML', 'set: [1,\nedition: }', { code: 'yaml' }],
    ['has a key twice', 'contract: 1\nset: a\nset: b\n', { code: 'yaml', line: 3 }],
    ['is empty', '', { code: 'edition' }],
    ['is a list', '- 1\n', { code: 'edition' }],
    [
      'is not UTF-8',
      Buffer.from([0x73, 0x65, 0x74, 0x3a, 0x20, 0xff]),
      { code: 'file', reason: 'The file is not UTF-8 text' },
    ],
    [
      'is written for a later contract',
      textOf(anEdition()).replace('contract: 1', 'contract: 2'),
      { code: 'contract', line: 1 },
    ],
  ])('that %s is refused in words', async (_, content, expected) => {
    await writeFile(fileOf('2026.1'), content);
    const [problem] = await problemsIn(fileOf('2026.1'));
    expect(problem).toMatchObject({ file: fileOf('2026.1'), ...expected });
  });

  it('that does not exist is refused in words', async () => {
    expect(await problemsIn(fileOf('none'))).toEqual([
      { file: fileOf('none'), code: 'file', reason: 'There is no such file' },
    ]);
  });
});

describe('a library', () => {
  it('holds its editions and successions in order', async () => {
    const next = anEdition({ edition: '2027.1' });
    await write('2027.1', next);
    await write('2026.1', anEdition());
    await write('2026.1--2027.1', proposeSuccession(anEdition(), next));
    const { editions, successions, problems } = await loadLibrary(library);
    expect(problems).toEqual([]);
    expect(editions.map(({ edition }) => edition.edition)).toEqual(['2026.1', '2027.1']);
    expect(successions).toMatchObject([{ succession: { from: '2026.1', to: '2027.1' } }]);
  });

  it('refuses a file that is found under another name than its own', async () => {
    await write('2025.9', anEdition());
    expect((await loadLibrary(library)).problems).toMatchObject([
      {
        file: fileOf('2025.9'),
        code: 'test-set/2026.1',
        reason: expect.stringContaining('found as "test-set/2025.9"'),
      },
    ]);
  });

  it('refuses a succession with holes and one to an edition that is not there', async () => {
    const next = anEdition({ edition: '2027.1' });
    await write('2026.1', anEdition());
    await write('2027.1', next);
    await write('2026.1--2027.1', { ...proposeSuccession(anEdition(), next), fates: [] });
    await write('2026.1--2028.1', { ...proposeSuccession(anEdition(), next), to: '2028.1' });
    const { problems, successions } = await loadLibrary(library);
    expect(successions).toEqual([]);
    expect(problems.map(({ file, code }) => [file, code])).toEqual([
      [fileOf('2026.1--2027.1'), 'a1-rating'],
      [fileOf('2026.1--2027.1'), 'a1-rating'],
      [fileOf('2026.1--2028.1'), 'test-set/2028.1'],
    ]);
  });

  it('that does not exist is a problem', async () => {
    expect((await loadLibrary(join(home, 'nowhere'))).problems).toMatchObject([{ reason: 'There is no such folder' }]);
  });
});

describe('the lock', () => {
  it('is asked of every published edition and of no draft', async () => {
    const next = anEdition({ edition: '2027.1' });
    await write('2026.1', published);
    await write('2027.1', next);
    await write('2026.1--2027.1', proposeSuccession(published, next));
    expect((await loadLibrary(library)).problems).toMatchObject([
      { file: fileOf('2026.1'), code: 'test-set/2026.1', reason: expect.stringContaining('standards lint --lock') },
    ]);
    expect(await lockLibrary(library)).toEqual({ added: ['test-set/2026.1'] });
    expect((await loadLibrary(library)).problems).toEqual([]);
    expect(Object.keys(JSON.parse(await readFile(lockFile, 'utf8')))).toEqual(['test-set/2026.1']);
  });

  it.each<[string, Edition]>([
    ['its words', anEdition({ status: 'published', title: 'Slightly other standards' })],
    ['its status back to draft', anEdition()],
  ])('shows an edition that changed %s after publication, and never locks it anew', async (_, changed) => {
    await write('2026.1', published);
    await lockLibrary(library);
    const before = await readFile(lockFile, 'utf8');
    await write('2026.1', changed);
    expect(await lockLibrary(library)).toEqual({ added: [] });
    expect(await readFile(lockFile, 'utf8')).toBe(before);
    expect((await loadLibrary(library)).problems).toMatchObject([
      { file: fileOf('2026.1'), code: 'test-set/2026.1', reason: expect.stringContaining('changed after publication') },
    ]);
  });

  it('lets comments and layout of a published edition change', async () => {
    await write('2026.1', published);
    await lockLibrary(library);
    await write('2026.1', `# A remark\n${textOf(published)}`);
    expect((await loadLibrary(library)).problems).toEqual([]);
  });

  it('misses a published edition that was deleted, but not one that only became unreadable', async () => {
    await write('2026.1', published);
    await lockLibrary(library);
    await write('2026.1', 'set: [');
    expect((await loadLibrary(library)).problems.map(({ code }) => code)).toEqual(['yaml']);
    await rm(fileOf('2026.1'));
    expect((await loadLibrary(library)).problems).toMatchObject([
      { file: lockFile, code: 'test-set/2026.1', reason: expect.stringContaining('no longer has it') },
    ]);
  });

  it('does not take in an edition that has problems of its own', async () => {
    await write('2026.1', published);
    await write('2027.1', {
      ...published,
      edition: '2027.1',
      documents: [{ ...published.documents[0], consultation: true }],
    });
    expect(await lockLibrary(library)).toEqual({ added: ['test-set/2026.1'] });
  });

  it('that is not readable is a problem, and is left as it is', async () => {
    await write('2026.1', published);
    await writeFile(lockFile, '{"test-set/2026.1": "abc"}');
    expect(await lockLibrary(library)).toHaveProperty('problems');
    expect(await readFile(lockFile, 'utf8')).toBe('{"test-set/2026.1": "abc"}');
    expect((await loadLibrary(library)).problems).toMatchObject([{ file: lockFile, code: 'lock' }]);
  });
});

describe('the standards command', () => {
  it('sums up a sound library', async () => {
    const next = anEdition({ edition: '2027.1', standards: [aStandard('a1', [aQuestion('x'), aQuestion('y')])] });
    await write('2026.1', anEdition());
    await write('2027.1', next);
    await write('2026.1--2027.1', proposeSuccession(anEdition(), next));
    expect(await run('lint', library)).toEqual({
      code: 0,
      printed: ['2 editions, 1 succession, 3 questions, 0 problems'],
      errors: [],
    });
  });

  it('tells file, line, code and reason of each problem, a line each', async () => {
    const text = textOf(anEdition({ standards: [aStandard('a1', [aQuestion('x', { appliesTo: { rule: 'none' } })])] }));
    const line = text.split('\n').findIndex((each) => each.includes('rule: none')) + 1;
    await write('2026.1', text);
    const { code, printed, errors } = await run('lint', library);
    expect(code).toBe(1);
    expect(printed).toEqual(['0 editions, 0 successions, 0 questions, 1 problem']);
    expect(errors).toEqual([
      `${fileOf('2026.1')}:${line}: x: The condition names the rule "none", which does not exist`,
    ]);
  });

  it('locks what is published and then finds nothing wrong', async () => {
    await write('2026.1', published);
    expect(await run('lint', library)).toMatchObject({ code: 1 });
    expect(await run('lint', '--lock', library)).toEqual({
      code: 0,
      printed: ['Locked test-set/2026.1', '1 edition, 0 successions, 1 question, 0 problems'],
      errors: [],
    });
    expect(await run('lint', '--lock', library)).toMatchObject({
      code: 0,
      printed: ['1 edition, 0 successions, 1 question, 0 problems'],
    });
  });

  it('proposes a succession that the library accepts as it stands', async () => {
    const from = await write('2026.1', anEdition());
    const to = await write('2027.1', anEdition({ edition: '2027.1', standards: [aStandard('b1')] }));
    const { code, printed, errors } = await run('diff', from, to);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    await write('2026.1--2027.1', printed.join('\n'));
    expect(await run('lint', library)).toMatchObject({ code: 0, errors: [] });
  });

  it('refuses to compare what it cannot read, or editions of different standards', async () => {
    const from = await write('2026.1', anEdition());
    expect(await run('diff', from, fileOf('none'))).toMatchObject({ code: 1, printed: [] });
    const other = await write('2027.1', anEdition({ set: 'other-set' }));
    expect(await run('diff', from, other)).toMatchObject({
      code: 1,
      errors: ['test-set/2026.1 and other-set/2026.1 are editions of different standards'],
    });
    expect(await run('diff', 'unheard-of/2026.1', from)).toMatchObject({ code: 1 });
  });

  it.each([
    [[]],
    [['publish']],
    [['lint', 'one', 'two']],
    [['lint', '--force']],
    [['diff', 'one']],
    [['diff', 'one', 'two', 'three']],
    [['diff', '--lock', 'one', 'two']],
    [['new-edition', 'one']],
    [['new-edition', 'one', 'two', '--out', 'three']],
    [['check', 'one', 'two']],
    [['schema', 'return']],
    [['toString']],
  ])('answers %j with how it is used', async (args) => {
    const { code, errors, printed } = await run(...args);
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    expect(errors.join()).toContain('Usage:');
  });

  it('explains itself when asked', async () => {
    for (const args of [['--help'], ['lint', '--help'], ['diff', '-h']])
      expect(await run(...args)).toMatchObject({ code: 0, printed: [expect.stringContaining('Usage:')] });
  });
});

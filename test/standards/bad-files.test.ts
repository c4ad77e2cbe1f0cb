import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Fate } from '../../standards/contract.ts';
import { proposeSuccession } from '../../standards/diff.ts';
import { loadLibrary, lockLibrary } from '../../standards/load.server.ts';
import { anEdition, aQuestion, aStandard, levelsScale } from '../builders/an-edition.ts';

let home: string;
let library: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'standards-'));
  library = join(home, 'library');
  await mkdir(join(library, 'test-set'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

const write = async (name: string, content: string | object) => {
  const text = typeof content === 'string' ? content : stringify(content);
  await writeFile(join(library, `${name}.yaml`), text);
  return text;
};
/** Each problem as the command line tells it, with the path from the library. */
const problems = async () =>
  (await loadLibrary(library)).problems.map(
    ({ file, line, code, reason }) =>
      `${file.slice(library.length + 1)}${line === undefined ? '' : `:${line}`}: ${code}: ${reason}`,
  );
/** The number of the line that holds a text. */
const lineWith = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

const asking = (edition: string, ...questions: ReturnType<typeof aQuestion>[]) =>
  anEdition({ edition, standards: [aStandard('a1', questions)] });

describe('a file that nobody should have to read', () => {
  it('is refused by its size before it is read', async () => {
    const file = await open(join(library, 'test-set/2026.1.yaml'), 'w');
    await file.truncate(10_000_000);
    await file.close();
    expect(await problems()).toEqual([
      'test-set/2026.1.yaml: file: The file has 10.0 MB, far more than an edition can have: at most 5.0 MB are read',
    ]);
  });

  it('is refused where its anchors would swell it', async () => {
    const letters = [...'bcdefgh'];
    const swelling = letters.map((letter, i) => {
      const alias = `*${i === 0 ? 'a' : letters[i - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(alias).join(', ')}]`;
    });
    await write('test-set/2026.1', ['a: &a [x, x, x, x, x, x, x, x, x]', ...swelling].join('\n'));
    expect(await problems()).toEqual([
      'test-set/2026.1.yaml: yaml: Anchors (&) and aliases (*) repeat so much here that the content would swell beyond measure: write it out',
    ]);
  });

  it('is refused where an alias makes it endless', async () => {
    await write(
      'test-set/2026.1',
      `${stringify(anEdition())}rules: &r\n  - { code: r, because: x, when: { all: *r } }\n`,
    );
    expect((await problems()).join()).toContain('Map keys must be unique');
    await write('test-set/2026.1', 'rules: &r\n  - { code: r, because: x, when: { all: *r } }\n');
    expect(await problems()).toEqual([
      'test-set/2026.1.yaml: yaml: An alias (*) stands inside its own anchor (&), so the value would never end',
    ]);
  });

  it.each([
    ['brackets', `contract: 1\nrules: ${'['.repeat(200_000)}`],
    ['dashes', `contract: 1\n${'- '.repeat(200_000)}x`],
    ['closed brackets', `contract: 1\nrules: ${'['.repeat(80)}${']'.repeat(80)}`],
    ['conditions', `contract: 1\nrules: ${'{ not: '.repeat(80)}1${' }'.repeat(80)}`],
  ])('is refused where it nests too deep: %s', async (_, text) => {
    await write('test-set/2026.1', text);
    expect(await problems()).toEqual([
      expect.stringMatching(/^test-set\/2026\.1\.yaml(:2)?: yaml: Lists and entries stand more than 60 levels deep/),
    ]);
  });

  it('is refused in one sentence where it is written for a later contract', async () => {
    const text = await write('test-set/2026.1', { ...anEdition(), contract: 2, novelty: true });
    expect(await problems()).toEqual([
      `test-set/2026.1.yaml:${lineWith(text, 'contract: 2')}: contract: The file is written for contract 2, and this release reads contract 1 only: use a later release`,
    ]);
  });

  it('is refused at the line where a key stands twice', async () => {
    await write('test-set/2026.1', stringify(anEdition()).replace('set: test-set', 'set: test-set\nset: test-set'));
    expect(await problems()).toEqual(['test-set/2026.1.yaml:3: yaml: Map keys must be unique']);
  });
});

describe('a mistake in a library is told with its file, line, code and reason', () => {
  it('a choice without a code', async () => {
    const text = await write(
      'test-set/2026.1',
      stringify(
        asking(
          '2026.1',
          aQuestion('x', {
            answer: {
              type: 'single-choice',
              choices: [
                { code: 'one', text: 'One' },
                { code: 'two', text: 'Two' },
              ],
            },
          }),
        ),
      ).replace('- code: two\n              text', '- text'),
    );
    expect(await problems()).toEqual([
      `test-set/2026.1.yaml:${lineWith(text, 'text: Two')}: x: standards[0].questions[0].answer.choices[1].code: this is missing`,
    ]);
  });

  it('a scale that changed under ratings that are kept', async () => {
    const next = anEdition({
      edition: '2027.1',
      scales: [levelsScale],
      standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'rating', scale: 'levels' } })])],
    });
    await write('test-set/2026.1', asking('2026.1', aQuestion('x')));
    await write('test-set/2027.1', next);
    const proposal = { ...proposeSuccession(asking('2026.1', aQuestion('x')), next), scales: [] };
    const text = await write('test-set/2026.1--2027.1', proposal);
    expect(await problems()).toEqual([
      `test-set/2026.1--2027.1.yaml:${lineWith(text, 'scales:')}: rag: Ratings are carried, but no map of points leads from rag to levels`,
    ]);
  });

  it('a published edition that was edited', async () => {
    const published = anEdition({ status: 'published' });
    await write('test-set/2026.1', published);
    await lockLibrary(library);
    await write('test-set/2026.1', { ...published, summary: 'Something else.' });
    expect(await problems()).toEqual([
      'test-set/2026.1.yaml: test-set/2026.1: This edition was changed after publication. Put it back as it was, and write a new edition instead',
    ]);
  });

  it('a gap, an overlap and a loop between successions', async () => {
    const editions = ['2026.1', '2026.2', '2026.10'].map((edition) => asking(edition, aQuestion('x')));
    for (const edition of editions) await write(`test-set/${edition.edition}`, edition);
    const [one, two, ten] = editions as [(typeof editions)[0], (typeof editions)[0], (typeof editions)[0]];
    await write('test-set/2026.1--2026.2', proposeSuccession(one, two));
    expect(await problems()).toEqual([
      'test-set/2026.10.yaml:3: test-set/2026.10: There is a gap: no succession leads from 2026.2 to 2026.10. Propose one with: npm run los -- standards diff test-set/2026.2 test-set/2026.10',
    ]);
    await write('test-set/2026.2--2026.10', proposeSuccession(two, ten));
    expect(await problems()).toEqual([]);
    await write('test-set/2026.1--2026.10', proposeSuccession(one, ten));
    await write('test-set/2026.10--2026.1', proposeSuccession(ten, one));
    expect(await problems()).toEqual([
      'test-set/2026.1--2026.10.yaml:4: test-set/2026.1--2026.10: There is an overlap: this succession leaps over 2026.2, to which a succession of its own leads. Write one from each edition to the next',
      'test-set/2026.10--2026.1.yaml:4: test-set/2026.10--2026.1: There is a loop: 2026.1 leads to 2026.10 leads to 2026.1',
    ]);
  });

  it('a condition on a question that was withdrawn', async () => {
    const opened = aQuestion('y', { appliesTo: { answer: 'x', in: ['red'] } });
    await write('test-set/2026.1', asking('2026.1', aQuestion('x'), opened));
    const text = await write('test-set/2027.1', asking('2027.1', opened));
    await write(
      'test-set/2026.1--2027.1',
      proposeSuccession(asking('2026.1', aQuestion('x'), opened), asking('2027.1', opened)),
    );
    expect(await problems()).toEqual([
      `test-set/2027.1.yaml:${lineWith(text, 'answer: x')}: y: The condition names the question "x", which does not exist`,
      'test-set/2026.1--2027.1.yaml:4: test-set/2027.1: The library holds no sound edition of this name',
    ]);
  });

  const succeeded = async (to: ReturnType<typeof anEdition>, fate: Partial<Fate>) => {
    const from = asking('2026.1', aQuestion('x', { text: 'Are staff trained?' }));
    await write('test-set/2026.1', from);
    await write('test-set/2027.1', to);
    const { fates, ...rest } = proposeSuccession(from, to);
    return write('test-set/2026.1--2027.1', { ...rest, fates: fates.map((each) => ({ ...each, ...fate })) });
  };

  it('a stricter wording that would keep a green', async () => {
    const to = asking('2027.1', aQuestion('x', { text: 'Are all staff trained every year?' }));
    const text = await succeeded(to, { stricter: true, carry: 'keep' });
    expect(await problems()).toEqual([
      `test-set/2026.1--2027.1.yaml:${lineWith(text, '- from:')}: x: The new wording asks for more, so the answer cannot be kept as it is`,
    ]);
    await succeeded(to, { fate: 'moved', carry: 'keep' });
    expect(await problems()).toEqual([
      expect.stringContaining('x: The question is said to be moved, but its wording or its answer differs'),
    ]);
  });

  it('a minor revision that would ask something again, while one of guidance alone is quiet', async () => {
    const minor = (text: string) => ({
      ...asking('2027.1', aQuestion('x', { text, guidance: 'Ask your provider for the dates.' })),
      minorRevision: true,
    });
    await succeeded(minor('Are staff trained?'), {});
    expect(await problems()).toEqual([]);
    const text = await succeeded(minor('Are staff trained?'), { carry: 'keep-and-confirm' });
    expect(await problems()).toEqual([
      `test-set/2026.1--2027.1.yaml:${lineWith(text, '- from:')}: x: 2027.1 is a minor revision, so each question must be unchanged, renumbered or moved with "keep", not "unchanged" with "keep-and-confirm"`,
    ]);
  });

  it('a code that came back, and a variant that asks otherwise', async () => {
    const [first, second, third] = [
      asking('2026.1', aQuestion('x'), aQuestion('y')),
      asking('2026.2', aQuestion('x')),
      asking('2026.3', aQuestion('x'), aQuestion('y')),
    ];
    await write('test-set/2026.1', first);
    await write('test-set/2026.2', second);
    const text = await write('test-set/2026.3', third);
    await write('test-set/2026.1--2026.2', proposeSuccession(first, second));
    await write('test-set/2026.2--2026.3', proposeSuccession(second, third));
    const variant = { ...asking('2026.1', aQuestion('x', { text: 'Other words?' })), set: 'short-set' };
    await mkdir(join(library, 'short-set'));
    const short = await write('short-set/2026.1', {
      ...variant,
      variantOf: { set: 'test-set', edition: '2026.3' },
    });
    expect(await problems()).toEqual([
      `test-set/2026.3.yaml:${lineWith(text, 'code: y')}: y: The code was withdrawn after 2026.1 and may not come back: a code is never used again. Give the question another one`,
      `short-set/2026.1.yaml:${lineWith(short, 'text: Other words?')}: x: The text differs from that in test-set/2026.3: "What about x?"`,
    ]);
  });

  it('a check of figures of a question that no edition has, or in the folder of another set', async () => {
    await write('test-set/2026.1', asking('2026.1', aQuestion('x')));
    const relation = { code: 'within', parts: [{ question: 'x' }], wholes: [{ question: 'gone' }], problem: 'More' };
    const counts = await write('test-set/counts', { contract: 1, set: 'test-set', relations: [relation] });
    expect(await problems()).toEqual([
      `test-set/counts.yaml:${lineWith(counts, 'question: x')}: within: The question "x" asks for no figure in edition 2026.1`,
      `test-set/counts.yaml:${lineWith(counts, 'question: gone')}: within: No edition of the set has the question "gone"`,
    ]);
    const other = await write('test-set/counts', { contract: 1, set: 'other-set', relations: [relation] });
    expect(await problems()).toEqual([
      `test-set/counts.yaml:${lineWith(other, 'set: other-set')}: other-set: The file is in the folder of "test-set", but says "other-set"`,
    ]);
  });

  it('a question of the common core that no edition has', async () => {
    await write('test-set/2026.1', asking('2026.1', aQuestion('x')));
    const core = await write('core', {
      contract: 1,
      items: [
        {
          code: 'lead',
          title: 'Lead',
          description: 'Who leads.',
          questions: [
            { set: 'test-set', code: 'x' },
            { set: 'no-set', code: 'x' },
          ],
        },
      ],
    });
    expect(await problems()).toEqual([
      `core.yaml:${lineWith(core, 'set: no-set')}: lead: No edition of no-set has the question "x"`,
    ]);
    await mkdir(join(library, 'no-set'));
    await write('no-set/2026.1', 'set: [');
    expect(await problems()).toEqual([expect.stringMatching(/^no-set\/2026\.1\.yaml:\d+: yaml: /)]);
  });
});

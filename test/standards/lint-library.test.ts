import { describe, expect, it } from 'vitest';
import { coreSchema } from '../../standards/beside-contract.ts';
import type { Edition } from '../../standards/contract.ts';
import { lintCore, lintReturnedCodes, lintVariant } from '../../standards/lint-library.ts';
import { anEdition, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';

const asking = (edition: string, ...codes: string[]) =>
  anEdition({
    edition,
    standards: [
      aStandard(
        'a1',
        codes.map((code) => aQuestion(code)),
      ),
    ],
  });

describe('a code that was withdrawn', () => {
  it('never comes back in a later edition, whatever the order of the files', () => {
    const editions = [asking('2023.10', 'x', 'y'), asking('2023.1', 'x', 'y'), asking('2023.2', 'x')];
    expect(lintReturnedCodes(editions)).toEqual([
      {
        edition: editions[0],
        finding: {
          code: 'y',
          reason:
            'The code was withdrawn after 2023.1 and may not come back: a code is never used again. Give the question another one',
          path: ['standards', 0, 'questions', 1, 'code'],
        },
      },
    ]);
  });

  it('is not one that is still there, or that is new', () => {
    expect(lintReturnedCodes([asking('2023.1', 'x'), asking('2024.1', 'x', 'y'), asking('2025.1', 'y', 'z')])).toEqual(
      [],
    );
  });
});

describe('a variant', () => {
  const base = anEdition({
    set: 'long-set',
    standards: [aStandard('a1', [aQuestion('x'), aQuestion('y')]), aStandard('a2')],
  });
  const variantOf = { set: 'long-set', edition: '2026.1' };
  const variant = (parts: Parameters<typeof anEdition>[0] = {}) =>
    anEdition({ variantOf, standards: [aStandard('a1', [aQuestion('y')])], ...parts });
  const found = (edition: Edition, ...others: Edition[]) =>
    lintVariant(edition, [edition, ...others]).map(({ code, reason }) => `${code}: ${reason}`);

  it('asks some questions of its base in the same words', () => {
    expect(found(variant(), base)).toEqual([]);
    expect(found(base)).toEqual([]);
  });

  it('rests on an edition that the library has', () => {
    expect(found(variant())).toEqual([
      'test-set/2026.1: The library has no sound edition long-set/2026.1 of which this could be a variant',
    ]);
    expect(found(variant({ variantOf: { set: 'test-set', edition: '2026.1' } }))).toEqual([
      'test-set/2026.1: An edition is no variant of itself',
    ]);
  });

  it.each<[string, Parameters<typeof anEdition>[0], string, (string | number)[]]>([
    [
      'asks a question of its own',
      { standards: [aStandard('a1', [aQuestion('z')])] },
      'z: long-set/2026.1, of which this is a variant, has no such question',
      ['standards', 0, 'questions', 0, 'code'],
    ],
    [
      'has a standard of its own',
      { standards: [aStandard('b1', [aQuestion('x')])] },
      'b1: long-set/2026.1, of which this is a variant, has no such standard',
      ['standards', 0, 'code'],
    ],
    [
      'asks in other words',
      { standards: [aStandard('a1', [aQuestion('x', { text: 'What of it?' })])] },
      'x: The text differs from that in long-set/2026.1: "What about x?"',
      ['standards', 0, 'questions', 0, 'text'],
    ],
    [
      'is answered otherwise',
      { standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'text' } })])] },
      'x: It is answered otherwise than in long-set/2026.1',
      ['standards', 0, 'questions', 0, 'answer'],
    ],
    [
      'rates on a scale of one code with other points',
      { scales: [levelsScale, { ...ragScale, best: 'lowest' }] },
      'rag: The scale differs from that in long-set/2026.1',
      ['scales', 1],
    ],
    [
      'is published before its base',
      { status: 'published' },
      'test-set/2026.1: long-set/2026.1 is a draft and may change: a variant of it cannot be published',
      ['status'],
    ],
  ])('is refused when it %s', (_, parts, expected, path) => {
    const edition = variant(parts);
    expect(found(edition, base)).toEqual([expected]);
    expect(lintVariant(edition, [edition, base])[0]?.path).toEqual(path);
  });
});

describe('the common core', () => {
  const one = asking('2026.1', 'x', 'y');
  const other = anEdition({ set: 'other-set', standards: [aStandard('a1', [aQuestion('p'), aQuestion('q')])] });
  const found = (...items: { code: string; questions: [string, string][] }[]) => {
    const core = coreSchema.parse({
      contract: 1,
      items: items.map(({ code, questions }) => ({
        code,
        title: 'A thing',
        description: 'What it is about.',
        questions: questions.map(([set, question]) => ({ set, code: question })),
      })),
    });
    return lintCore(core.items, [one, other]).map(({ code, reason, path }) => `${code} ${path.join('.')}: ${reason}`);
  };

  it('joins questions of several sets', () => {
    expect(
      found(
        {
          code: 'lead',
          questions: [
            ['test-set', 'x'],
            ['other-set', 'p'],
          ],
        },
        {
          code: 'training',
          questions: [
            ['test-set', 'y'],
            ['other-set', 'q'],
          ],
        },
      ),
    ).toEqual([]);
  });

  it('names only questions that some edition has', () => {
    expect(
      found({
        code: 'lead',
        questions: [
          ['test-set', 'p'],
          ['other-set', 'p'],
        ],
      }),
    ).toEqual(['lead items.0.questions.0: No edition of test-set has the question "p"']);
  });

  it('puts a question into one item alone', () => {
    expect(
      found(
        {
          code: 'lead',
          questions: [
            ['test-set', 'x'],
            ['other-set', 'p'],
          ],
        },
        {
          code: 'training',
          questions: [
            ['test-set', 'x'],
            ['other-set', 'q'],
          ],
        },
      ),
    ).toEqual([
      'training items.1.questions.0: The question test-set/x belongs to the item "lead" already: it may belong to one alone',
    ]);
  });

  it('has no item of one set alone, and no two of one code', () => {
    expect(
      found(
        {
          code: 'lead',
          questions: [
            ['test-set', 'x'],
            ['test-set', 'y'],
          ],
        },
        {
          code: 'lead',
          questions: [
            ['other-set', 'p'],
            ['other-set', 'q'],
          ],
        },
      ),
    ).toEqual([
      'lead items.0.questions: An item of the core needs questions of at least two sets',
      'lead items.1.code: Two items of the core have the code "lead"',
      'lead items.1.questions: An item of the core needs questions of at least two sets',
    ]);
  });
});

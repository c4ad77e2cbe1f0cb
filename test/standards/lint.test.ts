import { describe, expect, it } from 'vitest';
import type { Condition, Edition, Scale } from '../../standards/contract.ts';
import { lintEdition } from '../../standards/lint.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';

const found = (edition: Edition) => lintEdition(edition).map(({ code, reason }) => `${code}: ${reason}`);
const rule = (code: string, when: Condition) => ({ code, because: 'it is so', when });
const town = { code: 'town', text: 'A town' };
const village = { code: 'village', text: 'A village' };
/** An edition whose second question stands under a condition; the first is a rating, the third comes later. */
const under = (appliesTo: Condition, parts: Partial<Edition> = {}) =>
  anEdition({
    profile: [
      aProfileQuestion('boarders'),
      aProfileQuestion('pupils', { answer: { type: 'number' } }),
      aProfileQuestion('place', { answer: { type: 'single-choice', choices: [town, village] } }),
    ],
    rules: [rule('always-police', { kind: ['police'] })],
    standards: [
      aStandard('a1', [
        aQuestion('first'),
        aQuestion('words', { answer: { type: 'text' } }),
        aQuestion('asked', { appliesTo }),
        aQuestion('later'),
      ]),
    ],
    ...parts,
  });

describe('lint', () => {
  it('finds nothing wrong with a sound edition, whatever conditions it holds', () => {
    const conditions: Condition[] = [
      { kind: ['police', 'probation'] },
      { duty: ['voluntary'] },
      { flag: 'boarders' },
      { profile: 'place', in: ['town'] },
      { answer: 'first', in: ['red', 'not-applicable'] },
      { rule: 'always-police' },
      { all: [{ flag: 'boarders' }, { any: [{ kind: ['police'] }, { not: { rule: 'always-police' } }] }] },
    ];
    for (const condition of conditions) expect(found(under(condition))).toEqual([]);
  });

  it.each<[string, Partial<Edition>, string]>([
    [
      'standards',
      { standards: [aStandard('a1'), aStandard('a1', [aQuestion('x')], { number: 'A2' })] },
      'a1: Two standards have the code "a1"',
    ],
    [
      'standard numbers',
      { standards: [aStandard('a1'), aStandard('a2', undefined, { number: 'A1' })] },
      'a2: Two standards have the number "A1"',
    ],
    [
      'questions, also in different standards',
      { standards: [aStandard('a1', [aQuestion('x')]), aStandard('a2', [aQuestion('x')])] },
      'x: Two questions have the code "x"',
    ],
    [
      'rules',
      { rules: [rule('r', { kind: ['police'] }), rule('r', { kind: ['police'] })] },
      'r: Two rules have the code "r"',
    ],
    [
      'profile questions',
      { profile: [aProfileQuestion('p'), aProfileQuestion('p')] },
      'p: Two profile questions have the code "p"',
    ],
    [
      'choices',
      { standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'single-choice', choices: [town, town] } })])] },
      'x: Two choices have the code "town"',
    ],
    [
      'profile choices',
      { profile: [aProfileQuestion('p', { answer: { type: 'multiple-choice', choices: [town, town] } })] },
      'p: Two choices have the code "town"',
    ],
    [
      'table columns',
      {
        standards: [
          aStandard('a1', [
            aQuestion('x', {
              answer: {
                type: 'table',
                columns: [
                  { code: 'c', heading: 'C', type: 'text' },
                  { code: 'c', heading: 'D', type: 'text' },
                ],
              },
            }),
          ]),
        ],
      },
      'x: Two columns have the code "c"',
    ],
    ['scales', { scales: [ragScale, ragScale] }, 'rag: Two scales have the code "rag"'],
  ])('finds two %s of one code', (_, parts, expected) => {
    expect(found(anEdition(parts))).toEqual([expected]);
  });

  const withPoint = (change: Partial<Scale['points'][number]>): Scale => ({
    ...ragScale,
    points: ragScale.points.map((point, i) => (i === 1 ? { ...point, ...change } : point)),
  });

  it.each([
    ['code', { code: 'red' }, 'rag: Two points have the code "red"'],
    ['letter', { letter: 'R' }, 'rag: Two points of the scale have the letter "R"'],
    ['order', { order: 1 }, 'rag: Two points of the scale have the order "1"'],
    ['word', { word: 'In place' }, 'rag: Two points of the scale have the word "In place"'],
  ])('finds two points of a scale with one %s', (_, change, expected) => {
    expect(found(anEdition({ scales: [withPoint(change)] }))).toEqual([expected]);
  });

  it('keeps the code of "not applicable" out of every scale', () => {
    expect(found(anEdition({ scales: [withPoint({ code: 'not-applicable' })] }))).toHaveLength(1);
  });

  it.each<[string, Condition, string]>([
    ['an unknown flag', { flag: 'boats' }, 'the profile question "boats", which does not exist'],
    ['a flag that is a number', { flag: 'pupils' }, 'not answered yes or no'],
    [
      'choices of a profile question that has none',
      { profile: 'boarders', in: ['yes'] },
      'that profile question has none',
    ],
    [
      'an unknown choice',
      { profile: 'place', in: ['town', 'city'] },
      '"city", which is no answer to "place" (town, village)',
    ],
    ['an unknown question', { answer: 'nothing', in: ['yes'] }, 'the question "nothing", which does not exist'],
    ['the answer to a text question', { answer: 'words', in: ['yes'] }, 'a text answer has no codes'],
    ['an unknown point', { answer: 'first', in: ['blue'] }, '"blue", which is no answer to "first"'],
    ['an unknown rule', { rule: 'nothing' }, 'the rule "nothing", which does not exist'],
    ['a kind of the other sector', { kind: ['police', 'academy'] }, 'the kind "academy"'],
    ['a phase in an edition for agencies', { phase: ['primary'] }, 'agencies do not have'],
  ])('finds a condition that names %s, however deep', (_, condition, expected) => {
    for (const wrapped of [condition, { not: { all: [{ kind: ['police'] }, condition] } } satisfies Condition]) {
      const findings = lintEdition(under(wrapped));
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ code: 'asked' });
      expect(findings[0]?.reason).toContain(expected);
    }
    expect(lintEdition(under({ not: { all: [{ kind: ['police'] }, condition] } }))[0]?.path).toEqual([
      'standards',
      0,
      'questions',
      2,
      'appliesTo',
      'not',
      'all',
      1,
    ]);
  });

  it('refuses "not applicable" in a condition on a scale that does not offer it', () => {
    const edition = anEdition({
      scales: [levelsScale],
      standards: [
        aStandard('a1', [
          aQuestion('first', { answer: { type: 'rating', scale: 'levels' } }),
          aQuestion('second', {
            answer: { type: 'rating', scale: 'levels' },
            appliesTo: { answer: 'first', in: ['not-applicable'] },
          }),
        ]),
      ],
    });
    expect(found(edition)).toEqual([expect.stringContaining('"not-applicable", which is no answer to "first"')]);
  });

  it('finds a circle of rules and tells the way round', () => {
    const edition = anEdition({
      rules: [rule('one', { rule: 'two' }), rule('two', { not: { rule: 'three' } }), rule('three', { rule: 'one' })],
    });
    expect(found(edition)).toEqual([
      'one: The conditions go round in a circle: rule "one" looks at rule "two" looks at rule "three" looks at rule "one"',
    ]);
  });

  it('finds a circle through an answer, its question and its standard', () => {
    const edition = anEdition({
      rules: [rule('opened', { answer: 'inside', in: ['red'] })],
      standards: [aStandard('a1', [aQuestion('inside')], { appliesTo: { rule: 'opened' } })],
    });
    expect(found(edition)).toEqual([expect.stringMatching(/circle: .*question "inside" looks at rule "opened"/)]);
  });

  it('finds a circle on the profile page', () => {
    const edition = anEdition({
      profile: [
        aProfileQuestion('one', { appliesTo: { flag: 'two' } }),
        aProfileQuestion('two', { appliesTo: { flag: 'one' } }),
      ],
    });
    expect(found(edition)).toEqual([expect.stringContaining('go round in a circle')]);
  });

  it('finds a condition that looks at a later question, directly or through a rule', () => {
    expect(found(under({ answer: 'later', in: ['red'] }))).toEqual([
      'asked: The condition looks at "later", which is not asked before it. Move one of the two',
    ]);
    const rules = [rule('looks-ahead', { answer: 'later', in: ['red'] })];
    expect(found(under({ rule: 'looks-ahead' }, { rules }))).toEqual([expect.stringMatching(/^asked: .*"later"/)]);
  });

  it('finds a standard whose condition looks into a later standard', () => {
    const edition = anEdition({
      standards: [
        aStandard('a1', [aQuestion('x')], { appliesTo: { answer: 'y', in: ['red'] } }),
        aStandard('a2', [aQuestion('y')]),
      ],
    });
    expect(found(edition)).toEqual([expect.stringMatching(/^a1: .*"y", which is not asked before it/)]);
  });

  it('keeps the profile page first, and its questions in their order', () => {
    const late = anEdition({
      profile: [aProfileQuestion('p', { appliesTo: { answer: 'a1-rating', in: ['red'] } })],
    });
    expect(found(late)).toEqual([expect.stringMatching(/^p: The profile page comes first/)]);
    const disordered = anEdition({
      profile: [aProfileQuestion('p', { appliesTo: { flag: 'q' } }), aProfileQuestion('q')],
    });
    expect(found(disordered)).toEqual([expect.stringMatching(/^p: .*"q", which is not asked before it/)]);
  });

  it('requires every profile question that a condition rests on', () => {
    const profile = [aProfileQuestion('boarders', { required: false }), aProfileQuestion('boats', { required: false })];
    const standards = [aStandard('a1', [aQuestion('x', { appliesTo: { flag: 'boarders' } })])];
    expect(found(anEdition({ profile, standards }))).toEqual([expect.stringMatching(/^boarders: .*must be required/)]);
  });

  it.each<[string, Condition]>([
    ['two kinds at once', { all: [{ kind: ['police'] }, { kind: ['probation'] }] }],
    ['a kind and not that kind', { all: [{ kind: ['police'] }, { not: { rule: 'always-police' } }] }],
    [
      'an open answer and an impossible kind',
      { all: [{ flag: 'boarders' }, { kind: ['police'] }, { kind: ['cafcass'] }] },
    ],
    ['two duties at once', { all: [{ duty: ['voluntary'] }, { duty: ['contract'] }] }],
  ])('finds a question that nobody can be asked: %s', (_, condition) => {
    expect(found(under(condition))).toEqual([
      'asked: No agency of any kind can be asked this question: its condition never holds',
    ]);
  });

  it('finds a question behind a standard, an answer or a profile question that nobody can be asked', () => {
    const never: Condition = { all: [{ kind: ['police'] }, { kind: ['probation'] }] };
    const edition = anEdition({
      profile: [aProfileQuestion('p', { appliesTo: never })],
      standards: [
        aStandard('a1', [aQuestion('x')], { appliesTo: never }),
        aStandard('a2', [
          aQuestion('y', { appliesTo: { answer: 'x', in: ['red'] } }),
          aQuestion('z', { appliesTo: { flag: 'p' } }),
        ]),
      ],
    });
    expect(lintEdition(edition).map(({ code }) => code)).toEqual(['p', 'a1', 'y', 'z']);
  });

  it('judges the phases of settings', () => {
    const asked = (appliesTo: Condition) =>
      anEdition({ sector: 'setting', standards: [aStandard('e1', [aQuestion('x', { appliesTo })])] });
    expect(found(asked({ all: [{ kind: ['academy'] }, { phase: ['secondary'] }] }))).toEqual([]);
    expect(found(asked({ all: [{ phase: ['primary'] }, { phase: ['secondary'] }] }))).toHaveLength(1);
  });

  it('finds a scale and a document that do not exist', () => {
    const standards = [
      aStandard('a1', [
        aQuestion('x', {
          answer: { type: 'rating', scale: 'stars' },
          sources: [{ document: 'memory', reference: 'somewhere', checked: true }],
        }),
      ]),
    ];
    expect(found(anEdition({ standards }))).toEqual([
      'x: The source names the document "memory", which does not exist',
      'x: The rating names the scale "stars", which does not exist',
    ]);
  });

  it('lets a draft rest on a consultation text, and no published edition', () => {
    const documents = [
      { code: 'guidance', title: 'Draft guidance', publisher: 'A publisher', published: '2026-01', consultation: true },
    ];
    expect(found(anEdition({ documents }))).toEqual([]);
    expect(found(anEdition({ documents, status: 'published' }))).toEqual([
      expect.stringMatching(/^guidance: .*consultation/),
    ]);
  });

  it('finds dates that are not in the calendar', () => {
    const documents = [{ code: 'guidance', title: 'G', publisher: 'P', published: '2026-13' }];
    expect(found(anEdition({ inForceFrom: '2026-02-30', documents }))).toEqual([
      'test-set/2026.1: There is no such date as 2026-02-30',
      'guidance: There is no such date as 2026-13',
    ]);
  });

  it('finds a number that cannot be entered and columns whose choices do not fit', () => {
    const columns = [
      { code: 'c', heading: 'C', type: 'choice' as const },
      { code: 'd', heading: 'D', type: 'text' as const, choices: [town, village] },
    ];
    const standards = [
      aStandard('a1', [
        aQuestion('n', { answer: { type: 'number', min: 5, max: 4 } }),
        aQuestion('t', { answer: { type: 'table', columns } }),
      ]),
    ];
    expect(found(anEdition({ standards }))).toEqual([
      'n: No number can be from 5 to 4',
      't: The column "c" needs choices',
      't: The column "d" has choices, but its type is text',
    ]);
  });

  describe('of sign-off', () => {
    const lead = { code: 'senior-lead' as const, title: 'Lead', declaration: 'I have read it.' };

    it('finds kinds for which nobody signs', () => {
      const edition = anEdition({ signOff: [{ ...lead, appliesTo: { not: { kind: ['police', 'cafcass'] } } }] });
      expect(found(edition)).toEqual(['sign-off: Nobody signs for these kinds: Police force, Cafcass']);
    });

    it('finds a signatory who would sign twice', () => {
      const edition = anEdition({ signOff: [lead, { ...lead, appliesTo: { kind: ['police'] } }] });
      expect(found(edition)).toEqual(['senior-lead: This signatory signs twice for these kinds: Police force']);
      const apart = [
        { ...lead, appliesTo: { kind: ['police' as const] } },
        { ...lead, appliesTo: { not: { kind: ['police' as const] } } },
      ];
      expect(found(anEdition({ signOff: apart }))).toEqual([]);
    });

    it('never lets who signs wait for an answer, also through a rule', () => {
      const signOff = [lead, { ...lead, code: 'headteacher' as const, appliesTo: { rule: 'boards' } }];
      const edition = anEdition({
        profile: [aProfileQuestion('boarders')],
        rules: [rule('boards', { flag: 'boarders' })],
        signOff,
      });
      expect(found(edition)).toEqual([expect.stringMatching(/^headteacher: Who signs may depend on/)]);
    });
  });
});

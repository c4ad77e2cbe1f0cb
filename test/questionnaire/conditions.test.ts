import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateCondition, type Facts, UnknownCondition } from '../../app/features/questionnaire/conditions.ts';
import { compileEdition } from '../../app/features/questionnaire/questionnaire.ts';
import type { Condition } from '../../standards/contract.ts';
import { organisationKindCodes, organisationKinds, phaseCodes } from '../../standards/vocabulary.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../builders/an-edition.ts';
import { anAgencysFacts, aSchoolsFacts } from '../builders/facts.ts';

const places = [
  { code: 'town', text: 'A town' },
  { code: 'village', text: 'A village' },
];
const edition = anEdition({
  profile: [
    aProfileQuestion('boarders'),
    aProfileQuestion('places', { answer: { type: 'multiple-choice', choices: places } }),
    aProfileQuestion('main-place', { answer: { type: 'single-choice', choices: places } }),
    aProfileQuestion('health-visits', { appliesTo: { kind: ['health-provider'] } }),
    aProfileQuestion('pupils', { answer: { type: 'number' } }),
  ],
  rules: [
    { code: 'boards-children', because: 'children board with you', when: { flag: 'boarders' } },
    {
      code: 'boards-in-town',
      because: 'it is so',
      when: { all: [{ rule: 'boards-children' }, { profile: 'places', in: ['town'] }] },
    },
  ],
  standards: [
    aStandard('a1', [
      aQuestion('overall'),
      aQuestion('commissions', { answer: { type: 'yes-no' } }),
      aQuestion('boarding-rating', { appliesTo: { flag: 'boarders' } }),
      aQuestion('free-words', { answer: { type: 'text' } }),
      aQuestion('areas', { answer: { type: 'multiple-choice', choices: places } }),
    ]),
  ],
});
const compiled = compileEdition(edition);
const verdict = (condition: Condition, facts: Facts = anAgencysFacts()) =>
  evaluateCondition(condition, facts, compiled);

describe('a condition', () => {
  it('looks at the kind, the phase and the duty of the organisation', () => {
    expect(verdict({ kind: ['police', 'probation'] })).toBe(true);
    expect(verdict({ kind: ['probation'] })).toBe(false);
    expect(verdict({ phase: ['primary'] }, aSchoolsFacts())).toBe(true);
    expect(verdict({ phase: ['secondary'] }, aSchoolsFacts())).toBe(false);
    expect(verdict({ duty: ['section-11'] })).toBe(true);
    expect(verdict({ duty: ['voluntary'] })).toBe(false);
  });

  it('is false about the phase of an agency, and undecided about a setting whose phase is not recorded', () => {
    expect(verdict({ phase: ['primary'] })).toBe(false);
    expect(verdict({ phase: ['primary'] }, aSchoolsFacts({ phase: null }))).toBe('undecided');
  });

  it('looks at the profile page', () => {
    expect(verdict({ flag: 'boarders' }, anAgencysFacts({ profile: { boarders: true } }))).toBe(true);
    expect(verdict({ flag: 'boarders' }, anAgencysFacts({ profile: { boarders: false } }))).toBe(false);
    expect(
      verdict({ profile: 'places', in: ['town'] }, anAgencysFacts({ profile: { places: ['village', 'town'] } })),
    ).toBe(true);
    expect(verdict({ profile: 'places', in: ['town'] }, anAgencysFacts({ profile: { places: [] } }))).toBe(false);
    expect(
      verdict({ profile: 'main-place', in: ['town'] }, anAgencysFacts({ profile: { 'main-place': 'town' } })),
    ).toBe(true);
  });

  it('is undecided while the profile page is not answered', () => {
    expect(verdict({ flag: 'boarders' })).toBe('undecided');
    expect(verdict({ not: { flag: 'boarders' } })).toBe('undecided');
    expect(verdict({ rule: 'boards-in-town' })).toBe('undecided');
  });

  it('is false about a profile question that this organisation is not asked', () => {
    expect(verdict({ flag: 'health-visits' })).toBe(false);
    expect(verdict({ flag: 'health-visits' }, anAgencysFacts({ kind: 'health-provider' }))).toBe('undecided');
  });

  it('lets false decide "all" and true decide "any" before the profile page is answered', () => {
    expect(verdict({ all: [{ flag: 'boarders' }, { kind: ['probation'] }] })).toBe(false);
    expect(verdict({ all: [{ flag: 'boarders' }, { kind: ['police'] }] })).toBe('undecided');
    expect(verdict({ any: [{ flag: 'boarders' }, { kind: ['police'] }] })).toBe(true);
    expect(verdict({ any: [{ flag: 'boarders' }, { kind: ['probation'] }] })).toBe('undecided');
  });

  it('looks at earlier answers, which are false until given', () => {
    const answered = anAgencysFacts({
      answers: {
        overall: { type: 'rating', point: 'amber', narrative: '' },
        commissions: { type: 'yes-no', value: 'no', detail: '' },
        areas: { type: 'multiple-choice', choices: ['village'] },
      },
    });
    expect(verdict({ answer: 'overall', in: ['red', 'amber'] })).toBe(false);
    expect(verdict({ answer: 'overall', in: ['red', 'amber'] }, answered)).toBe(true);
    expect(verdict({ answer: 'overall', in: ['not-applicable'] }, answered)).toBe(false);
    expect(verdict({ answer: 'commissions', in: ['no'] }, answered)).toBe(true);
    expect(verdict({ answer: 'areas', in: ['town'] }, answered)).toBe(false);
    expect(verdict({ answer: 'areas', in: ['town', 'village'] }, answered)).toBe(true);
  });

  it('is false about the answer to a question that is not asked, even when an old answer is still there', () => {
    const answers: Facts['answers'] = { 'boarding-rating': { type: 'rating', point: 'red', narrative: '' } };
    const condition: Condition = { answer: 'boarding-rating', in: ['red'] };
    expect(verdict(condition, anAgencysFacts({ answers, profile: { boarders: false } }))).toBe(false);
    expect(verdict(condition, anAgencysFacts({ answers, profile: { boarders: true } }))).toBe(true);
    expect(verdict(condition, anAgencysFacts({ answers }))).toBe('undecided');
  });

  it.each<[string, Condition]>([
    ['a flag that is no profile question', { flag: 'unheard-of' }],
    ['a flag that every object has', { flag: 'constructor' }],
    ['a flag that is not a yes-no question', { flag: 'pupils' }],
    ['a profile question without choices', { profile: 'pupils', in: ['town'] }],
    ['a choice that is not offered', { profile: 'places', in: ['town', 'city'] }],
    ['a question that does not exist', { answer: 'unheard-of', in: ['yes'] }],
    ['a question whose answers cannot be matched', { answer: 'free-words', in: ['yes'] }],
    ['a point that is not on the scale', { answer: 'overall', in: ['blue'] }],
    ['a rule that does not exist', { rule: 'unheard-of' }],
  ])('throws for %s, wherever it stands', (_, unknown) => {
    expect(() => verdict(unknown)).toThrow(UnknownCondition);
    expect(() => verdict({ not: unknown })).toThrow(UnknownCondition);
    expect(() => verdict({ all: [{ kind: ['probation'] }, unknown] })).toThrow(UnknownCondition);
    expect(() => verdict({ any: [{ kind: ['police'] }, unknown] })).toThrow(UnknownCondition);
  });

  it('throws again when the same unknown condition is evaluated again', () => {
    const unknown: Condition = { any: [{ kind: ['police'] }, { rule: 'unheard-of' }] };
    expect(() => verdict(unknown)).toThrow(UnknownCondition);
    expect(() => verdict(unknown)).toThrow(UnknownCondition);
  });

  it('throws when rules go round in a circle', () => {
    const circular = anEdition({
      rules: [
        { code: 'one', because: 'of two', when: { rule: 'two' } },
        { code: 'two', because: 'of one', when: { not: { rule: 'one' } } },
      ],
    });
    const judge = () => evaluateCondition({ rule: 'one' }, anAgencysFacts(), compileEdition(circular));
    expect(judge).toThrow(UnknownCondition);
    expect(judge).toThrow(/depends on itself/);
  });
});

const leaf = fc.oneof(
  fc.record({ kind: fc.subarray([...organisationKindCodes], { minLength: 1 }) }),
  fc.record({ phase: fc.subarray([...phaseCodes], { minLength: 1 }) }),
  fc.constant({ flag: 'boarders' }),
  fc.record({ profile: fc.constant('places'), in: fc.subarray(['town', 'village'], { minLength: 1 }) }),
  fc.record({ answer: fc.constant('overall'), in: fc.subarray(['red', 'amber', 'green'], { minLength: 1 }) }),
  fc.constantFrom({ rule: 'boards-children' }, { rule: 'boards-in-town' }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const facts: fc.Arbitrary<Facts> = fc
  .record({
    kind: fc.constantFrom(...organisationKindCodes),
    phase: fc.option(fc.constantFrom(...phaseCodes)),
    boarders: fc.option(fc.boolean()),
    places: fc.option(fc.subarray(['town', 'village'])),
    overall: fc.option(fc.constantFrom('red', 'amber')),
  })
  .map(
    ({ kind, phase, boarders, places, overall }): Facts => ({
      kind,
      phase,
      duty: 'section-11',
      profile: { ...(boarders === null ? {} : { boarders }), ...(places === null ? {} : { places }) },
      answers: overall === null ? {} : { overall: { type: 'rating', point: overall, narrative: '' } },
    }),
  );

describe('every condition', () => {
  it('obeys De Morgan, undecided included', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), facts, (parts, known) => {
        expect(verdict({ not: { all: parts } }, known)).toBe(verdict({ any: parts.map((not) => ({ not })) }, known));
        expect(verdict({ not: { any: parts } }, known)).toBe(verdict({ all: parts.map((not) => ({ not })) }, known));
      }),
    );
  });

  it('keeps its verdict when the profile page is filled in further, unless it was undecided', () => {
    fc.assert(
      fc.property(condition, facts, fc.boolean(), (asked, known, boarders) => {
        const before = verdict(asked, known);
        const after = verdict(asked, {
          ...known,
          phase:
            organisationKinds[known.kind].sector === 'setting' ? (known.phase ?? 'primary') : (known.phase ?? null),
          profile: { boarders, places: ['town'], ...known.profile },
        });
        expect(after).not.toBe('undecided');
        if (before !== 'undecided') expect(after).toBe(before);
      }),
    );
  });

  it('throws when anything in it is unknown, however deep it stands and whatever stands beside it', () => {
    fc.assert(
      fc.property(condition, condition, facts, fc.integer({ min: 0, max: 2 }), (left, right, known, shape) => {
        const unknown: Condition = { not: { any: [right, { flag: 'unheard-of' }] } };
        const wrapped: Condition =
          shape === 0
            ? { all: [left, unknown] }
            : shape === 1
              ? { any: [unknown, left] }
              : { not: { all: [left, unknown] } };
        expect(() => verdict(wrapped, known)).toThrow(UnknownCondition);
      }),
    );
  });
});

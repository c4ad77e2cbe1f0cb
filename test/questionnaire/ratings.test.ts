import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { progressOf } from '../../app/features/questionnaire/progress.ts';
import { compileEdition, questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import {
  type ComputedRule,
  comparePoints,
  computeStandardRating,
  needsAction,
  pointsWorstFirst,
  ratingWord,
  standardRating,
} from '../../app/features/questionnaire/ratings.ts';
import { loadReadyScales } from '../../standards/ready-scales.server.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';
import { anAgencysFacts } from '../builders/facts.ts';

const rules: ComputedRule[] = [{ rule: 'worst-of' }, { rule: 'threshold', bestShare: 80 }, { rule: 'banded-mean' }];
const ready = await loadReadyScales();
const scales = [ragScale, levelsScale, ...ready.scales];
const times = (count: number, point: string) => Array.from({ length: count }, () => point);

describe('the computed rating of a standard', () => {
  it('is the worst rating under "worst-of", whichever end of the scale is best', () => {
    expect(computeStandardRating({ rule: 'worst-of' }, ragScale, ['green', 'red', 'amber'])).toBe('red');
    expect(computeStandardRating({ rule: 'worst-of' }, levelsScale, ['level-1', 'level-3'])).toBe('level-3');
  });

  it.each([
    ['eight of ten green, the rest amber', [...times(8, 'green'), ...times(2, 'amber')], 'green'],
    ['seven of ten green', [...times(7, 'green'), ...times(3, 'amber')], 'amber'],
    ['nine of ten green and one red', [...times(9, 'green'), 'red'], 'amber'],
    ['half red, half amber', [...times(2, 'red'), ...times(2, 'amber')], 'red'],
    ['all red', times(3, 'red'), 'red'],
  ])('under "threshold" of 80 per cent: %s', (_, points, expected) => {
    expect(computeStandardRating({ rule: 'threshold', bestShare: 80 }, ragScale, points)).toBe(expected);
  });

  it.each([
    [['green', 'amber', 'amber'], 'amber'],
    [['green', 'green', 'amber'], 'green'],
    [['green', 'amber'], 'amber'],
    [['green', 'red'], 'amber'],
  ])(
    'is the nearest point to the mean of %j under "banded-mean", half way counting as the worse',
    (points, expected) => {
      expect(computeStandardRating({ rule: 'banded-mean' }, ragScale, points)).toBe(expected);
    },
  );

  it('is nothing when nothing is rated', () => {
    for (const rule of rules) expect(computeStandardRating(rule, ragScale, [null, 'not-applicable'])).toBeNull();
  });

  it('refuses a point that is not on the scale', () => {
    expect(() => computeStandardRating({ rule: 'worst-of' }, ragScale, ['level-1'])).toThrow(RangeError);
  });

  const scale = fc.constantFrom(...scales);
  const rated = scale.chain((on) =>
    fc.record({
      scale: fc.constant(on),
      rule: fc.constantFrom(...rules),
      points: fc.array(fc.constantFrom(...on.points.map(({ code }) => code)), { minLength: 1, maxLength: 12 }),
    }),
  );

  const withShuffle = rated.chain((given) =>
    fc.tuple(fc.constant(given), fc.shuffledSubarray(given.points, { minLength: given.points.length })),
  );

  it('does not depend on the order of the ratings, nor on what is not applicable or blank', () => {
    fc.assert(
      fc.property(withShuffle, fc.integer({ min: 0, max: 5 }), ([given, shuffled], extra) => {
        const expected = computeStandardRating(given.rule, given.scale, given.points);
        const padded = [...shuffled, ...times(extra, 'not-applicable'), null];
        expect(computeStandardRating(given.rule, given.scale, padded)).toBe(expected);
      }),
    );
  });

  it('is the rating itself when all are equal, and never better than the best nor worse than the worst', () => {
    fc.assert(
      fc.property(rated, ({ rule, scale: on, points }) => {
        const computed = computeStandardRating(rule, on, points) ?? '';
        expect(points.some((point) => comparePoints(on, computed, point) !== 'better')).toBe(true);
        expect(points.some((point) => comparePoints(on, computed, point) !== 'worse')).toBe(true);
      }),
    );
  });

  it('never falls when one rating rises by any number of points', () => {
    fc.assert(
      fc.property(rated, fc.nat(), fc.nat(), ({ rule, scale: on, points }, at, steps) => {
        const index = at % points.length;
        const worstFirst = pointsWorstFirst(on).map(({ code }) => code);
        const rank = worstFirst.indexOf(points[index] ?? '');
        const raised = points.with(index, worstFirst[rank + (steps % (worstFirst.length - rank))] ?? '');
        const before = computeStandardRating(rule, on, points) ?? '';
        expect(comparePoints(on, computeStandardRating(rule, on, raised) ?? '', before)).not.toBe('worse');
      }),
    );
  });

  it('goes by which end is best: the scale turned round, and its ratings with it, give the turned rating', () => {
    fc.assert(
      fc.property(rated, ({ rule, scale: on, points }) => {
        const turned = {
          ...on,
          best: on.best === 'highest' ? ('lowest' as const) : ('highest' as const),
          points: on.points.map(({ value, ...point }) => ({
            ...point,
            order: -point.order,
            ...(value === undefined ? {} : { value: -value }),
          })),
        };
        expect(computeStandardRating(rule, turned, points)).toBe(computeStandardRating(rule, on, points));
      }),
    );
  });
});

describe('a mean on a scale whose points have values', () => {
  const steep = {
    ...ragScale,
    points: ragScale.points.map((point, i) => ({ ...point, value: [0, 80, 100][i] ?? 0 })),
  };
  const mean = (points: string[]) => computeStandardRating({ rule: 'banded-mean' }, steep, points);

  it('counts each point by its value, and not by its place', () => {
    expect(mean(['red', 'green'])).toBe('amber');
    expect(mean(['red', 'red', 'green'])).toBe('red');
    expect(computeStandardRating({ rule: 'banded-mean' }, ragScale, ['red', 'green', 'green'])).toBe('amber');
  });

  it('is the worse of two points that are as near', () => {
    expect(mean(['green', 'amber'])).toBe('amber');
    expect(mean(['red', 'amber'])).toBe('red');
  });
});

describe('two ratings', () => {
  it('are compared by the direction of the scale', () => {
    expect(comparePoints(ragScale, 'green', 'amber')).toBe('better');
    expect(comparePoints(levelsScale, 'level-1', 'level-2')).toBe('better');
    expect(comparePoints(levelsScale, 'level-4', 'level-2')).toBe('worse');
    expect(comparePoints(ragScale, 'red', 'red')).toBe('same');
  });

  it('are not compared when one is not applicable', () => {
    expect(comparePoints(ragScale, 'not-applicable', 'red')).toBeNull();
  });
});

describe('a rating', () => {
  it('has a word, also when there is none', () => {
    expect(['green', 'not-applicable', null].map((point) => ratingWord(ragScale, point))).toEqual([
      'In place',
      'Not applicable',
      'Not answered',
    ]);
  });

  it('asks for an action where the scale says so', () => {
    expect(['red', 'green', 'not-applicable', null].map((point) => needsAction(ragScale, point))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('progress', () => {
  const edition = anEdition({
    scales: [ragScale, levelsScale],
    profile: [aProfileQuestion('boarders')],
    standards: [
      aStandard('a1', [
        aQuestion('overall'),
        aQuestion('depth', { answer: { type: 'rating', scale: 'levels' } }),
        aQuestion('commissions', { answer: { type: 'yes-no' } }),
        aQuestion('contracts', { appliesTo: { answer: 'commissions', in: ['yes'] } }),
        aQuestion('extra', { required: false, answer: { type: 'text' } }),
      ]),
      aStandard('a2', [aQuestion('nights', { appliesTo: { flag: 'boarders' } }), aQuestion('days')]),
    ],
  });
  const compiled = compileEdition(edition);
  const today = '2027-03-14';
  const rated = (point: string): AnswerValue => ({ type: 'rating', point, narrative: 'We looked.' });
  const progress = (answers: Record<string, AnswerValue>, profile = {}, unconfirmed?: Set<string>) =>
    progressOf(compiled, questionnaireFor(compiled, anAgencysFacts({ answers, profile })), answers, today, unconfirmed);

  it('starts at nothing, with everything required listed as missing', () => {
    const start = progress({}, { boarders: false });
    expect(start).toMatchObject({ percent: 0, answered: 0, complete: 0, required: 4, questions: 5, ready: false });
    expect(start.standards.map(({ status }) => status)).toEqual(['not-started', 'not-started']);
    expect(start.missing.map(({ standard, question }) => [standard, question])).toEqual([
      ['a1', 'overall'],
      ['a1', 'depth'],
      ['a1', 'commissions'],
      ['a2', 'days'],
    ]);
  });

  it('counts an answer that lacks its words as answered and not as complete', () => {
    const half = progress({ overall: { type: 'rating', point: 'green', narrative: '' } }, { boarders: false });
    expect(half).toMatchObject({ answered: 1, complete: 0, percent: 0 });
    expect(half.standards[0]).toMatchObject({ status: 'in-progress', ratings: { green: 1 }, computed: 'green' });
  });

  it('reaches 100 per cent only when nothing is missing', () => {
    const answers: Record<string, AnswerValue> = {
      overall: rated('amber'),
      depth: rated('level-4'),
      commissions: { type: 'yes-no', value: 'no', detail: '' },
      days: rated('green'),
    };
    expect(progress(answers, { boarders: false })).toMatchObject({ percent: 100, ready: true, missing: [] });
    expect(progress(answers)).toMatchObject({ percent: 99, ready: false, undecided: 1 });
    expect(progress(answers, { boarders: false }, new Set(['days']))).toMatchObject({
      percent: 75,
      ready: false,
      answered: 3,
    });
    expect(
      progress({ ...answers, commissions: { type: 'yes-no', value: 'yes', detail: '' } }, { boarders: false }),
    ).toMatchObject({
      percent: 80,
      required: 5,
    });
  });

  it('does not call a standard started because of carried answers alone', () => {
    const carried = progress({ days: rated('green') }, { boarders: false }, new Set(['days']));
    expect(carried.standards[1]).toMatchObject({ status: 'not-started', answered: 0, complete: 0 });
  });

  it('rates a standard on the scale of its first rating and on asked questions alone', () => {
    const answers = { overall: rated('amber'), depth: rated('level-4'), contracts: rated('red') };
    const standard = edition.standards[0] ?? aStandard('none');
    expect(standardRating(compiled, standard, new Set(['overall', 'depth']), answers).point).toBe('amber');
    expect(standardRating(compiled, standard, new Set(['overall', 'depth', 'contracts']), answers).point).toBe('red');
  });
});

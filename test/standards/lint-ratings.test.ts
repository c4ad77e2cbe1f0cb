import { describe, expect, it } from 'vitest';
import type { Edition } from '../../standards/contract.ts';
import { lintEdition } from '../../standards/lint.ts';
import { anEdition, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';

const found = (edition: Edition) => lintEdition(edition).map(({ code, reason }) => `${code}: ${reason}`);
const lead = { code: 'senior-lead' as const, title: 'Lead', declaration: 'I have read it.' };

describe('an edition for some kinds of organisation', () => {
  it('is for kinds of its own sector, each named once', () => {
    const edition = anEdition({ kinds: ['police', 'academy', 'police'] });
    expect(found(edition)).toEqual([
      'test-set/2026.1: The kind "academy" is no agency, so it never answers this edition',
      'test-set/2026.1: The kind "police" is named twice',
    ]);
    expect(lintEdition(edition).map(({ path }) => path)).toEqual([
      ['kinds', 1],
      ['kinds', 2],
    ]);
  });

  it('asks only what these kinds can be asked', () => {
    const standards = [aStandard('a1', [aQuestion('x'), aQuestion('y', { appliesTo: { kind: ['police'] } })])];
    expect(found(anEdition({ standards, kinds: ['police', 'probation'] }))).toEqual([]);
    expect(found(anEdition({ standards, kinds: ['probation'] }))).toEqual([
      'y: No agency of the kinds that answer this edition can be asked this question: its condition never holds',
    ]);
  });

  it('needs a signatory for these kinds and for no others', () => {
    const signOff = [{ ...lead, appliesTo: { kind: ['police' as const] } }];
    expect(found(anEdition({ signOff, kinds: ['police'] }))).toEqual([]);
    expect(found(anEdition({ signOff, kinds: ['police', 'cafcass'] }))).toEqual([
      'sign-off: Nobody signs for these kinds: Cafcass',
    ]);
  });
});

describe('the values of a scale', () => {
  const valued = (...values: (number | undefined)[]) => ({
    ...ragScale,
    points: ragScale.points.map((point, i) => {
      const value = values[i];
      return value === undefined ? point : { ...point, value };
    }),
  });

  it('stand at all points or at none', () => {
    expect(found(anEdition({ scales: [valued(0, 50, 100)] }))).toEqual([]);
    const [finding] = lintEdition(anEdition({ scales: [valued(0, undefined, 100)] }));
    expect(finding).toEqual({
      code: 'rag',
      reason: 'The point "amber" has no value, but others of the scale have: give all of them one, or none',
      path: ['scales', 0, 'points', 1],
    });
  });

  it('rise with the order of the points', () => {
    expect(lintEdition(anEdition({ scales: [valued(0, 100, 100)] }))).toEqual([
      {
        code: 'rag',
        reason: 'The value of "green" (100) is not above that of "amber" (100), which comes before it by order',
        path: ['scales', 0, 'points', 2, 'value'],
      },
    ]);
  });
});

describe('a standard that is judged as a whole', () => {
  const manual = { rule: 'manual', beside: { rule: 'worst-of' } } as const;
  const text = { answer: { type: 'text' } } as const;
  const levels = { answer: { type: 'rating', scale: 'levels' } } as const;
  const questions = [aQuestion('words', text), aQuestion('part'), aQuestion('whole'), aQuestion('depth', levels)];
  const judged = (overall?: string, aggregation: Edition['aggregation'] = manual) =>
    anEdition({
      aggregation,
      scales: [ragScale, levelsScale],
      standards: [
        aStandard('a1', questions, overall === undefined ? {} : { overall }),
        aStandard('a2', [aQuestion('elsewhere')], overall === undefined ? {} : { overall: 'elsewhere' }),
      ],
    });

  it('names a rating of its own on the scale of its first rating', () => {
    expect(found(judged('whole'))).toEqual([]);
    expect(found(judged('elsewhere'))).toEqual([
      'a1: The overall question "elsewhere" is not a question of this standard',
    ]);
    expect(found(judged('words'))).toEqual(['a1: The overall question "words" is not a rating']);
    expect(found(judged('depth'))).toEqual([
      'a1: The overall question "depth" is rated on "levels", but the standard on "rag"',
    ]);
    expect(lintEdition(judged('words'))[0]?.path).toEqual(['standards', 0, 'overall']);
  });

  it('names it exactly where the aggregation is manual and it has ratings', () => {
    expect(found(judged())).toEqual([
      'a1: The aggregation is "manual", so the standard must name its overall question: overall: CODE',
      'a2: The aggregation is "manual", so the standard must name its overall question: overall: CODE',
    ]);
    expect(found(judged('whole', { rule: 'worst-of' }))).toEqual([
      'a1: The standard names an overall question, but the aggregation of the edition is not "manual"',
      'a2: The standard names an overall question, but the aggregation of the edition is not "manual"',
    ]);
    const unrated = anEdition({ aggregation: manual, standards: [aStandard('a1', [aQuestion('words', text)])] });
    expect(found(unrated)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { moderatedStandardRating } from '../../app/features/moderation/rules.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { compileEdition, questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import { rateStandard, standardRating } from '../../app/features/questionnaire/ratings.ts';
import { buildReturnContent } from '../../app/features/returns/build-content.ts';
import type { Edition } from '../../standards/contract.ts';
import { anEdition, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';
import { anAgencysFacts } from '../builders/facts.ts';

const editionWith = (aggregation: Edition['aggregation'], overall?: string) =>
  anEdition({
    aggregation,
    scales: [ragScale, levelsScale],
    standards: [
      aStandard(
        'a1',
        [
          aQuestion('part'),
          aQuestion('other'),
          aQuestion('depth', { answer: { type: 'rating', scale: 'levels' } }),
          aQuestion('whole'),
        ],
        overall === undefined ? {} : { overall },
      ),
    ],
  });
const manual = compileEdition(editionWith({ rule: 'manual', beside: { rule: 'worst-of' } }, 'whole'));
const computed = compileEdition(editionWith({ rule: 'worst-of' }));

type Point = string | null;
const rate = (compiled: typeof manual, ratings: Record<string, readonly [given: Point, standing: Point]>) =>
  rateStandard(
    compiled,
    compiled.edition.standards[0] ?? aStandard('none'),
    Object.entries(ratings).map(([code, [given, standing]]) => ({ code, given, standing })),
  );
const own = (point: Point) => [point, point] as const;

describe('a standard that a person judges as a whole', () => {
  it('has the rating of its overall question, and what the others come to stands beside it', () => {
    const ratings = { part: own('red'), other: own('green'), whole: own('green') };
    expect(rate(manual, ratings)).toEqual({ point: 'green', beside: 'red' });
    expect(rate(computed, ratings)).toEqual({ point: 'red', beside: null });
  });

  it('has no rating until it was judged, whatever the others come to', () => {
    expect(rate(manual, { part: own('red'), other: own('amber'), whole: own(null) })).toEqual({
      point: null,
      beside: 'red',
    });
    expect(rate(manual, { part: own(null), whole: own(null) })).toEqual({ point: null, beside: null });
  });

  it('may be judged not to apply, and counts neither that nor another scale among the others', () => {
    const ratings = { part: own('amber'), other: own('not-applicable'), depth: own('level-4') };
    expect(rate(manual, { ...ratings, whole: own('not-applicable') })).toEqual({
      point: 'not-applicable',
      beside: 'amber',
    });
    expect(rate(manual, { whole: own('red') })).toEqual({ point: 'red', beside: null });
  });

  it('is rated in moderation once its overall question is, and until then only the others move', () => {
    const rated = (questionCode: string, selfPoint: string, moderatedPoint: Point) => ({
      questionCode,
      selfPoint,
      moderatedPoint,
    });
    const moderated = (part: Point, whole: Point) =>
      moderatedStandardRating(manual, 'a1', [
        rated('part', 'green', part),
        rated('other', 'green', null),
        rated('whole', 'green', whole),
      ]);
    expect(moderated(null, null)).toEqual({ point: null, beside: null });
    expect(moderated('amber', null)).toEqual({ point: null, beside: 'amber' });
    expect(moderated('amber', 'red')).toEqual({ point: 'red', beside: 'amber' });
    expect(moderatedStandardRating(manual, 'unknown', [])).toEqual({ point: null, beside: null });
  });

  it('takes from the answers only what is asked', () => {
    const answer = (point: string): AnswerValue => ({ type: 'rating', point, narrative: 'We looked.' });
    const answers = { part: answer('red'), other: answer('amber'), whole: answer('green') };
    const standard = manual.edition.standards[0] ?? aStandard('none');
    expect(standardRating(manual, standard, new Set(['other', 'whole']), answers)).toEqual({
      point: 'green',
      beside: 'amber',
    });
  });

  it('is signed with both, while a computed rating is signed alone and its content stays what it was', () => {
    const answer = (point: string): AnswerValue => ({ type: 'rating', point, narrative: 'We looked.' });
    const content = (compiled: typeof manual) => {
      const facts = anAgencysFacts({ answers: { part: answer('red'), whole: answer('green') } });
      return buildReturnContent({
        compiled,
        edition: { id: 'test-set/2026.1', sha256: 'a'.repeat(64) },
        organisation: { id: 'org', name: 'Alder', kind: 'voluntary', phase: null, dutyBasis: 'voluntary' },
        facts,
        questionnaire: questionnaireFor(compiled, facts),
        evidence: new Map(),
      }).standards[0];
    };
    expect(content(manual)).toMatchObject({ computed: 'green', beside: 'red' });
    expect(content(computed)).toMatchObject({ computed: 'red' });
    expect(content(computed)).not.toHaveProperty('beside');
  });
});

import { describe, expect, it } from 'vitest';
import { guessedFates, writtenFates } from '../../../app/features/questionnaire/fates-between.ts';
import { comparabilityOf } from '../../../app/features/reports/comparability.ts';
import { movementOf } from '../../../app/features/reports/levels.ts';
import { movementWords, stepsInWords } from '../../../app/features/reports/year-on-year.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from '../../builders/an-edition.ts';

const was = anEdition({
  scales: [ragScale, levelsScale],
  standards: [
    aStandard('a1', [
      aQuestion('same'),
      aQuestion('reworded'),
      aQuestion('rescaled'),
      aQuestion('halved'),
      aQuestion('gone'),
    ]),
    aStandard('a2', [aQuestion('kept')]),
  ],
});
const is = anEdition({
  edition: '2027.1',
  scales: [ragScale, levelsScale],
  standards: [
    aStandard('a1', [
      aQuestion('same'),
      aQuestion('reworded', { text: 'What about every part of it?' }),
      aQuestion('rescaled', { answer: { type: 'rating', scale: 'levels' } }),
      aQuestion('halved'),
      aQuestion('other-half'),
      aQuestion('new'),
    ]),
    aStandard('a2', [aQuestion('kept')]),
  ],
});
const fates = writtenFates(
  aSuccession({
    fates: [
      { from: ['same'], to: ['same'], fate: 'unchanged', carry: 'keep' },
      { from: ['reworded'], to: ['reworded'], fate: 'reworded', carry: 'keep-and-confirm' },
      { from: ['rescaled'], to: ['rescaled'], fate: 'reworded', carry: 'ask-again' },
      { from: ['halved'], to: ['halved', 'other-half'], fate: 'split', carry: 'prefill-text' },
      { from: ['gone'], fate: 'withdrawn', carry: 'retire' },
      { to: ['new'], fate: 'added', carry: 'ask-again' },
      { from: ['kept'], to: ['kept'], fate: 'unchanged', carry: 'keep' },
    ],
  }),
  was,
  is,
);

describe('ratings of two years', () => {
  it('may be compared only where the wording and the scale are the same', () => {
    const { questions, withdrawn } = comparabilityOf(was, is, fates);
    expect(Object.fromEntries([...questions].map(([code, { comparable, why }]) => [code, why ?? comparable]))).toEqual({
      same: 'yes',
      reworded: 'the question changed',
      rescaled: 'the scale changed',
      halved: 'the question changed',
      'other-half': 'the question changed',
      new: 'the question is new',
      kept: 'yes',
    });
    expect(withdrawn).toEqual(['gone']);
  });

  it('of a standard are compared with care where its questions changed, and not at all on another scale or rule', () => {
    const standards = (to = is) => comparabilityOf(was, to, fates).standards;
    expect(standards().get('a1')).toMatchObject({
      comparable: 'care',
      why: '5 of its 6 ratings changed or are new, 1 that counted before is gone',
    });
    expect(standards().get('a2')).toEqual({ comparable: 'yes', why: null, before: 'a2' });
    expect(standards({ ...is, aggregation: { rule: 'banded-mean' } }).get('a2')?.why).toBe(
      'the rule by which it is rated changed',
    );
    const meant = ragScale.points.map((point) => ({ ...point, definition: `${point.word}, everywhere` }));
    expect(standards({ ...is, scales: [{ ...ragScale, points: meant }, levelsScale] }).get('a2')?.why).toBe(
      'the scale changed',
    );
  });

  it('are all compared where both years used one edition', () => {
    const { questions, withdrawn } = comparabilityOf(is, is, null);
    expect([...questions.values()].every(({ comparable }) => comparable === 'yes')).toBe(true);
    expect(withdrawn).toEqual([]);
  });

  it('are marked by their wording even where nobody wrote a succession', () => {
    const { questions } = comparabilityOf(was, is, guessedFates(was, is));
    expect(questions.get('reworded')?.why).toBe('the question changed');
    expect(questions.get('same')?.comparable).toBe('yes');
  });

  it('move up towards the best end, whichever way the numbers of the scale run', () => {
    const moves = (before: string | null, now: string | null, count: number) => ({ before, now, count });
    expect(movementWords(movementOf(ragScale, [moves('red', 'green', 2), moves('amber', 'amber', 5)]))).toBe(
      '2 up two levels, 5 the same',
    );
    expect(
      movementWords(movementOf(levelsScale, [moves('level-1', 'level-2', 3), moves('level-2', 'level-1', 1)])),
    ).toBe('1 up one level, 3 down one level');
    expect(movementWords(movementOf(ragScale, [moves('not-applicable', 'red', 4), moves(null, null, 9)]))).toBe(
      '4 rated in one of the two years only',
    );
    expect(movementWords(movementOf(ragScale, []))).toBe('Nobody was rated in both years');
    expect(stepsInWords(-1)).toBe('down one level');
  });
});

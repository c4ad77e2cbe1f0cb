import { describe, expect, it } from 'vitest';
import { freshnessInWords, freshnessOf, oldBefore, staleInWords } from '../../../app/features/evidence/freshness.ts';

const dated = (coversFrom: string | null, coversTo: string | null = null, reviewOn: string | null = null) => ({
  coversFrom,
  coversTo,
  reviewOn,
});
const today = '2026-11-02';

describe('how fresh evidence is', () => {
  it.each([
    ['a year old to the day', dated('2025-11-02'), null, 'current', 'Up to date'],
    ['a day more than a year old', dated('2025-11-01'), null, 'old', 'More than a year old'],
    ['old in its first day and fresh in its last', dated('2024-01-01', '2026-01-01'), null, 'current', 'Up to date'],
    ['half a year old where a standard allows six months', dated('2026-05-02'), 6, 'current', 'Up to date'],
    ['a day more where a standard allows six months', dated('2026-05-01'), 6, 'old', 'More than 6 months old'],
    ['two years old where a standard allows three', dated('2024-11-02'), 36, 'current', 'Up to date'],
    [
      'past its review',
      dated('2026-06-01', null, '2026-11-01'),
      null,
      'review-passed',
      'Due to be reviewed by 1 November 2026',
    ],
    ['to be reviewed today', dated('2026-06-01', null, '2026-11-02'), null, 'current', 'Up to date'],
    ['old and past its review', dated('2024-06-01', null, '2025-11-01'), null, 'old', 'More than a year old'],
    ['without a date', dated(null), 1, 'not-dated', 'Not dated'],
    [
      'without a date and past its review',
      dated(null, null, '2026-01-01'),
      null,
      'review-passed',
      'Due to be reviewed by 1 January 2026',
    ],
  ])('is told of a piece that is %s', (_, file, months, freshness, words) => {
    expect(freshnessOf(file, today, months)).toBe(freshness);
    expect(freshnessInWords(file, today, months)).toBe(words);
    expect(staleInWords(file, today, months)).toBe(freshness === 'old' || freshness === 'review-passed' ? words : null);
  });

  it('counts months by the calendar, to the last day of a short one', () => {
    expect(oldBefore('2027-08-31', 6)).toBe('2027-02-28');
    expect(oldBefore('2028-03-31', 1)).toBe('2028-02-29');
    expect(oldBefore('2026-01-15', 1)).toBe('2025-12-15');
  });
});

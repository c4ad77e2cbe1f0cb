import { describe, expect, it } from 'vitest';
import { datesInWords } from '../../../app/features/cycles/dates-in-words.ts';
import { nextName } from '../../../app/features/cycles/next-cycle.ts';
import {
  extensionProblem,
  isLate,
  percentDone,
  returnStageCodes,
  returnStages,
} from '../../../app/features/cycles/rules.ts';
import { cycleSettingsSchema, extensionSchema, newCycleSchema } from '../../../app/features/cycles/schema.ts';
import { isOverdue, type ReturnStatus, returnStatuses } from '../../../app/features/returns/rules.ts';

const typed = (dates: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(dates).flatMap(([field, date]) => {
      const [year = '', month = '', day = ''] = date.split('-');
      return [
        [`${field}-day`, day],
        [`${field}-month`, month],
        [`${field}-year`, year],
      ];
    }),
  );

const dates = {
  opensOn: '2026-11-02',
  dueOn: '2026-12-11',
  moderationOn: '2027-01-29',
  challengeOn: '2027-02-26',
  actionsDueOn: '2027-03-31',
};

describe('the rules of a cycle', () => {
  it('speaks of a return in the same words, and judges it late by the same rule, as the return itself', () => {
    expect(returnStageCodes).toEqual(Object.keys(returnStatuses));
    for (const code of returnStageCodes) {
      const status: ReturnStatus = code;
      expect(returnStages[code].words).toBe(returnStatuses[status].words);
      for (const dueOn of ['2026-11-01', '2026-11-02', '2026-11-03'])
        expect(isLate(code, dueOn, '2026-11-02')).toBe(isOverdue(status, dueOn, '2026-11-02'));
    }
  });

  it('shows 100 per cent only for a return that its own people hold to be whole', () => {
    expect(percentDone('not-started', 10, 0)).toBe(0);
    expect(percentDone('in-progress', 3, 1)).toBe(33);
    expect(percentDone('in-progress', 10, 10)).toBe(99);
    expect(percentDone('in-progress', 0, 0)).toBe(0);
    expect(percentDone('signed', 10, 10)).toBe(100);
  });

  it('takes dates in their order, and says which one is out of it', () => {
    expect(cycleSettingsSchema.parse({ name: ' Section 11 ', ...typed(dates) })).toEqual({
      name: 'Section 11',
      ...dates,
    });
    const wrong = cycleSettingsSchema.safeParse({
      name: 'A',
      ...typed({ ...dates, dueOn: '2026-11-02', challengeOn: '2027-01-01' }),
    });
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['dueOn', '"Returns due" must be after "Opens"'],
      ['challengeOn', '"Challenge sessions" must be on or after "Ratings checked by"'],
    ]);
  });

  it('tells every problem of a form at once', () => {
    const wrong = newCycleSchema.safeParse({ ...typed({ ...dates, dueOn: '2026-02-31' }), 'opensOn-day': '' });
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['editionId', 'Choose the standards'],
      ['name', 'Enter a name for the cycle'],
      ['opensOn', 'The date must include a day'],
      ['dueOn', 'Enter a real date, for example 14 3 2027'],
    ]);
  });

  it('says which date is behind us, which is today, and in how many days the next one is', () => {
    const words = (today: string) => datesInWords(dates, today).map(({ label, value }) => `${label}: ${value}`);
    expect(words('2026-12-01')).toEqual([
      'Opened: 2 November 2026',
      'Returns due: 11 December 2026 (in 10 days)',
      'Ratings checked by: 29 January 2027',
      'Challenge sessions: 26 February 2027',
      'Actions due: 31 March 2027',
    ]);
    expect(words('2027-03-31').at(-1)).toBe('Actions due: 31 March 2027 (today)');
    expect(words('2027-03-30').at(-1)).toBe('Actions due: 31 March 2027 (in 1 day)');
    expect(words('2027-04-01').at(-1)).toBe('Actions were due: 31 March 2027');
  });

  it('copies a cycle for the next year on the same days of the week', () => {
    expect(nextName('Section 11, 2026')).toBe('Section 11, 2027');
    expect(nextName('Schools, 2026 to 2027')).toBe('Schools, 2027 to 2028');
    expect(nextName('Schools 2026/27')).toBe('Schools 2027/28');
    expect(nextName('Schools')).toBe('Schools');
  });

  it('moves a deadline only to a later day that is still to come, within the cycle, and with a reason', () => {
    const problem = (day: string) =>
      extensionProblem('2026-12-11', day, {
        actionsDueOn: '2027-03-31',
        today: '2026-12-20',
      });
    expect(problem('2026-12-11')).toContain('after the date');
    expect(problem('2026-12-19')).toContain('in the past');
    expect(problem('2027-04-01')).toContain('actions of this cycle');
    expect(problem('2026-12-20')).toBeUndefined();
    expect(
      extensionSchema.safeParse({ ...typed({ newDueOn: '2027-01-08' }), reason: ' ' }).error?.issues,
    ).toMatchObject([{ path: ['reason'], message: 'Enter why the date moves' }]);
  });
});

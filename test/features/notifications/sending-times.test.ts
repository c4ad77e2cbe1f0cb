import { describe, expect, it } from 'vitest';
import { bankHolidays, bankHolidaysKnownTo } from '../../../app/features/notifications/bank-holidays.ts';
import {
  isSendingDay,
  londonInstant,
  nextSlot,
  slotAfter,
  workingDaysBefore,
  workingDaysBetween,
} from '../../../app/features/notifications/sending-times.ts';
import { addDays } from '../../../app/platform/clock.ts';

const at = (instant: string) => nextSlot(new Date(instant));

describe('the hours for messages', () => {
  it.each([
    ['in winter before eight', '2026-11-02T07:59:59.000Z', '2026-11-02T08:00:00.000Z'],
    ['in winter from eight on', '2026-11-02T08:00:00.000Z', '2026-11-02T08:00:00.000Z'],
    ['in winter before six in the evening', '2026-11-02T17:59:59.000Z', '2026-11-02T17:59:59.000Z'],
    ['in winter from six on', '2026-11-02T18:00:00.000Z', '2026-11-03T08:00:00.000Z'],
    ['in summer from eight on', '2026-07-06T07:00:00.000Z', '2026-07-06T07:00:00.000Z'],
    ['in summer from six on', '2026-07-06T17:00:00.000Z', '2026-07-07T07:00:00.000Z'],
    ['on a Friday evening', '2026-11-06T19:00:00.000Z', '2026-11-09T08:00:00.000Z'],
    ['over the weekend on which summer time ends', '2026-10-24T10:00:00.000Z', '2026-10-26T08:00:00.000Z'],
    ['over the weekend on which summer time begins', '2027-03-27T10:00:00.000Z', '2027-03-30T07:00:00.000Z'],
    ['over Christmas', '2026-12-24T18:00:00.000Z', '2026-12-29T08:00:00.000Z'],
  ])('%s', (_, now, slot) => {
    expect(at(now)).toBe(slot);
  });

  it('leave school holidays out, for schools', () => {
    const skipped = [{ from: '2026-10-26', to: '2026-10-30' }];
    expect(slotAfter('2026-10-23', skipped)).toBe('2026-11-02T08:00:00.000Z');
    expect(slotAfter('2026-10-23')).toBe('2026-10-26T08:00:00.000Z');
    expect(isSendingDay('2026-10-28', skipped)).toBe(false);
  });

  it('end a holiday that was typed without an end', () => {
    expect(slotAfter('2026-11-02', [{ from: '2026-11-03', to: '9999-12-31' }]) < '2027-06').toBe(true);
  });
});

it('counts working days over weekends and bank holidays', () => {
  expect(workingDaysBefore('2027-03-30', 2)).toBe('2027-03-24');
  expect(workingDaysBefore('2026-12-11', 14)).toBe('2026-11-23');
  expect(workingDaysBetween('2026-12-24', '2026-12-29')).toBe(1);
});

it('knows midnight and eight in London on each day of a year, whatever the clock does', () => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  for (let day = '2026-09-01'; day < '2027-09-01'; day = addDays(day, 1)) {
    const words = day.split('-').toReversed().join('/');
    expect(format.format(new Date(londonInstant(day, 0)))).toBe(`${words}, 00:00`);
    expect(format.format(new Date(londonInstant(day, 8)))).toBe(`${words}, 08:00`);
  }
});

describe('the bank holidays', () => {
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
  const nth = (month: string, from: number) => {
    let day = `${month}-${String(from).padStart(2, '0')}`;
    while (weekday(day) !== 1) day = addDays(day, 1);
    return day;
  };
  /** Gregorian Easter Sunday, by the anonymous algorithm. */
  const easter = (year: number) => {
    const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
    const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
    const m = Math.floor((a + 11 * h + 22 * l) / 451);
    return addDays(`${year}-03-22`, h + l - 7 * m);
  };
  const moved = (day: string, taken: readonly string[]) => {
    let free = day;
    while (weekday(free) % 6 === 0 || taken.includes(free)) free = addDays(free, 1);
    return free;
  };

  it.each([2026, 2027, 2028, 2029])('of %i are those that the rules give', (year) => {
    const christmas = moved(`${year}-12-25`, []);
    const expected = [
      moved(`${year}-01-01`, []),
      addDays(easter(year), -2),
      addDays(easter(year), 1),
      nth(`${year}-05`, 1),
      nth(`${year}-05`, 25),
      nth(`${year}-08`, 25),
      christmas,
      moved(`${year}-12-26`, [christmas]),
    ];
    const boxingFirst = weekday(`${year}-12-25`) === 0 ? [`${year}-12-26`, `${year}-12-27`] : expected.slice(6);
    expect(bankHolidays.filter((day) => day.startsWith(String(year)))).toEqual([
      ...expected.slice(0, 6),
      ...boxingFirst,
    ]);
  });

  it('are known for two years from now at least when this release is made', () => {
    expect(bankHolidaysKnownTo).toBe('2029-12-31');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agesOf, burnDown, monthsBetween, onTime, timingOf } from '../../../app/features/plans/figures/figures.ts';
import {
  type ActionHistory,
  type HistoryUpdate,
  standingOn,
  wasOverdue,
} from '../../../app/features/plans/figures/history.ts';

const anAction = (parts: Partial<ActionHistory> = {}): ActionHistory => ({
  givenOn: '2026-01-10',
  firstDueOn: '2026-04-10',
  updates: [],
  waitsForBoard: false,
  ...parts,
});
const update = (kind: HistoryUpdate['kind'], on: string, dueTo: string | null = null): HistoryUpdate => ({
  kind,
  on,
  dueTo,
});
const late = (action: ActionHistory, day: string) => {
  const standing = standingOn(action, day);
  return standing !== undefined && wasOverdue(standing, day);
};

describe('an action of the past', () => {
  it('is overdue by the date in force on that day: a new one counts from the day it was granted', () => {
    const action = anAction({
      updates: [
        update('more-time-asked', '2026-04-05', '2026-08-01'),
        update('more-time-granted', '2026-05-20', '2026-07-01'),
      ],
    });
    expect(late(action, '2026-04-10')).toBe(false);
    // Asked for before the date passed, and not granted yet.
    expect(late(action, '2026-04-11')).toBe(true);
    expect(late(action, '2026-05-19')).toBe(true);
    expect(late(action, '2026-05-20')).toBe(false);
    expect(late(action, '2026-07-02')).toBe(true);
  });

  it('is late by no date once somebody has said that it is done, and again when it is sent back', () => {
    const action = anAction({ updates: [update('done', '2026-04-08'), update('returned', '2026-04-20')] });
    expect(late(action, '2026-04-19')).toBe(false);
    expect(late(action, '2026-04-20')).toBe(true);
  });

  it('stays open while it waits for the board', () => {
    const checked = [update('done', '2026-03-01'), update('verified', '2026-03-05')];
    expect(standingOn(anAction({ updates: checked }), '2026-03-06')?.state).toBe('closed');
    const waiting = anAction({ updates: checked, waitsForBoard: true });
    expect(standingOn(waiting, '2026-03-06')?.state).toBe('done');
    const ratified = anAction({ updates: [...checked, update('ratified', '2026-04-01')] });
    expect(standingOn(ratified, '2026-03-31')?.state).toBe('done');
    expect(standingOn(ratified, '2026-04-01')).toMatchObject({ state: 'closed', closedOn: '2026-04-01' });
    const refused = anAction({ updates: [...checked, update('not-ratified', '2026-04-01')] });
    expect(standingOn(refused, '2026-04-01')?.state).toBe('open');
  });

  it('is not there before it was given', () => {
    expect(standingOn(anAction(), '2026-01-09')).toBeUndefined();
  });
});

describe('the burn-down', () => {
  it('steps where actions are given, done and closed, and counts what was late at the end of each month', () => {
    const actions = [
      anAction({ updates: [update('done', '2026-03-15'), update('verified', '2026-03-20')] }),
      anAction({ givenOn: '2026-02-01', firstDueOn: '2026-02-20' }),
      anAction({
        givenOn: '2026-02-01',
        firstDueOn: '2026-02-20',
        updates: [update('rescheduled', '2026-03-10', '2026-06-01')],
      }),
    ];
    expect(burnDown(actions, '2026-01-20', '2026-04-05')).toEqual({
      steps: [
        { at: '2026-01-20', open: 1, notDone: 1 },
        { at: '2026-02-01', open: 3, notDone: 3 },
        { at: '2026-03-15', open: 3, notDone: 2 },
        { at: '2026-03-20', open: 2, notDone: 2 },
      ],
      months: [
        { from: '2026-01-20', at: '2026-01-31', overdue: 0, pastFirst: 0 },
        { from: '2026-02-01', at: '2026-02-28', overdue: 2, pastFirst: 0 },
        { from: '2026-03-01', at: '2026-03-31', overdue: 1, pastFirst: 1 },
        { from: '2026-04-01', at: '2026-04-05', overdue: 1, pastFirst: 1 },
      ],
    });
  });

  it('agrees on every day with a count of the actions one by one', () => {
    const [from, to] = ['2026-01-15', '2026-07-19'];
    const day = fc
      .integer({ min: 0, max: 200 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const kinds = fc.constantFrom<HistoryUpdate['kind']>('progress', 'done', 'returned', 'verified', 'reopened');
    const one = fc
      .tuple(day, day, fc.array(fc.tuple(kinds, day), { maxLength: 5 }))
      .map(([givenOn, firstDueOn, moves]) =>
        anAction({
          givenOn,
          firstDueOn,
          updates: moves
            .filter(([, on]) => on >= givenOn)
            .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
            .map(([kind, on]) => update(kind, on)),
        }),
      );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), day, (actions, on) => {
        fc.pre(on >= from && on <= to);
        const { steps } = burnDown(actions, from, to);
        const step = steps.findLast(({ at }) => at <= on);
        const states = actions.map((action) => standingOn(action, on)?.state);
        expect(step?.open).toBe(states.filter((state) => state === 'open' || state === 'done').length);
        expect(step?.notDone).toBe(states.filter((state) => state === 'open').length);
      }),
      { numRuns: 100 },
    );
  });

  it('cuts months at both ends, over the end of a year and in a leap year', () => {
    expect(monthsBetween('2027-12-30', '2028-02-29').map(({ at }) => at)).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
    ]);
  });
});

describe('the on-time rates', () => {
  const today = '2026-06-15';
  const moved = update('rescheduled', '2026-04-01', '2026-05-31');
  it.each([
    ['on the first date', [update('done', '2026-04-10')], 'first'],
    ['after the first and by a granted date', [moved, update('done', '2026-05-31')], 'granted'],
    ['after a granted date', [moved, update('done', '2026-06-01')], 'late'],
    [
      'late, with more time granted only afterwards',
      [update('done', '2026-04-20'), update('rescheduled', '2026-05-01', '2026-05-30')],
      'late',
    ],
    ['not, and the date has passed', [], 'overdue'],
    ['not, and more time was asked for', [update('more-time-asked', '2026-04-01', '2026-12-01')], 'overdue'],
    ['not yet, within a granted date', [update('more-time-granted', '2026-04-01', '2026-12-01')], 'extended'],
    ['and sent back', [update('done', '2026-04-01'), update('returned', '2026-04-12')], 'overdue'],
    ['before the period', [update('done', '2025-12-31')], undefined],
  ] as const)('count an action done %s', (_, updates, timing) => {
    const givenOn = '2025-12-01';
    expect(timingOf(anAction({ givenOn, updates }), '2026-01-01', today)).toBe(timing);
  });

  it('leave out what is not due yet, and say nothing of nothing', () => {
    expect(onTime([anAction({ firstDueOn: today })], '2026-01-01', today).byFirst).toEqual({
      of: 0,
      count: 0,
      percent: null,
    });
  });

  it('judge by the first date all that are counted, by the date in force all whose time is up', () => {
    const actions = [
      anAction({ updates: [update('done', '2026-04-01')] }),
      anAction({ updates: [moved, update('done', '2026-05-20')] }),
      anAction({ updates: [update('more-time-granted', '2026-04-01', '2026-12-01')] }),
      anAction(),
    ];
    expect(onTime(actions, '2026-01-01', today)).toEqual({
      counts: { first: 1, granted: 1, late: 0, overdue: 1, extended: 1 },
      byFirst: { of: 4, count: 1, percent: 25 },
      byGranted: { of: 3, count: 2, percent: 67 },
    });
  });
});

it('the age of an action counts from the day it was given, until it is closed', () => {
  const given = (givenOn: string, updates: HistoryUpdate[] = []) => anAction({ givenOn, updates });
  const ages = agesOf(
    [
      given('2026-03-17'),
      given('2026-03-16'),
      given('2025-06-15', [update('done', '2026-06-01')]),
      given('2025-06-14'),
      given('2025-01-01', [update('done', '2026-06-01'), update('verified', '2026-06-02')]),
    ],
    '2026-06-15',
  );
  expect(ages).toEqual({
    notDone: { 'to-90': 1, 'to-180': 1, 'to-365': 0, 'over-365': 1 },
    done: { 'to-90': 0, 'to-180': 0, 'to-365': 1, 'over-365': 0 },
  });
});

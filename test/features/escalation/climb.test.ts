import { describe, expect, it } from 'vitest';
import { dayOfLevel, timetable, workingDaysAfter } from '../../../app/features/escalation/climb.ts';
import { type Ladder, ladderSchema, levelsFor, subjectCodes } from '../../../app/features/escalation/ladder.ts';
import { usualLadders } from '../../../app/features/escalation/usual-ladders.ts';
import { claimOfDuty, dutyOf, dutySentence, usualLetters } from '../../../app/features/escalation/wording.ts';
import { dutyBasisCodes } from '../../../standards/vocabulary.ts';

const level = (days: number, count: 'working' | 'calendar', from: 'due' | 'before' = 'due') => ({ days, count, from });
const days = (ladder: Ladder, dueOn: string, skipped: { from: string; to: string }[] = []) =>
  timetable(ladder, 'statutory', dueOn, skipped).map(
    ({ level: { name }, day, waits }) => `${day} ${name}${waits ? ' ?' : ''}`,
  );

describe('the days of a ladder', () => {
  it('count working days, and no bank holiday in England', () => {
    // Christmas 2026: Friday, and Monday in place of Saturday.
    expect(dayOfLevel(level(5, 'working'), { dueOn: '2026-12-21', levelOn: null })).toBe('2026-12-30');
    // Good Friday and Easter Monday.
    expect(dayOfLevel(level(3, 'working'), { dueOn: '2027-03-24', levelOn: null })).toBe('2027-03-31');
  });

  it('count calendar days where the ladder says so, moved on to a day on which messages go out', () => {
    expect(dayOfLevel(level(7, 'calendar'), { dueOn: '2026-12-18', levelOn: null })).toBe('2026-12-29');
  });

  it('never come on the due date itself, which is a day to do it in', () => {
    expect(dayOfLevel(level(0, 'calendar'), { dueOn: '2026-11-04', levelOn: null })).toBe('2026-11-05');
  });

  it('leave out school holidays for those whom the ladder spares', () => {
    const half = [{ from: '2026-10-26', to: '2026-10-30' }];
    expect(workingDaysAfter('2026-10-23', 3, half)).toBe('2026-11-04');
    expect(workingDaysAfter('2026-10-23', 3)).toBe('2026-10-28');
  });

  it('count from the level before where the ladder says so, and leave three working days between two levels', () => {
    const at = { dueOn: '2026-11-02', levelOn: '2026-11-20' };
    expect(dayOfLevel(level(5, 'working', 'before'), at)).toBe('2026-11-27');
    expect(dayOfLevel(level(5, 'working', 'due'), at)).toBe('2026-11-25');
  });

  it('survive holidays that never end', () => {
    expect(workingDaysAfter('2026-11-02', 3, [{ from: '2026-01-01', to: '2099-01-01' }])).toBe('2027-11-08');
  });

  it('are those that the page previews', () => {
    expect(days(usualLadders.action, '2027-03-03')).toEqual([
      '2027-03-10 Owner and senior lead',
      '2027-03-24 Independent chair’s list',
      '2027-04-09 Letter to the chief officer ?',
      '2027-04-30 Board ?',
    ]);
  });
});

describe('the usual ladders', () => {
  it.each(subjectCodes)('are whole for %s: each can be stored, and no letter waits for nobody', (subject) => {
    expect(ladderSchema.parse(usualLadders[subject])).toEqual(usualLadders[subject]);
    for (const one of usualLadders[subject].levels) if (one.letter) expect(one.waits).toBe(true);
  });

  it('never take an organisation that takes part by choice to a regulator', () => {
    const names = levelsFor(usualLadders.return, 'voluntary').map(({ name, number }) => `${number} ${name}`);
    expect(names).toContain('5 Board');
    expect(names.join()).not.toContain('regulators');
  });
});

describe('the words of letters', () => {
  it('never tell an organisation that takes part by choice of a duty in law', () => {
    for (const text of [...Object.values(usualLetters).map(({ voluntary }) => voluntary), dutySentence('voluntary')])
      expect(claimOfDuty(text.replaceAll('((duty))', ''))).toBeUndefined();
    expect(dutyOf('a basis that nobody knows')).toBe('voluntary');
    expect(claimOfDuty(dutySentence('a basis that nobody knows'))).toBeUndefined();
  });

  it('name the very duty of everybody else', () => {
    const bound = dutyBasisCodes.filter((basis) => dutyOf(basis) === 'statutory');
    expect(bound).toHaveLength(6);
    for (const basis of bound) expect(claimOfDuty(dutySentence(basis))).toBeDefined();
    expect(new Set(dutyBasisCodes.map(dutySentence)).size).toBe(dutyBasisCodes.length);
  });

  it.each([
    'You have a statutory duty.',
    'Under section 11 you must.',
    'The Children Act 2004 says so.',
    'It is required by law.',
    'We shall tell Ofsted.',
  ])('are known to claim one: %s', (text) => {
    expect(claimOfDuty(text)).toBeDefined();
  });
});

import type { Audience, Ladder, Letter, Level, Subject } from './ladder.ts';

/**
 * What holds until a partnership sets something else. The steps are those that partnerships publish (domain.md, 4.2 step
 * 13): a map of whom to escalate to (Torbay); who does not return explains to the independent chair (Gloucestershire); a
 * challenge under the escalation policy with an assurance report to the board (Bradford); regulators, and in the last
 * resort the Secretary of State (Bromley). Days were not published: they are ours, after the three dates by which a large
 * county moved from 80% to 99% of returns (Devon). An overdue action stays overdue until another date is granted
 * (internal audit norm).
 */
const level = (
  name: string,
  days: number,
  told: Audience[],
  more: { letter?: Letter; waits?: boolean; onlyFor?: Level['onlyFor']; from?: Level['from'] } = {},
): Level => ({
  name,
  days,
  count: 'working',
  from: more.from ?? 'due',
  told,
  letter: more.letter ?? null,
  waits: more.waits ?? more.letter !== undefined,
  onlyFor: more.onlyFor ?? [],
});

export const usualLadders: Readonly<Record<Subject, Ladder>> = {
  action: {
    schoolHolidaysCount: false,
    levels: [
      level('Owner and senior lead', 5, ['owner', 'senior']),
      level('Independent chair’s list', 15, ['senior', 'manager', 'chair']),
      level('Letter to the chief officer', 25, ['chief-officer', 'chair'], { letter: 'chief-officer' }),
      level('Board', 40, ['board', 'chair'], { letter: 'last-step' }),
    ],
  },
  return: {
    schoolHolidaysCount: false,
    levels: [
      level('Senior lead asked for a date', 12, ['owner', 'senior']),
      level('Explain to the independent chair', 20, ['senior', 'chair'], { letter: 'explain' }),
      level('Letter to the chief officer', 30, ['chief-officer', 'chair'], { letter: 'chief-officer' }),
      level('Board and regulators', 45, ['board', 'lead-partners'], {
        letter: 'last-step',
        onlyFor: ['statutory', 'contract'],
      }),
      level('Board', 45, ['board'], { waits: true, onlyFor: ['voluntary'] }),
    ],
  },
  challenge: {
    schoolHolidaysCount: false,
    levels: [
      level('Owner and senior lead', 5, ['owner', 'senior']),
      level('Explain to the independent chair', 10, ['senior', 'chair'], { letter: 'explain' }),
      level('Board', 15, ['board', 'chair'], { letter: 'chief-officer', from: 'before' }),
    ],
  },
  letter: {
    schoolHolidaysCount: false,
    levels: [
      level('Owner and senior lead', 5, ['owner', 'senior']),
      level('Independent chair’s list', 15, ['manager', 'chair']),
    ],
  },
};

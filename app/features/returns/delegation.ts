/** Handing a part of a return to a colleague: the decisions, both sides. */

import { addDays } from '../../platform/clock.ts';

/** The part that is the page about the organisation; every other part is the code of a standard. */
export const profilePart = '@profile';

/**
 * The life of a delegation: one table. `open` means that the holder reads and answers the part now; what is not open
 * gives nobody anything.
 */
export const delegationStatuses = {
  asked: { words: 'Asked', open: true, moves: ['ready', 'accepted', 'taken-back', 'moved', 'sent'] },
  ready: {
    words: 'Ready for review',
    open: true,
    moves: ['asked', 'returned', 'accepted', 'taken-back', 'moved', 'sent'],
  },
  returned: { words: 'Given back', open: true, moves: ['ready', 'accepted', 'taken-back', 'moved', 'sent'] },
  accepted: { words: 'Accepted', open: false, moves: [] },
  'taken-back': { words: 'Taken back', open: false, moves: [] },
  moved: { words: 'Handed to somebody else', open: false, moves: [] },
  sent: { words: 'Ended when the return was sent', open: false, moves: [] },
} as const satisfies Record<string, { words: string; open: boolean; moves: readonly string[] }>;

export type DelegationStatus = keyof typeof delegationStatuses;

export const openStatuses = ['asked', 'ready', 'returned'] as const satisfies DelegationStatus[];

export const mayMoveDelegation = (from: DelegationStatus, to: DelegationStatus): boolean =>
  (delegationStatuses[from].moves as readonly string[]).includes(to);

/** Late: the holder was to be ready by a day that has passed in London, and is not. */
export const isPartLate = (status: DelegationStatus, dueOn: string, today: string): boolean =>
  (status === 'asked' || status === 'returned') && dueOn < today;

/** What is wrong with the day by which a part is asked for; nothing when it may stand. A late return takes any day to come. */
export function whyNotByDay(by: string, { dueOn, today }: { dueOn: string; today: string }): string | undefined {
  if (by < today) return 'The date must be today or in the future';
  if (dueOn >= today && by > dueOn) return 'The date must be on or before the day on which the return is due';
  return undefined;
}

/** The day that the form proposes: two weeks from today, or the due date where that is sooner. */
export function proposedDay({ dueOn, today }: { dueOn: string; today: string }): string {
  const inTwoWeeks = addDays(today, 14);
  return dueOn >= today && dueOn < inTwoWeeks ? dueOn : inTwoWeeks;
}

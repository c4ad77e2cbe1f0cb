/** What may happen to an action, and in which state. Source: design.md 2.9. */

/** What somebody can put on record about an action; `rescheduled` changes the date alone and is not a move. */
export type ActionMove = 'progress' | 'done' | 'verified' | 'returned' | 'ratified' | 'not-ratified' | 'reopened';

/** The life of an action: one table, from which buttons, guards and tests come. */
export const actionStatuses = {
  open: { words: 'Not yet started', moves: { progress: 'in-progress', done: 'done' } },
  'in-progress': { words: 'In progress', moves: { progress: 'in-progress', done: 'done' } },
  done: { words: 'Done, waiting to be checked', moves: { verified: 'closed', returned: 'in-progress' } },
  verified: { words: 'Checked, waiting for the board', moves: { ratified: 'closed', 'not-ratified': 'in-progress' } },
  closed: { words: 'Checked and closed', moves: { reopened: 'in-progress' } },
} as const satisfies Record<string, { words: string; moves: Partial<Record<ActionMove, string>> }>;

export type ActionStatus = keyof typeof actionStatuses;

export const actionStatusCodes = [
  'open',
  'in-progress',
  'done',
  'verified',
  'closed',
] as const satisfies ActionStatus[];

export const priorities = { high: 'High', medium: 'Medium', low: 'Low' } as const;
export type Priority = keyof typeof priorities;

export const actionSources = {
  challenge: 'Challenge session',
  moderation: 'Moderation',
  return: 'Return',
  inspection: 'Inspection',
  review: 'Practice review',
  audit: 'Audit',
  survey: 'Survey',
  other: 'Added by the partnership',
} as const;
export type ActionSource = keyof typeof actionSources;

/** Headings of an action's timeline. */
export const updateWords = {
  progress: 'Progress',
  done: 'Marked as done',
  verified: 'Checked',
  returned: 'Sent back',
  ratified: 'Ratified by the board',
  'not-ratified': 'Not ratified by the board',
  reopened: 'Opened again',
  rescheduled: 'Due date changed',
  'more-time-asked': 'More time asked for',
  'more-time-granted': 'More time granted',
  'more-time-refused': 'More time refused',
  'impact-seen': 'Impact looked at again: it holds',
  'impact-not-seen': 'Impact looked at again: it does not hold',
  reassigned: 'Given to somebody else',
  changed: 'Details changed',
  'finding-added': 'Another finding joined',
} as const satisfies Record<string, string>;

export type ActionUpdateKind = keyof typeof updateWords;

/**
 * The state a move leads to; undefined when the move is not possible in this state. One that a board ratifies is not
 * closed by being checked: it waits for the board.
 */
export function stateAfter(status: ActionStatus, move: ActionMove, ratify = false): ActionStatus | undefined {
  const moves: Partial<Record<ActionMove, ActionStatus>> = actionStatuses[status].moves;
  return ratify && move === 'verified' && moves.verified === 'closed' ? 'verified' : moves[move];
}

/** How the owner rates the progress of an action. */
export const progressRatings = {
  green: { words: 'On track', letter: 'G' },
  amber: { words: 'At risk', letter: 'A' },
  red: { words: 'Off track', letter: 'R' },
} as const satisfies Record<string, { words: string; letter: string }>;
export type ProgressRating = keyof typeof progressRatings;

export const progressRatingCodes = ['green', 'amber', 'red'] as const satisfies ProgressRating[];

/** Sources that are named in words, with their day: an inspection by its inspectorate, a review by its name. */
export const namedSources = ['inspection', 'review', 'audit', 'survey'] as const satisfies ActionSource[];

/** Sources that somebody may choose for an action that is added by hand. */
export const sourcesByHand = [...namedSources, 'other'] as const satisfies ActionSource[];
export type SourceByHand = (typeof sourcesByHand)[number];

/** Overdue: the last day has passed in London and nobody has said that it is done. */
export const isOverdue = (status: ActionStatus, dueOn: string, today: string): boolean =>
  (status === 'open' || status === 'in-progress') && dueOn < today;

/** Whether an action's date may still move. */
export const mayReschedule = (status: ActionStatus): boolean => status === 'open' || status === 'in-progress';

/** Why this person may not check an action, in words; null when they may. */
export function whyNotVerify(
  action: {
    readonly ownerId: string | null;
    readonly sponsorId?: string | null;
    readonly markedDoneBy: string | null;
  },
  personId: string,
): string | null {
  if (action.ownerId === personId)
    return 'You own this action. Somebody else at the partnership must check it before it is closed.';
  if (action.sponsorId === personId)
    return 'You are the executive sponsor of this action. Somebody else at the partnership must check it before it is closed.';
  if (action.markedDoneBy === personId)
    return 'You marked this action as done. Somebody else at the partnership must check it before it is closed.';
  return null;
}

/** The same day some months later; the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Months between a challenge and the day its action is due, unless somebody says otherwise. */
export const monthsToAct = 3;

/** Whether a board ratifies an action: as its form says, else as the partnership has set for its source. */
export const actionsNeedRatifying = (said: 'set' | 'yes' | 'no' | undefined, set: boolean): boolean =>
  said === 'yes' || (said !== 'no' && set);

/** Who rated the question of a closed action worst again. */
export const redByWords = {
  agreed: 'agreed at challenge',
  moderated: 'moderated',
  self: 'the organisation’s own rating',
} as const;
export type RedBy = keyof typeof redByWords;

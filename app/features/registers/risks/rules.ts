/**
 * What a risk of the partnership is and what may happen to it. Source: domain.md 7 (risk register reviewed quarterly by the
 * strategic partners). Scores and bands are those of the challenge log.
 */
import type { RiskLevel, RiskRow, RiskStatus } from '../../../../db/schema/registers.table.ts';
import { addMonths } from '../../actions/rules.ts';

export type { RiskLevel, RiskStatus };

export const riskLevels = {
  strategic: { words: 'Strategic', meaning: 'The partnership as a whole may miss what it is there for.' },
  operational: { words: 'Operational', meaning: 'One service, group or piece of work may go wrong.' },
} as const satisfies Record<RiskLevel, object>;
export const riskLevelCodes = ['strategic', 'operational'] as const satisfies RiskLevel[];

export const otherLevel = (level: RiskLevel): RiskLevel => (level === 'strategic' ? 'operational' : 'strategic');

export const riskCategories = {
  practice: 'Practice and thresholds',
  workforce: 'Workforce and capacity',
  'information-sharing': 'Information sharing',
  governance: 'Leadership and governance',
  finance: 'Money and resources',
  'voice-of-children': 'Voice of children and families',
  data: 'Data and systems',
  other: 'Other',
} as const;
export type RiskCategory = keyof typeof riskCategories;
export const riskCategoryCodes = Object.keys(riskCategories) as RiskCategory[];

export const categoryInWords = (category: string): string =>
  new Map<string, string>(Object.entries(riskCategories)).get(category) ?? category;

export const riskSources = {
  hand: 'Put on the register by hand',
  session: 'Raised from a challenge of a session',
  moderation: 'Raised from a return',
  'challenge-log': 'Raised from the challenge log',
} as const;
export type RiskSource = keyof typeof riskSources;

/** What somebody can put on record about a risk. A review says whether it stays open or is only watched. */
export type RiskMove = 'reviewed' | 'closed' | 'reopened';

/** The life of a risk: one table, from which buttons, guards and tests come. */
export const riskStatuses = {
  open: { words: 'Open', meaning: 'Something is being done to make it smaller.', moves: ['reviewed', 'closed'] },
  watched: {
    words: 'Watched',
    meaning: 'Nothing more is done; it is looked at each quarter.',
    moves: ['reviewed', 'closed'],
  },
  closed: { words: 'Closed', meaning: 'It is no longer on the register.', moves: ['reopened'] },
} as const satisfies Record<RiskStatus, { words: string; meaning: string; moves: RiskMove[] }>;
export const riskStatusCodes = ['open', 'watched', 'closed'] as const satisfies RiskStatus[];

export function mayMove(status: RiskStatus, move: RiskMove): boolean {
  const moves: readonly RiskMove[] = riskStatuses[status].moves;
  return moves.includes(move);
}

/** Why a risk left the register. */
export const closeReasons = {
  'happened-no-more': 'It cannot happen any more',
  'at-target': 'It is at its target and stays there',
  accepted: 'The board accepts what is left of it',
  merged: 'It is part of another risk',
} as const satisfies Record<NonNullable<RiskRow['closed_because']>, string>;
export type CloseReason = keyof typeof closeReasons;
export const closeReasonCodes = [
  'happened-no-more',
  'at-target',
  'accepted',
  'merged',
] as const satisfies CloseReason[];

/** Headings of a risk's timeline. */
export const riskEntryWords = {
  raised: 'Put on the register',
  reviewed: 'Reviewed',
  changed: 'Words, owner or target changed',
  moved: 'Moved to the other level',
  closed: 'Closed',
  reopened: 'Opened again',
} as const;
export type RiskEntryKind = keyof typeof riskEntryWords;

/** Three months on: the next review of a quarter. */
export const nextReview = (day: string): string => addMonths(day, 3);

/** Quarterly, with a month's grace for when a board meets. */
export const latestReview = (day: string): string => addMonths(day, 4);

/** Overdue: the day of the review has passed in London, and the risk is still on the register. */
export const isReviewOverdue = (status: RiskStatus, reviewOn: string, today: string): boolean =>
  status !== 'closed' && reviewOn < today;

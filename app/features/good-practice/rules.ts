/** What an organisation shares, on whose word, and until when. Nothing is ever shared without a person's agreement. */

export const practiceStatuses = {
  suggested: { words: 'Suggested to you', mayAgree: true, mayDecline: true, mayWithdraw: false },
  declined: { words: 'Not shared', mayAgree: true, mayDecline: false, mayWithdraw: false },
  shared: { words: 'Shared', mayAgree: true, mayDecline: false, mayWithdraw: true },
  withdrawn: { words: 'Withdrawn', mayAgree: true, mayDecline: false, mayWithdraw: false },
} as const satisfies Record<string, { words: string; mayAgree: boolean; mayDecline: boolean; mayWithdraw: boolean }>;
export type PracticeStatus = keyof typeof practiceStatuses;

export const consentWords = {
  suggested: 'Suggested',
  declined: 'Not agreed to',
  agreed: 'Agreed to share',
  withdrawn: 'Consent withdrawn',
} as const;
export type ConsentKind = keyof typeof consentWords;

/** Shared today: agreed to, not withdrawn, and the last day has not passed. */
export const isSharedOn = (status: PracticeStatus, until: string | null, today: string): boolean =>
  status === 'shared' && until !== null && until >= today;

/** The status in words; what was agreed to and is over says so. */
export const statusInWords = (status: PracticeStatus, until: string | null, today: string): string =>
  status === 'shared' && !isSharedOn(status, until, today)
    ? 'No longer shared: its last day has passed'
    : practiceStatuses[status].words;

/** How long people agree for, unless they say otherwise, and at most. */
export const monthsToShare = 12;
export const mostMonthsToShare = 36;

/** What a challenge on the log is, what may happen to it, and how its risk is scored. Source: domain.md 7, "challenge/risk log". */

/** Whom a challenge comes from or goes to. */
export const bodyKinds = {
  agency: 'Agency or setting',
  'sub-group': 'Sub-group',
  board: 'The board',
  'other-board': 'Another board',
} as const;
export type BodyKind = keyof typeof bodyKinds;

/** The three that have no account: a board is named by its partnership, the others by what somebody types. */
export type BodyWithoutAccount = Exclude<BodyKind, 'agency'>;

export const entrySources = {
  hand: 'Put on the log by hand',
  session: 'Recorded in a challenge session',
  moderation: 'Raised from a return',
} as const;
export type EntrySource = keyof typeof entrySources;

/** What somebody can put on record about a challenge and that moves it on. */
export type EntryMove = 'answered' | 'closed' | 'reopened';

/** The life of a challenge: one table, from which buttons, guards and tests come. */
export const entryStatuses = {
  open: { words: 'Waiting for an answer', moves: { answered: 'answered', closed: 'closed' } },
  answered: {
    words: 'Answered, waiting for an outcome',
    moves: { answered: 'answered', closed: 'closed', reopened: 'open' },
  },
  closed: { words: 'Closed', moves: { reopened: 'open' } },
} as const satisfies Record<string, { words: string; moves: Partial<Record<EntryMove, string>> }>;

export type EntryStatus = keyof typeof entryStatuses;
export const entryStatusCodes = ['open', 'answered', 'closed'] as const satisfies EntryStatus[];

/** What became of a challenge, best first. */
export const entryOutcomes = {
  accepted: { words: 'Accepted', meaning: 'The answer gives the assurance that was asked for.' },
  'partly-accepted': {
    words: 'Partly accepted',
    meaning: 'Part of what was asked is assured; the note says what is not.',
  },
  'not-accepted': { words: 'Not accepted', meaning: 'There was no answer, or it does not give the assurance.' },
  withdrawn: { words: 'Withdrawn', meaning: 'Whoever raised the challenge took it back.' },
} as const;
export type EntryOutcome = keyof typeof entryOutcomes;
export const entryOutcomeCodes = [
  'accepted',
  'partly-accepted',
  'not-accepted',
  'withdrawn',
] as const satisfies EntryOutcome[];

/** Headings of a challenge's timeline. */
export const entryUpdateWords = {
  answered: 'Answered',
  closed: 'Closed',
  reopened: 'More asked',
  rescheduled: 'Date moved',
  rescored: 'Risk judged again',
} as const;
export type EntryUpdateKind = keyof typeof entryUpdateWords;

/** The state a move leads to; undefined when the move is not possible in this state. */
export function statusAfter(status: EntryStatus, move: EntryMove): EntryStatus | undefined {
  const moves: Partial<Record<EntryMove, EntryStatus>> = entryStatuses[status].moves;
  return moves[move];
}

/** A challenge that nobody answered can be withdrawn or stay unassured; it cannot be accepted. */
export const mayEndAs = (status: EntryStatus, outcome: EntryOutcome): boolean =>
  status === 'answered' || (status === 'open' && (outcome === 'not-accepted' || outcome === 'withdrawn'));

/** Overdue: the last day has passed in London and there is no answer. */
export const isEntryOverdue = (status: EntryStatus, dueOn: string, today: string): boolean =>
  status === 'open' && dueOn < today;

/** A risk: how likely harm is and how great it would be, each from 1 to 5. */
export interface Risk {
  readonly likelihood: number;
  readonly impact: number;
}

/**
 * The words of the 5 by 5 matrix that health and local government use. Source: National Patient Safety Agency, "A risk
 * matrix for risk managers" (2008).
 */
export const likelihoods = ['Rare', 'Unlikely', 'Possible', 'Likely', 'Almost certain'] as const;
export const impacts = ['Negligible', 'Minor', 'Moderate', 'Major', 'Catastrophic'] as const;

/** The bands of that matrix, lowest first, each with the lowest score in it. */
export const riskBands = {
  low: { words: 'Low', from: 1, to: 3, letter: 'L', shape: 'disc-tick', tone: 'green' },
  moderate: { words: 'Moderate', from: 4, to: 6, letter: 'M', shape: 'square', tone: 'yellow' },
  high: { words: 'High', from: 8, to: 12, letter: 'H', shape: 'triangle', tone: 'amber' },
  extreme: { words: 'Extreme', from: 15, to: 25, letter: 'E', shape: 'diamond-bar', tone: 'red' },
} as const;
export type RiskBand = keyof typeof riskBands;
export const riskBandCodes = ['low', 'moderate', 'high', 'extreme'] as const satisfies RiskBand[];

export const riskScore = ({ likelihood, impact }: Risk): number => likelihood * impact;

/** The band of a score; every product of two numbers from 1 to 5 is in one. */
export function riskBandOf(score: number): RiskBand {
  if (score >= riskBands.extreme.from) return 'extreme';
  if (score >= riskBands.high.from) return 'high';
  return score >= riskBands.moderate.from ? 'moderate' : 'low';
}

/** "12, high". */
export const riskInWords = (score: number): string => `${score}, ${riskBands[riskBandOf(score)].words.toLowerCase()}`;

/** "12, high: likely, moderate". */
export const riskInFull = ({ likelihood, impact }: Risk): string =>
  `${riskInWords(likelihood * impact)} (${(likelihoods[likelihood - 1] ?? '').toLowerCase()}, ${(impacts[impact - 1] ?? '').toLowerCase()})`;

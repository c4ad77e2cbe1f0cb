import type { DocumentFrame, Fact, Prose, RatingCount, ScaleEntry } from './models.ts';

/** Counts beside each other, with what each of them means. */
export type ReportBars = {
  id: string;
  title: string;
  /** The finding in a sentence. */
  finding: string;
  /** Every part there can be, in order, with its meaning. */
  key: ScaleEntry[];
  rows: { label: string; counts: RatingCount[] }[];
};

export type ReportBody = {
  body: string;
  opened: string;
  onTime: string;
  late: string;
  waiting: string;
  closed: string;
  stillOpen: string;
  highestRisk: string;
};

export type ReportChallenge = {
  reference: string;
  raisedTo: string;
  raisedBy: string;
  reason: Prose;
  raised: string;
  due: string;
  /** "Waiting for an answer", "Closed: accepted". */
  state: string;
  /** "20, extreme". */
  riskBefore: string;
  riskAfter: string;
};

/** What the challenge log of a partnership came to in one quarter, for its board. */
export type ChallengeReportModel = DocumentFrame & {
  kind: 'challenge-report';
  /** "Quarter 3 of 2026 to 2027: October to December 2026". */
  period: string;
  asAt: string;
  /** How it was counted. */
  basis: Prose;
  summary: Fact[];
  bars: ReportBars[];
  bodies: ReportBody[];
  challenges: ReportChallenge[];
};

/** The words of the document around its model, the same on its page. */
export const reportWords = {
  bodies: 'By agency and group',
  challenges: 'Every challenge of the quarter',
  none: 'No challenge was open in this quarter.',
  bodyHeadings: ['Challenged', 'Opened', 'On time', 'Late', 'Waiting', 'Closed', 'Still open', 'Highest risk'],
  challengeHeadings: [
    'Reference',
    'Challenged, and by whom',
    'Concern',
    'Raised',
    'First due',
    'State',
    'Risk before',
    'Risk after',
  ],
} as const;

import type { ReportBars } from './challenge-report-model.ts';
import type { DocumentFrame, Fact, Prose } from './models.ts';

export type ReportRisk = {
  reference: string;
  event: Prose;
  /** "Because: ... It would lead to: ..." */
  statement: Prose;
  /** The owner, and the group that holds it where one does. */
  owner: string;
  group: string;
  /** "20, extreme"; "New" for one that was not on the register at the start. */
  atStart: string;
  atEnd: string;
  target: string;
  /** "Open", "Watched", "Closed: ...". */
  state: string;
  /** The day of the last review up to the end, or why there is none. */
  reviewed: string;
};

/** How many risks lie where in the matrix, for one level. */
export type ReportMatrix = { title: string; rows: { label: string; cells: string[] }[] };

/** The risk register of a partnership as it stood at the end of one quarter, for its board. */
export type RiskReportModel = DocumentFrame & {
  kind: 'risk-report';
  period: string;
  asAt: string;
  /** How it was counted. */
  basis: Prose;
  summary: Fact[];
  bars: ReportBars[];
  matrices: ReportMatrix[];
  levels: { title: string; risks: ReportRisk[] }[];
};

/** The words of the document around its model, the same on its page. */
export const riskReportWords = {
  matrices: 'Where the risks lie',
  none: 'No risk of this level was on the register.',
  likelihood: 'Likelihood',
  riskHeadings: [
    'Reference',
    'What may happen',
    'Owner',
    'At the start',
    'At the end',
    'Target',
    'State',
    'Last reviewed',
  ],
} as const;

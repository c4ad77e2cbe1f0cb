import type { DocumentFrame, Fact, Prose } from './models.ts';

/** A day of an action with what it is: "First due", "14 March 2027". */
export type PlanDay = { label: string; day: string };

/** One action in the columns of the plan table. */
export type PlanAction = {
  /** Outcome reference. */
  reference: string;
  /** Where it comes from: "Challenge session", "Section 11 2026 to 2027, A4". */
  origin: string[];
  /** Priority marks: "High", "Partnership priority: Neglect". */
  marks: string[];
  action: Prose;
  finding: Prose;
  /** The target. */
  successMeasure: Prose;
  days: PlanDay[];
  /** "Overdue", or null. */
  overdue: string | null;
  /** "In progress, 60%", "Amber". */
  state: string[];
  /** Evidence and evaluation of impact, oldest first. */
  said: { who: string; text: Prose; proof: string | null }[];
  /** Responsibility: organisation, group, owner, sponsor. */
  responsible: Fact[];
};

/** Actions of a plan that stand together under a heading; the only one of a plan without groups has none. */
export type PlanPart = { heading: string | null; note: string; actions: PlanAction[] };

/** A plan of actions: of one organisation, or of the partnership, narrowed as its reader asked. */
export type ActionPlanModel = DocumentFrame & {
  kind: 'action-plan';
  /** Whose plan: an organisation's name, or that of the partnership. */
  scope: string;
  asAt: string;
  /** What it was narrowed to, and its order. */
  narrowed: string;
  /** What is not in it, and where it is; null when all is. */
  leftOut: Prose | null;
  /** Counts by state, in words people use. */
  summary: Fact[];
  parts: PlanPart[];
};

/** The words of the plan around its model, the same on its page. */
export const planWords = {
  columns: [
    'Outcome reference',
    'Priority marks',
    'Action and target',
    'Timeline',
    'Evidence and evaluation of impact',
    'Responsibility',
  ],
  target: 'We shall know by:',
  found: 'Found:',
  proof: 'Proof:',
  none: 'No action matches.',
  nothingSaid: 'Nothing reported yet.',
} as const;

/** A short list of the board's page: its worst or newest few, and what is not shown. */
export type BoardList = {
  id: string;
  title: string;
  /** The finding in a sentence. */
  finding: string;
  headings: string[];
  /** Every row has as many cells as there are headings. */
  rows: string[][];
  /** "12 more are not shown"; null when all are. */
  notShown: string | null;
};

/** Actions for the board on one page. */
export type BoardPlanModel = DocumentFrame & {
  kind: 'board-plan';
  asAt: string;
  /** "Since 1 September 2026". */
  period: string;
  summary: Fact[];
  lists: BoardList[];
  /** How it was counted, and that long words are shortened. */
  basis: Prose;
};

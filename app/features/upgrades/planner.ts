/** What the planner of an upgrade shows. Types and pure sums, for both sides. */
import { type Outcome, outcomes, type QuestionFate, type QuestionRule, questionFates } from './words.ts';

/** Where an upgrade comes from: an edition that organisations of the cohort last answered. */
export interface PlannerOrigin {
  readonly editionId: string;
  readonly title: string;
  /** `2023.1`. */
  readonly edition: string;
  /** Last returns on it. */
  readonly returns: number;
  /** Whether successions lead from it to the new edition. Without, nothing is carried. */
  readonly leads: boolean;
}

/** One question, old or new, on the way from one edition. */
export interface PlannerQuestion {
  readonly key: string;
  readonly editionId: string;
  readonly code: string;
  readonly standard: { readonly code: string; readonly number: string; readonly title: string };
  readonly text: string;
  /** The old wordings, where they were others. */
  readonly before: readonly string[];
  readonly fate: QuestionFate;
  readonly rule: QuestionRule;
  /** What people wrote about the change. */
  readonly notes: readonly string[];
  readonly counts: QuestionCounts;
}

export interface QuestionCounts {
  readonly returns: number;
  readonly ratings: number;
  readonly evidence: number;
  readonly actions: number;
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** What an upgrade does to one organisation. */
export interface PlannerAgency {
  readonly organisationId: string;
  readonly name: string;
  /** The edition of its last return; null where it has sent none. */
  readonly edition: string | null;
  /** `waiting`: not worked out yet. `no-way`: no succession leads from its edition. */
  readonly state: 'planned' | 'nothing-sent' | 'no-way' | 'waiting';
  readonly counts: OutcomeCounts;
  readonly evidenceAlong: number;
  readonly evidenceLost: number;
  readonly actionsAlong: number;
  readonly actionsLost: number;
}

export interface FateTotal {
  readonly fate: QuestionFate;
  /** Questions, new ones and those that go. */
  readonly questions: number;
  /** Answers in last returns. */
  readonly answers: number;
}

export const noOutcomes: OutcomeCounts = { kept: 0, confirm: 0, text: 0, again: 0, retired: 0 };

/** Answers that somebody has to do something about, or that go. */
export const affectedBy = ({ confirm, text, again, retired }: OutcomeCounts): number =>
  confirm + text + again + retired;

/** How many of each outcome. */
export function sumOutcomes(all: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = { ...noOutcomes };
  for (const counts of all) for (const outcome of outcomes) sum[outcome] += counts[outcome];
  return sum;
}

/** Whether a question is changed at all by the upgrade. */
export const isChanged = ({ fate, rule }: Pick<PlannerQuestion, 'fate' | 'rule'>): boolean =>
  fate !== 'unchanged' || rule !== 'keep';

/** One line for each kind of change, over every way into the new edition. */
export function totalsOf(questions: readonly PlannerQuestion[]): FateTotal[] {
  const byFate = Map.groupBy(questions, ({ fate }) => fate);
  return questionFates.flatMap((fate) => {
    const its = byFate.get(fate) ?? [];
    if (its.length === 0) return [];
    return [{ fate, questions: its.length, answers: its.reduce((sum, { counts }) => sum + counts.returns, 0) }];
  });
}

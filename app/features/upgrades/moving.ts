/** Shapes of a return that moves from one edition to another, and of what it was before. No database. */
import type { CarriedAnswerRow } from '../../../db/schema/carry-forward.table.ts';
import type { EvidenceUseRow } from '../../../db/schema/evidence.table.ts';
import type { AnswerRevisionRow, AnswerRow, StandardProgressRow } from '../../../db/schema/returns.table.ts';
import type { AnswerOutcome } from './preview.ts';

/** What a return holds that a move may change: rows as they are stored. */
export interface ReturnRows {
  readonly answers: readonly AnswerRow[];
  readonly uses: readonly EvidenceUseRow[];
  readonly carried: readonly CarriedAnswerRow[];
}

/** An answer to a question that is not asked any more, with its question as it was asked. */
export interface AsideAnswer {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly narrative: string;
  readonly savedAt: string;
}

/** A return after its move. */
export interface MovedRows extends ReturnRows {
  /** Texts that the history gains, because an answer was put in the terms of the new edition or under a new code. */
  readonly revisions: readonly Omit<AnswerRevisionRow, 'id'>[];
  readonly aside: readonly AsideAnswer[];
  /** What became of each answer, as the planner counts. */
  readonly outcomes: readonly AnswerOutcome[];
  readonly evidenceLost: number;
}

/** The rows that a move took away or changed, and the keys of those that it added: what an undo needs. */
export interface BeforeMove {
  readonly status: string;
  readonly profileConfirmedAt: string | null;
  readonly answers: readonly AnswerRow[];
  readonly addedAnswers: readonly string[];
  readonly uses: readonly EvidenceUseRow[];
  readonly addedUses: readonly (readonly [questionCode: string, evidenceId: string])[];
  readonly carried: readonly CarriedAnswerRow[];
  readonly addedRevisions: readonly string[];
  readonly progress: readonly StandardProgressRow[];
  /** The outcome of carrying last time's answers, before; null when none had been looked for. */
  readonly carryOutcome: string | null;
  readonly signOffs: readonly string[];
  readonly request: string | null;
}

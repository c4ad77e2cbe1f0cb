/** The life of a return: one table, from which buttons, guards and tests come. */
export const returnStatuses = {
  'not-started': { words: 'Not yet started', next: ['in-progress'], editable: true },
  'in-progress': { words: 'In progress', next: ['awaiting-sign-off'], editable: true },
  'awaiting-sign-off': { words: 'Waiting for sign-off', next: ['in-progress', 'signed'], editable: true },
  signed: { words: 'Signed, not yet sent', next: ['in-progress', 'submitted'], editable: true },
  submitted: { words: 'Sent', next: ['closed'], editable: false },
  closed: { words: 'Closed', next: [], editable: false },
} as const satisfies Record<string, { words: string; next: readonly string[]; editable: boolean }>;

export type ReturnStatus = keyof typeof returnStatuses;

export const mayMoveReturn = (from: ReturnStatus, to: ReturnStatus): boolean =>
  (returnStatuses[from].next as readonly string[]).includes(to);

export const isEditable = (status: ReturnStatus): boolean => returnStatuses[status].editable;

/** An edit to a return that is waiting for signatures, or signed, takes it back to work and voids the signatures. */
export const editVoidsSignatures = (status: ReturnStatus): boolean =>
  status === 'awaiting-sign-off' || status === 'signed';

/** Overdue: not sent, and the last day has passed in London. */
export const isOverdue = (status: ReturnStatus, dueOn: string, today: string): boolean =>
  status !== 'submitted' && status !== 'closed' && dueOn < today;

/** How far one standard of a return is, in the words of the task list. */
export const standardStatuses = {
  'not-started': 'Not yet started',
  'in-progress': 'In progress',
  'ready-for-review': 'Ready for review',
  completed: 'Completed',
} as const;

export type StandardStatus = keyof typeof standardStatuses;

/** What is stored about how far one standard of a return is. */
export interface StandardCounts {
  readonly questions: number;
  readonly required: number;
  readonly answered: number;
  readonly requiredComplete: number;
  readonly markedComplete: boolean;
}

/**
 * Completed only when somebody said so and nothing is missing. `touched`: something was saved in it, be it words beside
 * a rating that is not chosen yet. `waitsForReview`: a colleague to whom it was handed says that it is ready.
 */
export function standardStatus(counts: StandardCounts, touched: boolean, waitsForReview = false): StandardStatus {
  if (waitsForReview) return 'ready-for-review';
  if (counts.markedComplete) return 'completed';
  return touched || counts.answered > 0 || counts.requiredComplete > 0 ? 'in-progress' : 'not-started';
}

/** What the person says at the foot of a standard; `when-nothing-missing` stands for moving on without saying. */
export type CompletionMark = 'complete' | 'not-complete' | 'when-nothing-missing';

/** Whole per cent of the required questions with nothing missing, rounded down; 100 where nothing is required. */
export function percentComplete({ required, complete }: { required: number; complete: number }): number {
  return required === 0 ? 100 : Math.floor((complete * 100) / required);
}

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

/** An edit to a return that is waiting for signatures, or signed, takes it back to work and voids the signatures. */
export const editVoidsSignatures = (status: ReturnStatus): boolean =>
  status === 'awaiting-sign-off' || status === 'signed';

/** Overdue: not sent, and the last day has passed in London. */
export const isOverdue = (status: ReturnStatus, dueOn: string, today: string): boolean =>
  status !== 'submitted' && status !== 'closed' && dueOn < today;

/** When a sent return may be corrected: one table and pure decisions (decision 0025). */
import type { ReturnStatus } from '../../returns/rules.ts';

/** The life of a correction, from the request or the sending back to the next version. */
export const reopeningStatuses = {
  asked: { words: 'The agency asks to correct its return', next: ['open', 'declined', 'withdrawn'], ended: false },
  open: { words: 'The agency is correcting its return', next: ['resent'], ended: false },
  declined: { words: 'Not agreed', next: [], ended: true },
  withdrawn: { words: 'Taken back by the agency', next: [], ended: true },
  resent: { words: 'Sent again', next: [], ended: true },
} as const satisfies Record<string, { words: string; next: readonly string[]; ended: boolean }>;

/** How far a correction is. */
export type ReopeningStatus = keyof typeof reopeningStatuses;

/** Whether the table allows the move. */
export const mayMoveReopening = (from: ReopeningStatus, to: ReopeningStatus): boolean =>
  (reopeningStatuses[from].next as readonly string[]).includes(to);

/** What decides whether a return may be corrected now. */
export interface CorrectionState {
  readonly returnStatus: ReturnStatus;
  /** The version looked at is the newest. */
  readonly newest: boolean;
  readonly cycleOpen: boolean;
  /** The partnership has answered this version. */
  readonly letterIssued: boolean;
  /** This version was discussed at a challenge session. */
  readonly challenged: boolean;
}

/**
 * Why a return cannot be opened for correction, in words for either side; undefined when it can. After a challenge
 * session or a letter what must change is said there, and is followed up by actions.
 */
export function correctionProblem(state: CorrectionState): string | undefined {
  if (!state.newest) return 'A newer version of this return has been sent: look at that one';
  if (state.returnStatus === 'closed') return 'This return is closed, so it can no longer be corrected';
  if (state.returnStatus !== 'submitted') return 'This return is with the agency already';
  if (!state.cycleOpen) return 'This cycle is closed, so its returns stay as they are';
  if (state.letterIssued)
    return 'The outcome letter has been issued, or a written response sent: what must change is said there';
  if (state.challenged)
    return 'This return has been discussed at a challenge session: what must change goes into the outcome letter';
  return undefined;
}

/** Why a day cannot be the one by which the next version is due; undefined when it can. Days as `YYYY-MM-DD`. */
export function reviseByProblem(
  day: string,
  { today, actionsDueOn }: { readonly today: string; readonly actionsDueOn: string },
) {
  if (day < today) return 'The new date must not be in the past';
  if (day > actionsDueOn) return 'The new date must not be after the day on which the actions of this cycle are due';
  return undefined;
}

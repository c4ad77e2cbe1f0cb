import type { RiskEntryRow } from '../../../../../db/schema/registers.table.ts';
import type { RiskLevel, RiskStatus } from '../rules.ts';

/** One entry of a risk's history, as a report replays it. */
export interface ReplayedEntry {
  readonly kind: RiskEntryRow['kind'];
  /** The day it counts for. */
  readonly on: string;
  readonly level: RiskLevel;
  readonly status: RiskStatus;
  readonly score: number;
  readonly likelihood: number;
  readonly impact: number;
  readonly nextReviewOn: string | null;
}

/** How a risk stood at the end of a day: what its last entry up to it left. Undefined before it was on the register. */
export function standingAt(history: readonly ReplayedEntry[], day: string): ReplayedEntry | undefined {
  return history.findLast(({ on }) => on <= day);
}

/** The day of the last review, or of its beginning, up to a day. */
export const lastReviewed = (history: readonly ReplayedEntry[], day: string): string | undefined =>
  history.findLast(({ kind, on }) => on <= day && (kind === 'reviewed' || kind === 'raised' || kind === 'reopened'))
    ?.on;

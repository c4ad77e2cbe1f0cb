/**
 * Thrown by a job's handler: the job is in order, and is to run again at an instant. It is no failure and does not count
 * towards the last attempt.
 */
export class TryLater extends Error {
  readonly at: string;
  /** Up to so many seconds are added by chance, so that what waited together does not come back together. */
  readonly spreadSeconds: number;
  constructor(at: string, reason: string, spreadSeconds = 0) {
    super(reason);
    this.name = 'TryLater';
    this.at = at;
    this.spreadSeconds = spreadSeconds;
  }
}

const longestMinutes = 60;

/** Minutes to wait after so many failures: 1, 2, 4 ... up to an hour, and up to a half more by chance (0 to 1). */
export const backOffMinutes = (failures: number, chance: number): number =>
  Math.min(longestMinutes, 2 ** Math.max(0, failures - 1)) * (1 + chance / 2);

/**
 * How fresh a piece of evidence is on a day: the one rule that the library, the pages of a return, the check before it
 * is sent, the evidence index of documents and the pack go by.
 */
import { dayInWords } from '../../platform/words.ts';

/** Evidence counts as old when what it covers, or its date, ended more than this many days before, unless a standard says otherwise. */
export const freshForDays = 365;

/** The dates that freshness is judged by, each `YYYY-MM-DD`. */
export interface Dated {
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  /** The day by which somebody meant to look at it again. */
  readonly reviewOn?: string | null | undefined;
}

export const freshnesses = ['current', 'old', 'review-passed', 'not-dated'] as const;
export type Freshness = (typeof freshnesses)[number];

/** The day a piece of evidence ends: the end of what it covers, else its beginning; null when it is not dated. */
export const evidenceEnd = ({ coversFrom, coversTo }: Dated): string | null => coversTo ?? coversFrom;

/**
 * How fresh evidence is. Old goes before a review that is due; evidence without a date is not called old.
 *
 * @param today `YYYY-MM-DD`
 * @param mostMonths how old the standard or question allows it to be; null where it says nothing
 */
export function freshnessOf(file: Dated, today: string, mostMonths: number | null = null): Freshness {
  const end = evidenceEnd(file);
  if (end !== null && end < oldBefore(today, mostMonths)) return 'old';
  if (file.reviewOn && file.reviewOn < today) return 'review-passed';
  return end === null ? 'not-dated' : 'current';
}

/** Evidence that ended before this day is old on `today`. A month that is too short ends on its last day. */
export function oldBefore(today: string, mostMonths: number | null): string {
  if (mostMonths === null)
    return new Date(Date.parse(`${today}T00:00:00Z`) - freshForDays * 86_400_000).toISOString().slice(0, 10);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - mostMonths, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - mostMonths, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Whether a piece of evidence is old on a day; see `freshnessOf`. */
export const isOldEvidence = (file: Dated, today: string, mostMonths: number | null = null): boolean =>
  freshnessOf(file, today, mostMonths) === 'old';

/** "a year", "6 months": the age past which evidence is old. */
export const ageInWords = (mostMonths: number | null): string =>
  mostMonths === null || mostMonths === 12 ? 'a year' : mostMonths === 1 ? 'a month' : `${mostMonths} months`;

/** What is wrong with its age, in words; null where nothing is. */
export function staleInWords(file: Dated, today: string, mostMonths: number | null = null): string | null {
  const freshness = freshnessOf(file, today, mostMonths);
  return freshness === 'old' || freshness === 'review-passed' ? freshnessInWords(file, today, mostMonths) : null;
}

/** "Up to date", "More than a year old", "Due to be reviewed by 3 May 2026", "Not dated". */
export function freshnessInWords(file: Dated, today: string, mostMonths: number | null = null): string {
  switch (freshnessOf(file, today, mostMonths)) {
    case 'old':
      return `More than ${ageInWords(mostMonths)} old`;
    case 'review-passed':
      return `Due to be reviewed by ${dayInWords(file.reviewOn ?? today)}`;
    case 'not-dated':
      return 'Not dated';
    case 'current':
      return 'Up to date';
  }
}

/** Quarters of the financial year, which begins on 1 April: the first is April to June. */

export interface Quarter {
  /** `2026-q3`: the year in which the financial year begins, and the quarter of it. */
  readonly code: string;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** "Quarter 3 of 2026 to 2027: October to December 2026". */
  readonly words: string;
}

const months = [
  { words: 'April to June', from: '04-01', to: '06-30', later: 0 },
  { words: 'July to September', from: '07-01', to: '09-30', later: 0 },
  { words: 'October to December', from: '10-01', to: '12-31', later: 0 },
  { words: 'January to March', from: '01-01', to: '03-31', later: 1 },
] as const;

function quarterAt(place: number): Quarter {
  const year = Math.floor(place / 4);
  const number = (place % 4) + 1;
  const { words, from, to, later } = months[number - 1] ?? months[0];
  return {
    code: `${year}-q${number}`,
    from: `${year + later}-${from}`,
    to: `${year + later}-${to}`,
    words: `Quarter ${number} of ${year} to ${year + 1}: ${words} ${year + later}`,
  };
}

/** How many quarters of financial years lie before the one with this day in it. */
function placeOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month < 4 ? (year - 1) * 4 + 3 : year * 4 + Math.floor((month - 4) / 3);
}

/** The quarter with this day in it. */
export const quarterOf = (day: string): Quarter => quarterAt(placeOf(day));

/** The quarters from the one of the first day to that of the last, newest first; forty at most. */
export function quartersBetween(first: string, last: string): Quarter[] {
  const newest = placeOf(last);
  const oldest = Math.max(Math.min(placeOf(first), newest), newest - 39);
  return Array.from({ length: newest - oldest + 1 }, (_, back) => quarterAt(newest - back));
}

/** The quarters of the calendar year, as `2026-Q4`. */
const months = ['January to March', 'April to June', 'July to September', 'October to December'] as const;

/** The quarter of a day. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** `2026-Q4` as "October to December 2026". */
export function quarterInWords(quarter: string): string {
  const [year = '', number = ''] = quarter.split('-Q');
  return `${months[Number(number) - 1] ?? ''} ${year}`;
}

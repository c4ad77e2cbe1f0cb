import { daysBetween } from '../../platform/clock.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { type CycleDates, cycleDates } from './rules.ts';

/** The dates of a cycle with what they mean today: behind us, today, or for the next one in how many days. */
export function datesInWords(dates: CycleDates, today: string): { label: string; value: string }[] {
  const next = cycleDates.find(({ field }) => dates[field] > today);
  return cycleDates.map(({ field, label, past }) => {
    const day = dates[field];
    const words = dayInWords(day);
    if (day < today) return { label: past, value: words };
    if (day === today) return { label, value: `${words} (today)` };
    return { label, value: field === next?.field ? `${words} (in ${countOf(daysBetween(today, day), 'day')})` : words };
  });
}

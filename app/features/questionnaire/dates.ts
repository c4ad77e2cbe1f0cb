/** The three boxes of a date as typed; nothing is checked yet. */
export type DateParts = { day: string; month: string; year: string };

/** A calendar date as `YYYY-MM-DD`, or the plain words that say what to do about it. */
export type DateReading = { date: string | null } | { problem: string };

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Reads three boxes. All blank is `null`; a month may be a number or its English name (three letters are enough). */
export function readDateParts(parts: DateParts): DateReading {
  const day = parts.day.trim();
  const month = parts.month.trim();
  const year = parts.year.trim();
  if (day === '' && month === '' && year === '') return { date: null };
  const missing = [day === '' && 'a day', month === '' && 'a month', year === '' && 'a year'].filter(
    (part) => part !== false,
  );
  if (missing.length > 0) return { problem: `The date must include ${missing.join(' and ')}` };
  if (!/^\d{4}$/.test(year)) return { problem: 'The year must have 4 numbers, for example 2027' };
  const iso = toIso(Number(year), monthNumber(month), /^\d{1,2}$/.test(day) ? Number(day) : 0);
  return iso === undefined ? { problem: 'Enter a real date, for example 14 3 2027' } : { date: iso };
}

/** Reads one box: `14/3/2027`, `14 March 2027` or `2027-03-14`. Blank is `null`. */
export function readTypedDate(typed: string): DateReading {
  const text = typed.trim();
  if (text === '') return { date: null };
  if (isRealDate(text)) return { date: text };
  const [day, month, year, ...rest] = text.split(/[\s/.-]+/);
  if (day === undefined || month === undefined || year === undefined || rest.length > 0)
    return { problem: 'Enter a date like 14/3/2027' };
  const reading = readDateParts({ day, month, year });
  return 'problem' in reading ? { problem: 'Enter a real date like 14/3/2027' } : reading;
}

/** True of a `YYYY-MM-DD` that is in the calendar, from 1900 to 2199. */
export function isRealDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && toIso(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** The boxes for a stored date, without leading zeros; three blanks for `null`. */
export function datePartsOf(date: string | null): DateParts {
  const [year, month, day] = (date ?? '').split('-');
  if (year === undefined || month === undefined || day === undefined) return { day: '', month: '', year: '' };
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** A stored date as one box shows it: `14/3/2027`. */
export function typedDateOf(date: string): string {
  const { day, month, year } = datePartsOf(date);
  return year === '' ? date : `${day}/${month}/${year}`;
}

function monthNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const word = text.toLowerCase();
  return word.length < 3 ? 0 : months.findIndex((month) => month.startsWith(word)) + 1;
}

function toIso(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

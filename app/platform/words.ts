/** Dates and counts as people read them. All instants are shown in Europe/London. */
const dateWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const instantDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const instantTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** `2027-03-14` as "14 March 2027". */
export const dayInWords = (day: string): string => dateWords.format(new Date(`${day}T00:00:00Z`));

/** An instant as "2:30pm". */
export const timeInWords = (at: string): string => instantTime.format(new Date(at)).replace(/\s/g, '').toLowerCase();

/** An instant as "14 March 2027 at 2:30pm". */
export const instantInWords = (at: string): string => `${instantDay.format(new Date(at))} at ${timeInWords(at)}`;

/** An instant of the last hour as "3 minutes ago", or "just now"; null for one that is longer ago, or ahead. */
export function agoInWords(at: string, now: string): string | null {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000);
  if (minutes < 0 || minutes > 59) return null;
  return minutes === 0 ? 'just now' : `${countOf(minutes, 'minute')} ago`;
}

/** `14:30` as "2:30pm". */
export function clockInWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')}${hours < 12 ? 'am' : 'pm'}`;
}

/** "1 action", "3 actions". */
export const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "A, B and C". */
export function listInWords(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Bytes as "312 kB" or "1.4 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

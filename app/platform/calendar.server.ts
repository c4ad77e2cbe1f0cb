import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addMinutes, londonAt } from './clock.ts';

/** One entry of a calendar: a whole day, or times of a day in Europe/London. */
export interface CalendarEntry {
  /** The same for ever: a calendar knows by it that an entry has changed. */
  readonly uid: string;
  /** Grows with every change; a calendar ignores an entry with a smaller number than it has. */
  readonly sequence: number;
  /** The instant of the last change, so that the same state gives the same bytes. */
  readonly changedAt: string;
  readonly title: string;
  readonly when:
    | { readonly day: string }
    | { readonly day: string; readonly startsAt: string; readonly minutes: number };
  readonly place?: string | undefined;
  /** A page of ours; what is confidential stays behind it. */
  readonly link: string;
  readonly cancelled?: boolean | undefined;
}

/**
 * A calendar file (RFC 5545): lines end in CRLF and are folded at 75 octets, text is escaped, times are UTC, days stay
 * days. Published, so that nobody's calendar answers: replies are given in the portal.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    name: plainText(name),
    prodId: { company: 'Line of Sight', product: 'Assurance portal', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    events: entries.map(eventOf),
  });
  return `${calendar.toString()}\r\n`;
}

function eventOf(entry: CalendarEntry): ICalEventData {
  const { when } = entry;
  return {
    id: entry.uid,
    sequence: entry.sequence,
    stamp: new Date(entry.changedAt),
    lastModified: new Date(entry.changedAt),
    summary: plainText(entry.title),
    // Some calendars do not show the address of an entry, so its description says it too.
    description: entry.link,
    url: entry.link,
    ...(entry.place === undefined ? {} : { location: plainText(entry.place) }),
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...timesOf(when),
  };
}

function timesOf(when: CalendarEntry['when']): Pick<ICalEventData, 'start' | 'end' | 'allDay' | 'transparency'> {
  if (!('startsAt' in when))
    return { start: new Date(`${when.day}T00:00:00Z`), allDay: true, transparency: ICalEventTransparency.TRANSPARENT };
  const start = londonAt(when.day, when.startsAt);
  return { start: new Date(start), end: new Date(addMinutes(start, when.minutes)) };
}

/** Without control and direction characters, which a calendar may not hold; line breaks become spaces. */
const plainText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** A calendar file as an answer to a browser: downloaded under a name, kept by nobody on the way. */
export const calendarHeaders = (disposition: string): Record<string, string> => ({
  'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
  'Content-Disposition': disposition,
  'Cache-Control': 'private, no-store',
});

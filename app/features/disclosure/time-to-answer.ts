/**
 * By when a request must be answered. Each rule says where it comes from; one that was not read against the text of the
 * law says so wherever it is shown.
 */
import { addDays } from '../../platform/clock.ts';
import { isWorkingDay, workingDaysBefore } from '../notifications/sending-times.ts';
import type { DisclosureKind } from './rules.ts';

/** A rule in words for the page, and whether its reference was read against the text. */
export interface LawNote {
  readonly words: string;
  readonly source: string;
  readonly checked: boolean;
}

export interface CountedTime {
  /** `YYYY-MM-DD`: the day of receipt, or on which what was asked back for arrived. */
  readonly countsFrom: string;
  readonly daysNotCounted: number;
  readonly extended: boolean;
}

/** FOIA s.10(1): the twentieth working day following the date of receipt. */
const freedomDays = 20;

/**
 * The last day to answer. A subject access request has one month from the day of receipt, whether or not that is a
 * working day, or three where it was extended; it ends on the last day of a shorter month, and on the next working day
 * where it would end on another (UK GDPR art. 12(3); ICO, right of access, "How long do we have to comply?"). Days of
 * waiting for clarification are added. A request by freedom of information has twenty working days after the day of
 * receipt, or as many again where it was extended to weigh the public interest (FOIA s.10).
 *
 * Bank holidays are those of England. FOIA s.10(6) leaves out those of any part of the United Kingdom, so by law the day
 * may be a little later than this one, and never earlier.
 */
export function lastDayToAnswer(kind: DisclosureKind, { countsFrom, daysNotCounted, extended }: CountedTime): string {
  if (kind === 'freedom-of-information') return workingDaysBefore(countsFrom, -(extended ? 2 : 1) * freedomDays);
  const day = addDays(monthsAfter(countsFrom, extended ? 3 : 1), daysNotCounted);
  return isWorkingDay(day) ? day : workingDaysBefore(day, -1);
}

/** The same day so many months on, or the last day of a month that has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(of, last))).toISOString().slice(0, 10);
}

/** What the time rests on, for the page of a request. */
export const timeNotes: Readonly<Record<DisclosureKind, readonly LawNote[]>> = {
  'subject-access': [
    {
      words:
        'One month from the day of receipt. Two more months can be taken where the request is complex or one of several; the person must be told why within the first month.',
      source: 'UK GDPR article 12(3); guidance of the Information Commissioner’s Office on the right of access',
      checked: true,
    },
    {
      words: 'The month begins when proof of identity arrives, where it had to be asked for.',
      source: 'Guidance of the Information Commissioner’s Office on the right of access',
      checked: true,
    },
    {
      words: 'Days of waiting for the person to say what they mean do not count.',
      source: 'UK GDPR article 12A, put in by the Data (Use and Access) Act 2025, section 76',
      checked: false,
    },
  ],
  'freedom-of-information': [
    {
      words:
        'Promptly, and not later than the twentieth working day after the day of receipt. The date here leaves out the bank holidays of England; by law those of any part of the United Kingdom are left out, so it is never too late.',
      source: 'Freedom of Information Act 2000, section 10(1) and (6)',
      checked: true,
    },
    {
      words: 'The twenty days begin again when the person has said what they mean, where that had to be asked.',
      source: 'Freedom of Information Act 2000, sections 1(3) and 10(6)',
      checked: false,
    },
    {
      words:
        'More time can be taken only to weigh the public interest, as much as is reasonable; here up to twenty working days more. The person must still be told within the first twenty which exemption it is.',
      source: 'Freedom of Information Act 2000, section 10(3)',
      checked: true,
    },
    {
      words: 'A school may have twenty of its own school days, if that is later, up to sixty working days in all.',
      source: 'Freedom of Information (Time for Compliance with Request) Regulations 2004',
      checked: false,
    },
  ],
};

/** A rule with what is not certain about it. */
export const noteInWords = ({ words, source, checked }: LawNote): string =>
  `${words} (${source}${checked ? '' : '; this reference has not been checked against the text'})`;

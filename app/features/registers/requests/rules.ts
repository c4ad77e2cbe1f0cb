/**
 * What a partnership asks a body for, by law or by agreement, beside its returns: what may happen to a request, and what it
 * rests on.
 */
import type { InformationRequestRow } from '../../../../db/schema/registers.table.ts';
import { workingDaysBefore } from '../../notifications/sending-times.ts';

/** What somebody can put on record about a request and that moves it on. */
export type RequestMove = 'answered' | 'refused' | 'closed' | 'reopened';

/** The life of a request: one table, from which buttons, guards and tests come. */
export const requestStatuses = {
  open: { words: 'Waiting for an answer', moves: { answered: 'answered', refused: 'refused', closed: 'closed' } },
  answered: {
    words: 'Answered',
    moves: { answered: 'answered', closed: 'closed', reopened: 'open' },
  },
  refused: { words: 'Refused', moves: { answered: 'answered', closed: 'closed', reopened: 'open' } },
  closed: { words: 'Closed', moves: { reopened: 'open' } },
} as const satisfies Record<
  InformationRequestRow['status'],
  { words: string; moves: Partial<Record<RequestMove, InformationRequestRow['status']>> }
>;
export type RequestStatus = keyof typeof requestStatuses;
export const requestStatusCodes = ['open', 'answered', 'refused', 'closed'] as const satisfies RequestStatus[];

/** The state a move leads to; undefined when the move is not possible in this state. */
export function requestAfter(status: RequestStatus, move: RequestMove): RequestStatus | undefined {
  const moves: Partial<Record<RequestMove, RequestStatus>> = requestStatuses[status].moves;
  return moves[move];
}

/** Headings of a request's timeline. */
export const requestEntryWords = {
  answered: 'Answered',
  refused: 'Refused',
  extended: 'More time given',
  closed: 'Closed',
  reopened: 'Asked again',
} as const;
export type RequestEntryKind = keyof typeof requestEntryWords;

/**
 * What a request rests on. A basis that nobody has checked against the text of the law says so wherever it is shown.
 * Source: domain.md 1.2, where section 16H is believed and not checked.
 */
export const requestBases = {
  'children-act-16h': {
    words: 'Children Act 2004, section 16H: information asked for by safeguarding partners',
    checked: false,
  },
  'working-together': {
    words: 'Working Together to Safeguard Children: information that partners need from each other',
    checked: false,
  },
  agreement: { words: 'An agreement between the partnership and the body', checked: true },
  other: { words: 'Another basis, in the words below', checked: true },
} as const;
export type RequestBasis = keyof typeof requestBases;
export const requestBasisCodes = Object.keys(requestBases) as RequestBasis[];

export const isRequestBasis = (code: string): code is RequestBasis => Object.hasOwn(requestBases, code);

/** What a request rests on, with what is not certain about it. */
export function basisInWords(code: string, words: string | null): string {
  if (!isRequestBasis(code)) return words ?? code;
  if (code === 'other') return words ?? '';
  const { words: known, checked } = requestBases[code];
  const more = words === null ? '' : ` (${words})`;
  return `${known}${more}${checked ? '' : '. This reference has not been checked against the text'}`;
}

/** Working days that a body has to answer, unless somebody says otherwise. */
export const daysToAnswer = 15;

/** The day by which an answer is due: so many working days on. */
export const proposedAnswerDay = (today: string): string => workingDaysBefore(today, -daysToAnswer);

/** Overdue: the last day has passed in London and there is no answer. */
export const isRequestOverdue = (status: RequestStatus, dueOn: string, today: string): boolean =>
  status === 'open' && dueOn < today;

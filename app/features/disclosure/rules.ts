/** What a request for disclosure is, what may happen to it, and when a file may go out. */
import type { DisclosureRequestRow } from '../../../db/schema/disclosure.table.ts';

export const disclosureKinds = {
  'subject-access': {
    words: 'Subject access request',
    short: 'Subject access',
    law: 'UK GDPR, article 15',
  },
  'freedom-of-information': {
    words: 'Freedom of information request',
    short: 'Freedom of information',
    law: 'Freedom of Information Act 2000',
  },
} as const;
export type DisclosureKind = keyof typeof disclosureKinds;
export const disclosureKindCodes = [
  'subject-access',
  'freedom-of-information',
] as const satisfies readonly DisclosureKind[];

export type DisclosureMove = 'paused' | 'resumed' | 'extended' | 'closed' | 'reopened';

/** The life of a request: one table, from which buttons, guards and tests come. */
export const disclosureStatuses = {
  open: { words: 'Being worked on', moves: { paused: 'paused', extended: 'open', closed: 'closed' } },
  paused: { words: 'Paused: waiting for the person who asks', moves: { resumed: 'open', closed: 'closed' } },
  closed: { words: 'Closed', moves: { reopened: 'open' } },
} as const satisfies Record<
  DisclosureRequestRow['status'],
  { words: string; moves: Partial<Record<DisclosureMove, DisclosureRequestRow['status']>> }
>;
export type DisclosureStatus = keyof typeof disclosureStatuses;
export const disclosureStatusCodes = ['open', 'paused', 'closed'] as const satisfies readonly DisclosureStatus[];

/** The state a move leads to; undefined when the move is not possible in this state. */
export function disclosureAfter(status: DisclosureStatus, move: DisclosureMove): DisclosureStatus | undefined {
  const moves: Partial<Record<DisclosureMove, DisclosureStatus>> = disclosureStatuses[status].moves;
  return moves[move];
}

/** What the time stands still for. Freedom of information asks nobody for proof of who they are. */
export const pauseReasons = {
  identity: 'Proof of identity, or of the right to ask for somebody else',
  clarification: 'What exactly they want to see',
} as const;
export type PauseReason = keyof typeof pauseReasons;
export const pausesOf = (kind: DisclosureKind): readonly PauseReason[] =>
  kind === 'subject-access' ? ['identity', 'clarification'] : ['clarification'];

export const disclosureOutcomes = {
  given: 'Everything that was asked for was given',
  'given-in-part': 'Given in part',
  'nothing-held': 'Nothing is held',
  refused: 'Refused',
  withdrawn: 'Withdrawn by the person who asked',
  'passed-on': 'Passed on to the body that holds the information',
} as const;
export type DisclosureOutcome = keyof typeof disclosureOutcomes;
export const disclosureOutcomeCodes = [
  'given',
  'given-in-part',
  'nothing-held',
  'refused',
  'withdrawn',
  'passed-on',
] as const satisfies readonly DisclosureOutcome[];

/** Headings of a request's timeline. */
export const disclosureEntryWords = {
  paused: 'Paused',
  resumed: 'Goes on',
  extended: 'Longer time taken',
  'check-asked': 'Second person asked to check',
  'check-taken-back': 'Nobody is asked to check any more',
  checked: 'Checked by a second person',
  closed: 'Closed',
  reopened: 'Opened again',
  changed: 'Changed',
} as const;
export type DisclosureEntryKind = keyof typeof disclosureEntryWords;

/** Overdue: the last day has passed in London, and nothing is waited for. */
export const isDisclosureOverdue = (status: DisclosureStatus, dueOn: string, today: string): boolean =>
  status === 'open' && dueOn < today;

/** So many days ahead of its last day a request is named on the home page. */
export const dueSoonDays = 7;

/** The most records that one request holds: a search that finds more says so and takes these. */
export const mostItems = 2000;

export interface Readiness {
  readonly items: number;
  readonly undecided: number;
  readonly searchUnderWay: boolean;
  /** Nobody asked; asked and still to come; checked what stands now; checked, and changed since. */
  readonly check: 'nobody-asked' | 'waiting' | 'done' | 'out-of-date';
}

/** Whether a check holds for what stands now. */
export function checkOf(row: {
  readonly check_by: string | null;
  readonly checked_revision: number | null;
  readonly judged_revision: number;
}): Readiness['check'] {
  if (row.check_by === null) return 'nobody-asked';
  if (row.checked_revision === null) return 'waiting';
  return row.checked_revision === row.judged_revision ? 'done' : 'out-of-date';
}

/** What still stands between a request and its file, in words; empty when a file may be made. */
export function standsInTheWay({ items, undecided, searchUnderWay, check }: Readiness): string[] {
  return [
    ...(searchUnderWay ? ['The search is not finished.'] : []),
    ...(items === 0 ? ['No records have been found yet.'] : []),
    ...(undecided > 0
      ? [`${undecided} ${undecided === 1 ? 'record has' : 'records have'} not been decided about.`]
      : []),
    ...(check === 'waiting' ? ['The second person has not checked yet.'] : []),
    ...(check === 'out-of-date' ? ['Something has changed since the second person checked.'] : []),
  ];
}

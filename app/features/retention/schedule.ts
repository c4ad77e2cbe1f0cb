import type { OwnerKind } from './map/unit.ts';

/** How long: so many days, months or years from the trigger. Null: it is kept. */
export interface Length {
  readonly amount: number;
  readonly unit: 'days' | 'months' | 'years';
}

interface Source {
  /** The source in our own words, with where it stands. */
  readonly words: string;
  /** Somebody has compared it with the published text. */
  readonly checked: boolean;
}

interface Line {
  readonly owners: readonly OwnerKind[];
  readonly title: string;
  /** What is in it. */
  readonly holds: string;
  /** From when its length counts. */
  readonly trigger: string;
  readonly usual: Length | null;
  /** Why so long and no longer. */
  readonly basis: string;
  readonly sources: readonly Source[];
  readonly fate: 'deleted' | 'anonymised' | 'kept';
}

const years = (amount: number): Length => ({ amount, unit: 'years' });
const months = (amount: number): Length => ({ amount, unit: 'months' });

const storage: Source = {
  words: 'UK GDPR, Article 5(1)(e): no longer than the purpose needs, in a form that names people',
  checked: false,
};
const limitation: Source = {
  words: 'Limitation Act 1980: most claims end after six years; a year more for one that is made at the end',
  checked: false,
};
const inquiry: Source = {
  words:
    'Independent Inquiry into Child Sexual Abuse, report of 2022, on access to records: records known to relate to child sexual abuse are kept for 75 years. This portal is no place for them; put a legal hold on anything that touches an allegation',
  checked: false,
};
const assurance =
  'Two rounds of assurance can be set beside each other, and a claim about how the duty was met can still be answered.';

/**
 * The schedule as it ships: each line a kind of record. Lengths are starting points that each owner sets for what it
 * owns.
 */
export const lines = {
  challenge: {
    owners: ['partnership'],
    title: 'Challenge sessions',
    holds: 'Sessions with agenda, invitations, packs, notes, challenges, minutes',
    trigger: 'The cycle was closed',
    usual: years(7),
    basis: assurance,
    sources: [limitation, storage, inquiry],
    fate: 'deleted',
  },
  moderation: {
    owners: ['partnership'],
    title: 'Moderation and letters',
    holds:
      'Moderated and panel ratings, judgements of evidence, replies, questions for the panel, samples, letters, responses',
    trigger: 'The cycle was closed',
    usual: years(7),
    basis: assurance,
    sources: [limitation, storage],
    fate: 'deleted',
  },
  queries: {
    owners: ['partnership'],
    title: 'Questions and comments about returns',
    holds: 'What partnership and organisation wrote to each other beside a return',
    trigger: 'The return was closed, or its cycle',
    usual: years(7),
    basis: 'Explains ratings that are kept as long.',
    sources: [limitation, storage],
    fate: 'deleted',
  },
  actions: {
    owners: ['partnership'],
    title: 'Actions',
    holds: 'Actions with their history, further findings, draws of closed actions',
    trigger: 'The action was closed; the day of a draw',
    usual: years(7),
    basis: 'Shows for as long as the returns what was done about them.',
    sources: [limitation, storage],
    fate: 'deleted',
  },
  registers: {
    owners: ['partnership'],
    title: 'Registers',
    holds: 'Risks, entries of the challenge log, requests for information',
    trigger: 'The entry was closed',
    usual: years(7),
    basis: 'Shows what the partnership knew and what it did.',
    sources: [limitation, storage, inquiry],
    fate: 'deleted',
  },
  escalations: {
    owners: ['partnership'],
    title: 'Escalations',
    holds: 'What was raised because it was late, with its letters',
    trigger: 'The escalation ended',
    usual: years(7),
    basis: 'Shows how the partnership held others to their duty.',
    sources: [limitation, storage],
    fate: 'deleted',
  },
  joining: {
    owners: ['partnership'],
    title: 'Coming in',
    holds: 'Invitations, requests to be let in, reviews of roles',
    trigger: 'The invitation ended, the request was decided, the review was made',
    usual: years(2),
    basis: 'Who was let in by whom can be looked up for two rounds of reviews.',
    sources: [storage],
    fate: 'deleted',
  },
  disclosures: {
    owners: ['partnership', 'organisation'],
    title: 'Requests to see what is held',
    holds: 'Subject access and freedom of information requests: what was found, decided and given',
    trigger: 'The request was closed',
    usual: years(3),
    basis: 'A complaint about an answer can be dealt with; what was copied for it goes with the request.',
    sources: [storage],
    fate: 'deleted',
  },
  comments: {
    owners: ['organisation'],
    title: 'Comments inside the organisation',
    holds: 'What colleagues wrote to each other while they answered. No partnership reads it',
    trigger: 'The return was closed, or its cycle',
    usual: years(2),
    basis: 'Helps with the next return, and is no part of what was sent.',
    sources: [storage],
    fate: 'deleted',
  },
  returns: {
    owners: ['organisation'],
    title: 'Returns',
    holds: 'Answers and all their earlier texts, sign-offs, what was sent, its documents',
    trigger: 'The return was closed, or its cycle',
    usual: years(7),
    basis: assurance,
    sources: [limitation, storage],
    fate: 'deleted',
  },
  evidence: {
    owners: ['organisation'],
    title: 'Evidence',
    holds: 'Pieces of evidence with all versions and files',
    trigger: 'The last version, or the day it was removed; it waits while anything uses it',
    usual: years(7),
    basis: 'Goes no earlier than the returns that rest on it.',
    sources: [limitation, storage],
    fate: 'deleted',
  },
  'good-practice': {
    owners: ['organisation'],
    title: 'Good practice',
    holds: 'Items that are shared no more, with their consents',
    trigger: 'Consent was withdrawn, or the suggestion declined',
    usual: years(2),
    basis: 'Consent can be shown for a while after it ended.',
    sources: [storage],
    fate: 'deleted',
  },
  exports: {
    owners: ['organisation'],
    title: 'Copies of everything',
    holds: 'Who took a copy and when. The file itself goes after seven days',
    trigger: 'The copy ended',
    usual: years(2),
    basis: 'Who took everything away can be looked up.',
    sources: [storage],
    fate: 'deleted',
  },
  contacts: {
    owners: ['organisation'],
    title: 'Contacts',
    holds: 'Names and addresses of contacts that were removed',
    trigger: 'The contact was removed',
    usual: months(6),
    basis: 'Nothing needs them but putting back what was removed by mistake.',
    sources: [storage],
    fate: 'deleted',
  },
  authorities: {
    owners: ['organisation'],
    title: 'Authorities to sign and hand-overs',
    holds: 'Who might sign for whom, and who took over a role',
    trigger: 'The authority ended; the day of the hand-over',
    usual: years(7),
    basis: 'Goes no earlier than the returns that were signed under it.',
    sources: [limitation, storage],
    fate: 'deleted',
  },
  accounts: {
    owners: ['installation'],
    title: 'Accounts of people who left',
    holds: 'Name, e-mail address, job title, ways to sign in, and copies of the name elsewhere',
    trigger: 'The last role ended',
    usual: years(2),
    basis: 'Somebody who comes back within two years finds their account. The record keeps an identifier.',
    sources: [storage],
    fate: 'anonymised',
  },
  'sign-in': {
    owners: ['installation'],
    title: 'Signing in',
    holds: 'Ended sessions, used and expired links, codes and attempts, counts of wrong passwords',
    trigger: 'The session, link, code or attempt ended',
    usual: months(6),
    basis: 'Misuse of an account can be looked into.',
    sources: [storage],
    fate: 'deleted',
  },
  mail: {
    owners: ['installation'],
    title: 'Messages and work in the background',
    holds: 'Messages that were sent, failed or were taken back, and finished work',
    trigger: 'The message was sent; the work was finished',
    usual: years(1),
    basis: 'Whether somebody was told can be shown for a whole round.',
    sources: [storage],
    fate: 'deleted',
  },
  'issued-documents': {
    owners: ['partnership', 'organisation'],
    title: 'Codes of issued documents',
    holds: 'Code, reference and hash of what was issued; no content and no names',
    trigger: 'None',
    usual: null,
    basis: 'A print in somebody’s hand can be checked for as long as it exists.',
    sources: [],
    fate: 'kept',
  },
  record: {
    owners: ['partnership', 'organisation', 'installation'],
    title: 'Record of changes',
    holds: 'What happened when, by identifiers; no text and no names',
    trigger: 'None',
    usual: null,
    basis: 'It would no longer verify without one of its entries. Whose account is erased cannot be named from it.',
    sources: [],
    fate: 'kept',
  },
  disposals: {
    owners: ['partnership', 'organisation', 'installation'],
    title: 'Holds, runs and certificates of disposal',
    holds: 'What was held or went, by identifiers, who decided it, and why',
    trigger: 'None',
    usual: null,
    basis: 'Shows that what went was allowed to go.',
    sources: [],
    fate: 'kept',
  },
} as const satisfies Record<string, Line>;

export type LineCode = keyof typeof lines;

export const lineCodes = Object.keys(lines) as readonly LineCode[];
export const isLine = (code: string): code is LineCode => Object.hasOwn(lines, code);
export const lineOf = (code: LineCode): Line => lines[code];

/** The lines of a kind of owner, in the order in which records go. */
export const linesOf = (kind: OwnerKind): readonly LineCode[] =>
  lineCodes.filter((code) => lineOf(code).owners.includes(kind));

/** "7 years"; "Kept". */
export const lengthInWords = (length: Length | null): string =>
  length === null ? 'Kept' : `${length.amount} ${length.amount === 1 ? length.unit.slice(0, -1) : length.unit}`;

/**
 * The first day that is too late: what began before it has passed its length today. Days in `since` and `today` are of
 * London; a length in months or years ends on the same day of the month, or on its last day.
 */
export function dueBefore(length: Length, today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const addDay = (date: Date) => new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
  if (length.unit === 'days') return addDay(new Date(Date.UTC(year, month - 1, day - length.amount)));
  const back = length.unit === 'years' ? length.amount * 12 : length.amount;
  const lastDay = new Date(Date.UTC(year, month - back, 0)).getUTCDate();
  return addDay(new Date(Date.UTC(year, month - 1 - back, Math.min(day, lastDay))));
}

/** A challenge session: its agenda, its people, its outcomes, its states. Source: experience.md 8.3. */
import { countOf } from '../../platform/words.ts';

/** Minutes of an agency's slot unless somebody says otherwise. */
export const defaultMinutes = 20;

/** The life of a session: one table. A session that was held keeps its agenda. */
export const sessionStatuses = {
  planned: { words: 'Planned', next: ['held'], agendaOpen: true },
  held: { words: 'Held', next: [], agendaOpen: false },
} as const satisfies Record<string, { words: string; next: readonly string[]; agendaOpen: boolean }>;

export type SessionStatus = keyof typeof sessionStatuses;

export const mayHold = (status: SessionStatus): boolean =>
  (sessionStatuses[status].next as readonly string[]).includes('held');

/** What the panel made of a reply. */
export const outcomes = {
  assured: 'Assured',
  'partly-assured': 'Partly assured',
  'not-assured': 'Not assured',
  'to-come-back': 'To come back',
} as const;
export type Outcome = keyof typeof outcomes;
export const outcomeCodes = Object.keys(outcomes) as [Outcome, ...Outcome[]];

/** Who may ask, by role: the record names no panel member. */
export const askers = ['Independent chair', 'Panel member', 'Lay member', 'Lead member', 'Business manager'] as const;

/** The life of a pack. `compiling` and `queued` are under way; a failed one can be tried again. */
export const packStatuses = {
  queued: { words: 'Waiting to be compiled', underWay: true },
  compiling: { words: 'Being compiled', underWay: true },
  ready: { words: 'Ready', underWay: false },
  failed: { words: 'Not compiled', underWay: false },
} as const;
export type PackStatus = keyof typeof packStatuses;

/** `10:00` and 95 as "11:35"; a session that runs past midnight goes on from 00:00. */
export function addClock(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  const total = (((hours * 60 + rest + minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** Minutes from one time of a day to a later one; negative when it is earlier. */
export function minutesBetween(from: string, to: string): number {
  const of = (time: string) => {
    const [hours = 0, rest = 0] = time.split(':').map(Number);
    return hours * 60 + rest;
  };
  return of(to) - of(from);
}

/** A slot as an agenda needs it: how long, and the time before which it does not begin. */
export interface PlannedSlot {
  readonly minutes: number;
  readonly notBefore?: string | null;
}

/** The starting time of each slot, in order: straight after the one before, or later where a time is set. */
export function agendaTimes(
  startsAt: string,
  slots: readonly PlannedSlot[],
): {
  readonly times: string[] /** From the start of the session to the end of its last slot. */;
  readonly minutes: number;
} {
  let passed = 0;
  const times = slots.map(({ minutes, notBefore }) => {
    if (notBefore) passed = Math.max(passed, minutesBetween(startsAt, notBefore));
    const at = addClock(startsAt, passed);
    passed += minutes;
    return at;
  });
  return { times, minutes: passed };
}

/** Why an agenda does not fit into its session; null when it does. A session without an end ends with its last slot. */
export function whyNotFit(startsAt: string, endsAt: string | null, slots: readonly PlannedSlot[]): string | null {
  const { minutes } = agendaTimes(startsAt, slots);
  if (endsAt === null) {
    return minutesBetween(startsAt, '23:59') < minutes ? 'The agenda would run past midnight. Plan a second day' : null;
  }
  const room = minutesBetween(startsAt, endsAt);
  if (minutes <= room) return null;
  return `The agenda takes ${lengthInWords(minutes)}, and the session is ${lengthInWords(room)} long. Plan fewer minutes, or a later end`;
}

/** "45 minutes", "3 hours 20 minutes". */
export function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? countOf(hours, 'hour') : '', rest > 0 || hours === 0 ? countOf(rest, 'minute') : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** What somebody is asked to come as. The agencies' own people are `agency`. */
export const capacities = {
  chair: 'Chair',
  scrutineer: 'Independent scrutineer',
  partner: 'Safeguarding partner',
  member: 'Panel member',
  scribe: 'Scribe',
  agency: 'For the agency',
} as const;
export type Capacity = keyof typeof capacities;
export const panelCapacities = ['scrutineer', 'partner', 'member', 'scribe'] as const satisfies Capacity[];

export const takesPartWords = { 'in-person': 'In person', 'by-link': 'By link' } as const;
export type TakesPart = keyof typeof takesPartWords;

export const replyWords = {
  waiting: 'No reply yet',
  accepted: 'Coming',
  declined: 'Sends apologies',
} as const;
export type Reply = keyof typeof replyWords;

/** A text that is nothing but a link of the web, as that link; else null. */
export const linkOf = (text: string): string | null => (/^https:\/\/\S+$/.test(text) ? text : null);

/** Working days before a session on which its papers are released unless somebody says otherwise. Source: experience.md 3. */
export const papersWorkingDaysBefore = 15;

/** Whether agencies and panel may read the papers on a day. */
export const papersReleased = (
  session: { readonly papersOn: string | null; readonly papersReleasedAt: string | null },
  today: string,
): boolean => session.papersReleasedAt !== null || session.papersOn === null || session.papersOn <= today;

/** The order after moving one member a place up or down; unchanged at either end. */
export function moved<T>(order: readonly T[], member: T, direction: 'up' | 'down'): T[] {
  const from = order.indexOf(member);
  const to = direction === 'up' ? from - 1 : from + 1;
  const result = [...order];
  const other = result[to];
  if (from < 0 || other === undefined) return result;
  result[to] = member;
  result[from] = other;
  return result;
}

/** The rating that counts: agreed at challenge, else moderated, else the agency's own. */
export const standingPoint = (rating: {
  readonly self: string | null;
  readonly moderated: string | null;
  readonly agreed: string | null;
}): string | null => rating.agreed ?? rating.moderated ?? rating.self;

/** What each form says once it is saved. */
export const peopleSavedWords: Record<string, string> = {
  invited: 'They are invited, and a message is on its way.',
  ended: 'The invitation is taken back.',
  replied: 'The reply is saved.',
  answered: 'The answer is saved, and a message is on its way.',
};

/** What a session is to whoever is asked to it. */
export const ownSessionStates = { planned: 'Planned', held: 'Held', 'called-off': 'Called off' } as const;

/** A challenge session: its agenda, its outcomes, its states. Source: experience.md 8.3. */

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

/** The starting time of each slot, in order, one straight after the other. */
export function slotTimes(startsAt: string, minutes: readonly number[]): string[] {
  let passed = 0;
  return minutes.map((length) => {
    const at = addClock(startsAt, passed);
    passed += length;
    return at;
  });
}

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

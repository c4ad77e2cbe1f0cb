/**
 * What a quarter of the challenge log comes to. Everything is worked out as it stood at the end of the quarter, from the
 * history of each challenge, so that a report of an old quarter does not change when the challenges move on.
 */
import {
  type EntryOutcome,
  type EntryStatus,
  type EntryUpdateKind,
  entryOutcomeCodes,
  type Risk,
  type RiskBand,
  riskBandCodes,
  riskBandOf,
  riskScore,
} from '../rules.ts';

/** A challenge with its history, oldest first. Days are `YYYY-MM-DD` in London. */
export interface ReportedEntry {
  readonly id: string;
  readonly reference: string;
  readonly raisedBy: string;
  readonly raisedTo: string;
  readonly reason: string;
  readonly raisedOn: string;
  readonly firstDueOn: string;
  readonly reportRequested: boolean;
  readonly risk: Risk;
  readonly updates: readonly ReportedUpdate[];
}

export interface ReportedUpdate {
  readonly kind: EntryUpdateKind;
  /** The day it counts for: that of an answer is the day it was given. */
  readonly on: string;
  readonly dueTo: string | null;
  readonly outcome: EntryOutcome | null;
  readonly risk: Risk | null;
}

/** One wait for an answer: from the day it was asked for to the first answer after it. */
interface Round {
  readonly dueOn: string;
  answeredOn: string | null;
  /** Closed before there was an answer. */
  ended: boolean;
}

/** How a challenge stood at the end of a day. */
export interface StandingEntry {
  readonly status: EntryStatus;
  readonly dueOn: string;
  readonly outcome: EntryOutcome | null;
  readonly risk: Risk;
  readonly rounds: readonly Round[];
}

/** Replays the history of a challenge up to and with a day; undefined before it was raised. */
export function standingAt(entry: ReportedEntry, day: string): StandingEntry | undefined {
  if (entry.raisedOn > day) return undefined;
  let status: EntryStatus = 'open';
  let dueOn = entry.firstDueOn;
  let outcome: EntryOutcome | null = null;
  let { risk } = entry;
  const rounds: Round[] = [{ dueOn, answeredOn: null, ended: false }];
  const waiting = () => rounds.findLast((round) => round.answeredOn === null && !round.ended);
  for (const update of entry.updates) {
    if (update.on > day) continue;
    risk = update.risk ?? risk;
    dueOn = update.dueTo ?? dueOn;
    const round = waiting();
    switch (update.kind) {
      case 'answered':
        status = 'answered';
        if (round) round.answeredOn = update.on;
        break;
      case 'closed':
        status = 'closed';
        ({ outcome } = update);
        if (round) round.ended = true;
        break;
      case 'reopened':
        status = 'open';
        outcome = null;
        rounds.push({ dueOn, answeredOn: null, ended: false });
        break;
      case 'rescheduled':
      case 'rescored':
    }
  }
  return { status, dueOn, outcome, risk, rounds };
}

/** How an answer came: judged by the date that was given first, also where it was moved later. */
export const answerTimes = ['on-time', 'late', 'waiting'] as const;
export type AnswerTime = (typeof answerTimes)[number];

/** How long challenges that are not closed have been on the log. */
export const ages = ['to-30', 'to-60', 'to-90', 'over-90'] as const;
export type Age = (typeof ages)[number];

type Counts<Code extends string> = Readonly<Record<Code, number>>;

export interface BodyFigures {
  readonly body: string;
  readonly opened: number;
  readonly answers: Counts<AnswerTime>;
  readonly closed: number;
  readonly stillOpen: number;
  /** The highest score among those that are still open; null where none is. */
  readonly highestRisk: number | null;
}

export interface QuarterFigures {
  /** Carried in + opened + reopened = closed + still open. */
  readonly carriedIn: number;
  readonly opened: number;
  /** Closed before the quarter and opened again in it. */
  readonly reopened: number;
  readonly closed: number;
  readonly stillOpen: number;
  readonly answers: Counts<AnswerTime>;
  readonly outcomes: Counts<EntryOutcome>;
  readonly ages: Counts<Age>;
  readonly riskBefore: Counts<RiskBand>;
  readonly riskAfter: Counts<RiskBand>;
  readonly riskMoved: { readonly lower: number; readonly same: number; readonly higher: number };
  readonly bodies: readonly BodyFigures[];
  /** Those that were open at any time in the quarter, with how each stood at its end; highest risk first. */
  readonly entries: readonly { readonly entry: ReportedEntry; readonly end: StandingEntry }[];
}

interface Covered {
  readonly entry: ReportedEntry;
  readonly start: StandingEntry | undefined;
  readonly end: StandingEntry;
}

/**
 * The figures of a quarter.
 *
 * @param end the last day that counts: that of the quarter, or today while it is under way
 */
export function quarterFigures(
  entries: readonly ReportedEntry[],
  { from, end }: { readonly from: string; readonly end: string },
): QuarterFigures {
  const covered = entries.flatMap((entry): Covered[] => {
    const standing = standingAt(entry, end);
    if (!standing) return [];
    const start = standingAt(entry, dayBefore(from));
    const reopened = entry.updates.some(({ kind, on }) => kind === 'reopened' && on >= from && on <= end);
    return start?.status === 'closed' && !reopened ? [] : [{ entry, start, end: standing }];
  });
  const of = (test: (one: Covered) => boolean) => covered.filter(test).length;
  const before = covered.map(({ entry }) => riskScore(entry.risk));
  const after = covered.map(({ end: { risk } }) => riskScore(risk));
  const moved = (test: (before: number, after: number) => boolean) =>
    before.filter((score, place) => test(score, after[place] ?? score)).length;
  return {
    carriedIn: of(({ start }) => start !== undefined && start.status !== 'closed'),
    opened: of(({ start }) => start === undefined),
    reopened: of(({ start }) => start?.status === 'closed'),
    closed: of((one) => one.end.status === 'closed'),
    stillOpen: of((one) => one.end.status !== 'closed'),
    answers: answersIn(covered, from, end),
    outcomes: count(
      entryOutcomeCodes,
      covered.flatMap((one) => one.end.outcome ?? []),
    ),
    ages: count(
      ages,
      covered.flatMap((one) => (one.end.status === 'closed' ? [] : [ageOf(one.entry.raisedOn, end)])),
    ),
    riskBefore: count(riskBandCodes, before.map(riskBandOf)),
    riskAfter: count(riskBandCodes, after.map(riskBandOf)),
    riskMoved: {
      lower: moved((was, is) => is < was),
      same: moved((was, is) => is === was),
      higher: moved((was, is) => is > was),
    },
    bodies: bodiesIn(covered, from, end),
    entries: covered
      .map(({ entry, end: standing }) => ({ entry, end: standing }))
      .toSorted(
        (one, other) =>
          riskScore(other.end.risk) - riskScore(one.end.risk) || (one.entry.reference < other.entry.reference ? -1 : 1),
      ),
  };
}

function bodiesIn(covered: readonly Covered[], from: string, end: string): BodyFigures[] {
  return [...Map.groupBy(covered, ({ entry }) => entry.raisedTo)]
    .map(([body, its]) => {
      const open = its.filter((one) => one.end.status !== 'closed');
      return {
        body,
        opened: its.filter(({ start }) => start === undefined).length,
        answers: answersIn(its, from, end),
        closed: its.length - open.length,
        stillOpen: open.length,
        highestRisk: open.length === 0 ? null : Math.max(...open.map((one) => riskScore(one.end.risk))),
      };
    })
    .toSorted((one, other) => one.body.localeCompare(other.body, 'en-GB'));
}

/** Answers that came in the quarter, and those that had not come by its end although their day had passed. */
function answersIn(covered: readonly Covered[], from: string, end: string): Counts<AnswerTime> {
  const times = covered.flatMap((one) =>
    one.end.rounds.flatMap(({ dueOn, answeredOn, ended }): AnswerTime[] => {
      if (answeredOn !== null)
        return answeredOn < from ? [] : [answeredOn <= dueOn ? ('on-time' as const) : ('late' as const)];
      return !ended && dueOn < end ? ['waiting'] : [];
    }),
  );
  return count(answerTimes, times);
}

function count<Code extends string>(codes: readonly Code[], found: readonly Code[]): Counts<Code> {
  const counts = Object.fromEntries(codes.map((code) => [code, 0])) as Record<Code, number>;
  for (const code of found) counts[code] += 1;
  return counts;
}

function ageOf(raisedOn: string, end: string): Age {
  const days = (Date.parse(end) - Date.parse(raisedOn)) / 86_400_000;
  if (days <= 30) return 'to-30';
  if (days <= 60) return 'to-60';
  return days <= 90 ? 'to-90' : 'over-90';
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

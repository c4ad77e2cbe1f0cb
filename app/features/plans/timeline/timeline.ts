import { addDays } from '../../../platform/clock.ts';
import { dayInWords } from '../../../platform/words.ts';
import type { SpanRow } from '../../../ui/charts/spans.ts';
import type { Shape } from '../../../ui/rating-shapes.ts';
import { actionStatuses } from '../../actions/rules.ts';
import type { PlanRow } from '../plan-rows.server.ts';

/** Days of an action on the timeline, each with the shape of its mark: read without colour. */
export const timelineMarks = {
  start: { words: 'Start', shape: 'ring' },
  firstDue: { words: 'First due', shape: 'triangle' },
  due: { words: 'Due', shape: 'diamond-bar' },
  done: { words: 'Done', shape: 'disc-tick' },
  impact: { words: 'Impact check', shape: 'star' },
} as const satisfies Record<string, { words: string; shape: Shape }>;
export type TimelineMark = keyof typeof timelineMarks;

export interface TimelineRow {
  readonly id: string;
  readonly reference: string;
  readonly who: string;
  readonly what: string;
  readonly state: string;
  readonly days: Readonly<Record<TimelineMark, string | null>>;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly spans: readonly SpanRow[];
  readonly from: string;
  readonly to: string;
  readonly ticks: readonly { readonly at: string; readonly words: string }[];
  readonly today: string;
  /** How many days of these actions lie outside the picture and stand at its edge. */
  readonly outside: number;
}

/** Days of the picture before and after today; more would press everything together. */
const mostDays = 730;
const mostTicks = 8;

/** The picture and the table of some actions: from the start (or the day it was given) to the last of its days. */
export function timelineOf(actions: readonly PlanRow[], today: string): Timeline {
  const rows = actions.map(timelineRow);
  const all = rows.flatMap(({ days }) => Object.values(days).filter((day) => day !== null));
  const from = monthStart(clamp(least([...all, today]), addDays(today, -mostDays), today));
  const to = monthEnd(clamp(greatest([...all, today]), today, addDays(today, mostDays)));
  return {
    rows,
    spans: rows.map((row) => spanOf(row, today)),
    from,
    to,
    ticks: ticksBetween(from, to),
    today,
    outside: all.filter((day) => day < from || day > to).length,
  };
}

function timelineRow(row: PlanRow): TimelineRow {
  return {
    id: row.id,
    reference: row.reference,
    who: row.organisation ?? row.group ?? '',
    what: row.what,
    state: `${row.overdue ? 'Overdue. ' : ''}${actionStatuses[row.status].words}`,
    days: {
      start: row.startsOn ?? row.givenOn,
      firstDue: row.firstDueOn === row.dueOn ? null : row.firstDueOn,
      due: row.dueOn,
      done: row.doneOn,
      impact: row.impactCheckOn,
    },
  };
}

/** The line is whole up to the day it was done, else to today, and dashed on to its last day. */
function spanOf({ reference, who, days }: TimelineRow, today: string): SpanRow {
  const marks = (Object.keys(timelineMarks) as TimelineMark[]).flatMap((mark) => {
    const at = days[mark];
    return at === null ? [] : [{ at, shape: timelineMarks[mark].shape }];
  });
  const start = days.start ?? days.due ?? today;
  const last = greatest(marks.map(({ at }) => at));
  const reached = days.done ?? today;
  const to = days.done === null && last < today ? today : last;
  return {
    label: who === '' ? reference : `${reference} ${shortened(who, 52)}`,
    from: start,
    to,
    strongTo: greatest([start, least([reached, to])]),
    marks,
  };
}

/** In words what the picture shows of one action: "Start 3 March 2027, due 1 June 2027". */
export const daysInWords = ({ days }: TimelineRow): string =>
  (Object.keys(timelineMarks) as TimelineMark[])
    .flatMap((mark) => {
      const at = days[mark];
      return at === null ? [] : [`${timelineMarks[mark].words} ${dayInWords(at)}`];
    })
    .join(', ');

/** Words cut at a length, with a sign that they are; the table has them whole. */
export const shortened = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;

const least = (days: readonly string[]): string => days.reduce((one, other) => (other < one ? other : one));
const greatest = (days: readonly string[]): string => days.reduce((one, other) => (other > one ? other : one));
const clamp = (day: string, from: string, to: string): string => (day < from ? from : day > to ? to : day);

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
function monthEnd(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const monthWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });

/** Firsts of months, as many as have room: every month, or every second, third, sixth ... */
export function ticksBetween(from: string, to: string): { readonly at: string; readonly words: string }[] {
  const months: string[] = [];
  for (let at = monthStart(from); at <= to; at = addDays(monthEnd(at), 1)) months.push(at);
  const every = [1, 2, 3, 6, 12].find((step) => months.length / step <= mostTicks) ?? 12;
  return months
    .filter((_, place) => place % every === 0)
    .map((at) => ({ at, words: monthWords.format(new Date(`${at}T00:00:00Z`)) }));
}

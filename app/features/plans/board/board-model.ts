import type { BoardList, BoardPlanModel } from '../../../../pdf/models.ts';
import { daysBetween } from '../../../platform/clock.ts';
import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { setByWords } from '../columns.ts';
import { formulas, onTime } from '../figures/figures.ts';
import { type ActionHistory, standingOn, wasOverdue } from '../figures/history.ts';
import type { PlanRow } from '../plan-rows.server.ts';
import { shortened } from '../timeline/timeline.ts';

/** Rows of each list: with the counts they fill one page, however many agencies and actions there are. */
export const boardRows = { better: 3, late: 4, escalated: 2, board: 2, priorities: 3, agencies: 3 } as const;

/** Characters that stand on one line of a list's first and second column. */
const nameLength = 34;
const wordsLength = 50;

export interface CountedActions {
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
  readonly closedSince: number;
}

export interface EscalatedAction {
  /** "Action ACT-7K2M-QX4P". */
  readonly name: string;
  readonly organisation: string;
  readonly level: string;
  readonly since: string;
}

export interface BoardParts {
  readonly partnership: { readonly name: string; readonly shortName: string };
  readonly today: string;
  readonly from: string;
  readonly madeOn: string;
  readonly address: string;
  readonly histories: readonly ActionHistory[];
  /** The newest closed, the longest overdue, and those that wait longest for the board: as many as a list shows. */
  readonly closed: readonly PlanRow[];
  readonly overdue: readonly PlanRow[];
  readonly forBoard: readonly PlanRow[];
  /** Actions that are raised above their owner, highest first; null for a reader who does not see that. */
  readonly escalated: { readonly total: number; readonly rows: readonly EscalatedAction[] } | null;
  readonly toCheck: number;
  readonly waitForBoard: number;
  readonly priorities: readonly (CountedActions & { readonly setBy: 'partnership' | 'young-people' })[];
  readonly agencies: readonly CountedActions[];
}

/** The actions of a partnership for its board, on one page, already worded. */
export function boardPlanModel(parts: BoardParts): BoardPlanModel {
  const { partnership, today, from, histories } = parts;
  const then = countsOn(histories, from);
  const now = countsOn(histories, today);
  const closed = histories.filter((action) => {
    const { closedOn = null } = standingOn(action, today) ?? {};
    return closedOn !== null && closedOn >= from;
  }).length;
  const { byFirst } = onTime(histories, from, today);
  return {
    kind: 'board-plan',
    title: 'Actions for the board',
    language: 'en-GB',
    madeOn: parts.madeOn,
    madeOnText: instantInWords(parts.madeOn),
    partnership: partnership.name,
    reference: `${partnership.shortName} actions ${today}`,
    accessibleAddress: parts.address,
    asAt: `As at ${dayInWords(today)}`,
    period: `Since ${dayInWords(from)}`,
    summary: [
      { label: 'Open', value: String(now.open) },
      { label: 'Overdue', value: String(now.overdue) },
      { label: 'To be checked', value: String(parts.toCheck) },
      { label: 'For the board', value: String(parts.waitForBoard) },
      { label: 'Closed since', value: String(closed) },
      { label: 'By first date', value: byFirst.percent === null ? 'None due' : `${byFirst.percent}%` },
    ],
    lists: [
      {
        id: 'better',
        title: 'What got better',
        finding: `${countOf(closed, 'action was', 'actions were')} closed; open went from ${then.open} to ${now.open}, overdue from ${then.overdue} to ${now.overdue}.`,
        headings: ['Closed action', 'What changed for children', 'Closed'],
        rows: parts.closed.slice(0, boardRows.better).map((row) => [
          nameOf(row),
          // A note of one paragraph is cut; nobody reads five lines of each on a page that shows many.
          shortened((row.impact?.text ?? row.what).replaceAll(/\s+/g, ' '), wordsLength),
          row.closedOn === null ? '' : shortDay(row.closedOn),
        ]),
        notShown: notShown(closed, boardRows.better),
      },
      {
        id: 'late',
        title: 'What is late, and how late',
        finding:
          now.overdue === 0 ? 'Nothing is overdue.' : `${countOf(now.overdue, 'action is', 'actions are')} overdue.`,
        headings: ['Overdue action', 'What must be done', 'Days late', 'First due'],
        rows: parts.overdue
          .slice(0, boardRows.late)
          .map((row) => [
            nameOf(row),
            shortened(row.what.replaceAll(/\s+/g, ' '), wordsLength),
            String(daysBetween(row.dueOn, today)),
            shortDay(row.firstDueOn),
          ]),
        notShown: notShown(now.overdue, boardRows.late),
      },
      ...(parts.escalated === null ? [] : [escalatedList(parts.escalated)]),
      {
        id: 'for-board',
        title: 'What waits for the board',
        finding:
          parts.waitForBoard === 0
            ? 'Nothing waits to be ratified.'
            : `${countOf(parts.waitForBoard, 'action has', 'actions have')} been checked and ${parts.waitForBoard === 1 ? 'waits' : 'wait'} for the board to ratify.`,
        headings: ['Action', 'What was done', 'Done'],
        rows: parts.forBoard
          .slice(0, boardRows.board)
          .map((row) => [
            nameOf(row),
            shortened(row.what.replaceAll(/\s+/g, ' '), wordsLength),
            row.doneOn === null ? '' : shortDay(row.doneOn),
          ]),
        notShown: notShown(parts.waitForBoard, boardRows.board),
      },
      prioritiesList(parts),
      agenciesList(parts),
    ],
    basis: `${formulas.overdue} By first date: those done in time, of all due or done in the period. Words that end in … are shortened; the portal has them whole.`,
  };
}

function escalatedList({ total, rows }: NonNullable<BoardParts['escalated']>): BoardList {
  return {
    id: 'escalated',
    title: 'What is escalated',
    finding:
      total === 0
        ? 'No action is escalated.'
        : `${countOf(total, 'action is', 'actions are')} raised above their owner.`,
    headings: ['Action', 'Agency or group, and level', 'Since'],
    rows: rows
      .slice(0, boardRows.escalated)
      .map(({ name, organisation, level, since }) => [
        shortened(name, nameLength),
        shortened([organisation, level].filter((words) => words !== '').join(': '), wordsLength),
        shortDay(since),
      ]),
    notShown: notShown(total, boardRows.escalated),
  };
}

function prioritiesList({ priorities }: BoardParts): BoardList {
  return {
    id: 'priorities',
    title: 'Priorities and youth themes',
    finding:
      priorities.length === 0
        ? 'The partnership has set no priorities.'
        : `${countOf(priorities.filter(({ overdue }) => overdue > 0).length, 'priority or theme has', 'priorities and themes have')} an overdue action.`,
    headings: ['Set by', 'Priority or theme', 'Open', 'Overdue', 'Closed since'],
    rows: priorities
      .slice(0, boardRows.priorities)
      .map(({ name, setBy, open, overdue, closedSince }) => [
        setByWords[setBy],
        shortened(name, wordsLength - 10),
        String(open),
        String(overdue),
        String(closedSince),
      ]),
    notShown: notShown(priorities.length, boardRows.priorities),
  };
}

function agenciesList({ agencies }: BoardParts): BoardList {
  const late = agencies.filter(({ overdue }) => overdue > 0);
  return {
    id: 'agencies',
    title: 'Agencies and groups with most overdue',
    finding: `${late.length} of ${countOf(agencies.length, 'agency or group', 'agencies and groups')} with actions have one that is overdue.`,
    headings: ['Overdue of open', 'Agency or group', 'Closed since'],
    rows: late
      .toSorted((one, other) => other.overdue - one.overdue || one.name.localeCompare(other.name, 'en-GB'))
      .slice(0, boardRows.agencies)
      .map(({ name, overdue, open, closedSince }) => [
        `${overdue} of ${open}`,
        shortened(name, wordsLength),
        String(closedSince),
      ]),
    notShown: notShown(late.length, boardRows.agencies),
  };
}

const countsOn = (histories: readonly ActionHistory[], day: string) => {
  const standings = histories.flatMap((action) => standingOn(action, day) ?? []);
  return {
    open: standings.filter(({ state }) => state !== 'closed').length,
    overdue: standings.filter((standing) => wasOverdue(standing, day)).length,
  };
};

/** "ACT-7K2M-QX4P Millbrook Housing". */
const nameOf = ({ reference, organisation, group }: PlanRow): string =>
  shortened(`${reference} ${organisation ?? group ?? ''}`.trim(), nameLength);

const shortWords = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
/** "4 Feb 2027". */
const shortDay = (day: string): string => shortWords.format(new Date(`${day}T00:00:00Z`));

const notShown = (total: number, shown: number): string | null =>
  total > shown ? `${total - shown} more ${total - shown === 1 ? 'is' : 'are'} not shown.` : null;

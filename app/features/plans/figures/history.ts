/**
 * How an action stood on a day of the past, from its own history: nothing here looks at what it has come to by today. So
 * the figures of an old month stay the same however the actions move on.
 */
import type { ActionUpdateKind } from '../../actions/rules.ts';

/** Something that was put on record about an action. `on` is the day in London on which it was. */
export interface HistoryUpdate {
  readonly kind: ActionUpdateKind;
  readonly on: string;
  /** The date that it moved the action to; for a request, the date that was asked for. */
  readonly dueTo: string | null;
}

/** An action with its history, oldest first. Days are `YYYY-MM-DD` in London. */
export interface ActionHistory {
  readonly givenOn: string;
  readonly firstDueOn: string;
  readonly updates: readonly HistoryUpdate[];
  /** Checked, and waits for the board by now. */
  readonly waitsForBoard: boolean;
}

/** `open`: not marked as done. `done`: marked as done, and not closed yet. */
export type PastState = 'open' | 'done' | 'closed';

export interface PastStanding {
  readonly state: PastState;
  /** The date that was in force on that day. */
  readonly dueOn: string;
  /** The day on which it was marked as done, where that still stood. */
  readonly doneOn: string | null;
  /** The date that was in force when it was marked as done. */
  readonly dueWhenDone: string | null;
  readonly closedOn: string | null;
}

/** A date counts from the day on which the partnership set it. One that was only asked for does not. */
const movesTheDate = (kind: ActionUpdateKind): boolean => kind === 'rescheduled' || kind === 'more-time-granted';

/** Replays the history of an action up to and with a day; undefined before it was given. */
export function standingOn(action: ActionHistory, day: string): PastStanding | undefined {
  if (action.givenOn > day) return undefined;
  let state: PastState = 'open';
  let dueOn = action.firstDueOn;
  let doneOn: string | null = null;
  let dueWhenDone: string | null = null;
  let closedOn: string | null = null;
  for (const [place, { kind, on, dueTo }] of action.updates.entries()) {
    if (on > day) break;
    if (movesTheDate(kind)) dueOn = dueTo ?? dueOn;
    switch (kind) {
      case 'done':
        state = 'done';
        doneOn = on;
        dueWhenDone = dueOn;
        break;
      case 'verified':
      case 'ratified':
        if (kind === 'verified' && waitsAfter(action, place)) break;
        state = 'closed';
        closedOn = on;
        break;
      case 'returned':
      case 'not-ratified':
      case 'reopened':
        state = 'open';
        doneOn = null;
        dueWhenDone = null;
        closedOn = null;
        break;
      default:
        break;
    }
  }
  return { state, dueOn, doneOn, dueWhenDone, closedOn };
}

/** Whether a check left the action to the board: the board decided next, or has still to decide. */
function waitsAfter({ updates, waitsForBoard }: ActionHistory, place: number): boolean {
  const next = updates
    .slice(place + 1)
    .find(({ kind }) => kind === 'ratified' || kind === 'not-ratified' || kind === 'reopened' || kind === 'done');
  return next ? next.kind === 'ratified' || next.kind === 'not-ratified' : waitsForBoard;
}

/** Overdue on a day: nobody had said that it was done, and the date in force on that day had passed. */
export const wasOverdue = ({ state, dueOn }: PastStanding, day: string): boolean => state === 'open' && dueOn < day;

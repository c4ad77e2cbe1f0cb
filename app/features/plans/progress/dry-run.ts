/** What an upload would add to a plan: decided from values alone. */
import {
  type ActionStatus,
  actionStatuses,
  type ProgressRating,
  progressRatingCodes,
  progressRatings,
} from '../../actions/rules.ts';
import { noteLimit } from '../../actions/schema.ts';
import { isWebAddress } from '../../evidence/schema.ts';
import { doneChoices } from './layout.ts';
import type { FilledRow } from './read-progress.ts';

/** An action of the owner as it stands now. */
export interface StandingAction {
  readonly id: string;
  readonly reference: string;
  readonly what: string;
  readonly status: ActionStatus;
  readonly percent: number;
  readonly revision: number;
  /** "Jo Bell, 3 March 2027 at 2:30pm: Marked as done"; of the newest change. */
  readonly changed: string;
}

/** What would be added to an action. */
export interface ProgressToAdd {
  readonly kind: 'progress' | 'done';
  /** With the link to the proof at its end. */
  readonly note: string;
  readonly percent: number;
  readonly rag: ProgressRating | null;
}

export interface PlannedRow {
  readonly row: number;
  readonly reference: string;
  readonly actionId: string | null;
  readonly what: string;
  readonly outcome: 'accepted' | 'conflict' | 'refused';
  /** Why it is not accepted, a sentence for each problem. */
  readonly reasons: readonly string[];
  readonly add: ProgressToAdd | null;
  /** The revision that stands now. */
  readonly revision: number;
}

/**
 * Compares every filled row with the actions of the owner. A row that somebody has overtaken on the portal is a conflict,
 * which nobody decides here: whoever wrote it reads what is new first. What cannot be read or is not allowed is refused.
 */
export function planProgress(
  filled: readonly FilledRow[],
  standing: ReadonlyMap<string, StandingAction>,
): PlannedRow[] {
  const seen = new Set<string>();
  return filled.map((row) => {
    const planned = planRow(row, standing.get(row.key), seen.has(row.key));
    if (row.key !== '') seen.add(row.key);
    return planned;
  });
}

function planRow(row: FilledRow, action: StandingAction | undefined, twice: boolean): PlannedRow {
  const base = {
    row: row.row,
    reference: row.reference,
    actionId: action?.id ?? null,
    what: action?.what ?? '',
    add: null,
    revision: action?.revision ?? 0,
  };
  const refused = (...reasons: string[]): PlannedRow => ({ ...base, outcome: 'refused', reasons });
  if (!action)
    return refused(
      row.key === ''
        ? 'This row belongs to no action: move what you wrote to the row of its action'
        : 'No action of this plan has this row: download a new workbook, and copy what you wrote into it',
    );
  if (row.reference !== action.reference)
    return refused(`The reference of this row was ${action.reference} when the workbook was made: put it back`);
  if (twice) return refused('This action stands twice in the workbook: keep one of its rows');
  if (!Number.isInteger(row.revision) || row.revision < 1 || row.revision > action.revision)
    return refused('The hidden revision of this row has been changed: download a new workbook');
  const { problems, add } = readCells(row, action);
  if (problems.length > 0 || !add) return refused(...problems);
  if (row.revision !== action.revision)
    return {
      ...base,
      outcome: 'conflict',
      reasons: [`Changed since the workbook was made. ${action.changed}`],
      add,
    };
  if (action.status !== 'open' && action.status !== 'in-progress')
    return refused(`This action is now “${actionStatuses[action.status].words}”, so nothing can be added`);
  return { ...base, outcome: 'accepted', reasons: [], add };
}

function readCells({ cells, problems: unread }: FilledRow, action: StandingAction) {
  const problems = [...unread];
  const say = (cell: { readonly address: string }, reason: string) =>
    void problems.push(`Cell ${cell.address}: ${reason}`);
  const note = cells.note.text.trim();
  const done = choiceOf(cells.done.text, doneChoices);
  const isDone = done === 'Yes';
  const proof = cells.proof.text.trim();
  const rag = progressRatingCodes.find(
    (code) => same(progressRatings[code].words, cells.rag.text) || same(code, cells.rag.text),
  );
  const percent = percentOf(cells.percent, action.percent);
  if (note === '')
    say(cells.note, isDone ? 'write what changed for children and how you know' : 'write what has been done');
  if (cells.done.text.trim() !== '' && done === undefined) say(cells.done, 'choose Yes or No, or leave it empty');
  if (cells.rag.text.trim() !== '' && rag === undefined)
    say(
      cells.rag,
      `choose ${progressRatingCodes.map((code) => progressRatings[code].words).join(', ')}, or leave it empty`,
    );
  if (percent === undefined) say(cells.percent, 'write a whole number from 0 to 100, or leave it empty');
  if (isDone && rag !== undefined) say(cells.rag, 'leave it empty: an action that is done is not on or off track');
  if (isDone && cells.percent.text.trim() !== '' && percent !== 100)
    say(cells.percent, 'leave it empty or write 100: the action is done');
  if (proof !== '' && !isWebAddress(proof)) say(cells.proof, 'write an address that starts with https://');
  if (isDone && proof === '')
    say(cells.proof, 'give a link to something that shows what changed; files can be added on the page of the action');
  const words = proof === '' ? note : `${note}\n\nWhere it can be seen: ${proof}`;
  if (words.length > noteLimit)
    say(cells.note, `shorten it to ${noteLimit.toLocaleString('en-GB')} characters or fewer, with the link`);
  const add: ProgressToAdd = {
    kind: isDone ? 'done' : 'progress',
    note: words,
    percent: isDone ? 100 : (percent ?? action.percent),
    rag: isDone ? null : (rag ?? null),
  };
  return { problems, add: problems.length > 0 ? null : add };
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

const choiceOf = <Choice extends string>(typed: string, choices: readonly Choice[]): Choice | undefined =>
  choices.find((choice) => same(choice, typed));

/** "60", "60%", or 0.6 in a cell that is shown as a percentage; what stood before for an empty cell. */
function percentOf(cell: FilledRow['cells']['percent'], before: number): number | undefined {
  const typed = cell.text.trim().replace(/\s*%$/, '');
  if (typed === '') return before;
  const value = cell.number && cell.percent === true ? Math.round(Number(typed) * 1e8) / 1e6 : Number(typed);
  return /^[\d.]+$/.test(typed) && Number.isInteger(value) && value <= 100 ? value : undefined;
}

import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import { filtered } from './queries.server.ts';
import { actionSources, actionStatuses, isOverdue, priorities, progressRatings } from './rules.ts';
import type { ActionFilter } from './schema.ts';
import { type ActionScope, holderName } from './scope.server.ts';

/** Rows of one file: more than any partnership has, and little enough to hold. */
const mostRows = 20_000;

const columns = [
  'Reference',
  'Organisation or group',
  'Followed by',
  'Cycle',
  'Source',
  'Name of the source',
  'Day of the source',
  'Standard',
  'What was found',
  'Action',
  'How we shall know',
  'Owner',
  'Executive sponsor',
  'Priority',
  'Partnership priority',
  'Start',
  'Due',
  'First due',
  'Status',
  'Overdue',
  'Per cent done',
  'On track',
  'Created',
  'Closed',
];

/**
 * The actions that a filter lets through as CSV for a spreadsheet: with a byte order mark, dates as YYYY-MM-DD, and no
 * cell that a spreadsheet would run as a formula.
 */
export async function exportActions(
  db: Reader,
  scope: ActionScope,
  filter: ActionFilter,
  today: string,
): Promise<string> {
  const rows = await filtered(db, scope, filter, today)
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .leftJoin('partnership_group', 'partnership_group.id', 'action.group_id')
    .leftJoin('partnership_priority', 'partnership_priority.id', 'action.priority_id')
    .selectAll('action')
    .select([
      holderName.as('holder'),
      'cycle.name as cycle',
      'partnership_group.name as followed_by',
      'partnership_priority.title as serves',
    ])
    .orderBy('action.due_on', filter.sort === 'due' ? 'asc' : 'desc')
    .orderBy('action.id')
    .limit(mostRows)
    .execute();
  return stringify(
    rows.map((row) => [
      row.reference,
      row.holder,
      row.followed_by ?? '',
      row.cycle ?? '',
      actionSources[row.source_kind],
      row.source_name ?? '',
      row.source_on ?? '',
      row.standard_code ?? '',
      row.finding,
      row.what,
      row.success_measure,
      row.owner_name,
      row.sponsor_name ?? '',
      priorities[row.priority],
      row.serves ?? '',
      row.starts_on ?? '',
      row.due_on,
      row.first_due_on,
      actionStatuses[row.status].words,
      isOverdue(row.status, row.due_on, today) ? 'Overdue' : '',
      row.percent,
      row.rag === null ? '' : progressRatings[row.rag].words,
      londonDay(new Date(row.created_at)),
      row.closed_at === null ? '' : londonDay(new Date(row.closed_at)),
    ]),
    { header: true, columns, bom: true, escape_formulas: true },
  );
}

import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import { filtered } from './queries.server.ts';
import { actionSources, actionStatuses, isOverdue, priorities } from './rules.ts';
import type { ActionFilter } from './schema.ts';
import type { ActionScope } from './scope.server.ts';

/** Rows of one file: more than any partnership has, and little enough to hold. */
const mostRows = 20_000;

const columns = [
  'Reference',
  'Organisation',
  'Cycle',
  'Source',
  'Standard',
  'What was found',
  'Action',
  'How we shall know',
  'Owner',
  'Priority',
  'Due',
  'First due',
  'Status',
  'Overdue',
  'Per cent done',
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
    .innerJoin('organisation', 'organisation.id', 'action.organisation_id')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .selectAll('action')
    .select(['organisation.name as organisation', 'cycle.name as cycle'])
    .orderBy('action.due_on', filter.sort === 'due' ? 'asc' : 'desc')
    .orderBy('action.id')
    .limit(mostRows)
    .execute();
  return stringify(
    rows.map((row) => [
      row.reference,
      row.organisation,
      row.cycle ?? '',
      actionSources[row.source_kind],
      row.standard_code ?? '',
      row.finding,
      row.what,
      row.success_measure,
      row.owner_name,
      priorities[row.priority],
      row.due_on,
      row.first_due_on,
      actionStatuses[row.status].words,
      isOverdue(row.status, row.due_on, today) ? 'Overdue' : '',
      row.percent,
      londonDay(new Date(row.created_at)),
      row.closed_at === null ? '' : londonDay(new Date(row.closed_at)),
    ]),
    { header: true, columns, bom: true, escape_formulas: true },
  );
}

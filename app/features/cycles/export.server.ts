import { stringify } from 'csv-stringify/sync';
import { organisationKinds, phases } from '../../../standards/vocabulary.ts';
import { returnStages } from './rules.ts';
import type { Cycle, ReturnEntry } from './schema.ts';

const columns = [
  ['organisation', (entry) => entry.organisationName],
  ['kind', (entry) => organisationKinds[entry.kind].name],
  ['phase', (entry) => (entry.phase === null ? '' : phases[entry.phase])],
  ['status', (entry) => returnStages[entry.stage].words],
  ['percent_done', (entry) => String(entry.percent)],
  ['due_on', (entry) => entry.dueOn],
  ['first_due_on', (entry) => entry.firstDueOn],
  ['overdue', (entry) => (entry.late ? 'yes' : 'no')],
  ['sent_at', (entry) => entry.submittedAt ?? ''],
  ['last_saved_at', (entry) => entry.lastSavedAt ?? ''],
  ['last_reminded_at', (entry) => entry.remindedAt ?? ''],
  ['has_safeguarding_lead', (entry) => (entry.hasLead ? 'yes' : 'no')],
] as const satisfies readonly (readonly [string, (entry: ReturnEntry) => string])[];

/** The dashboard as CSV: UTF-8 with a mark so that Excel reads accents, dates as ISO, formulas made harmless. */
export function returnsAsCsv(cycle: Pick<Cycle, 'name'>, entries: readonly ReturnEntry[]): string {
  return stringify(
    entries.map((entry) => [cycle.name, entry.editionId, ...columns.map(([, value]) => value(entry))]),
    {
      header: true,
      columns: ['cycle', 'edition', ...columns.map(([name]) => name)],
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

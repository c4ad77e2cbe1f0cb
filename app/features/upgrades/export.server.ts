import { stringify } from 'csv-stringify/sync';
import { type WorkbookFormat, writeWorkbook } from '../../platform/workbook.server.ts';
import type { PlannerAgency, PlannerQuestion } from './planner.ts';
import { fateWords, launchRuleWords, outcomes } from './words.ts';

type Column<T> = readonly [name: string, value: (row: T) => string | number];

const questionColumns: readonly Column<PlannerQuestion>[] = [
  ['from_edition', (row) => row.editionId],
  ['standard_code', (row) => row.standard.code],
  ['standard_number', (row) => row.standard.number],
  ['standard', (row) => row.standard.title],
  ['question_code', (row) => row.code],
  ['question', (row) => row.text],
  ['old_wording', (row) => row.before.join('\n')],
  ['change_code', (row) => row.fate],
  ['change', (row) => fateWords[row.fate]],
  ['rule_code', (row) => row.rule],
  ['rule', (row) => launchRuleWords[row.rule]],
  ['note', (row) => row.notes.join('\n')],
  ['returns', (row) => row.counts.returns],
  ['ratings', (row) => row.counts.ratings],
  ['evidence_links', (row) => row.counts.evidence],
  ['open_actions', (row) => row.counts.actions],
];

const agencyColumns: readonly Column<PlannerAgency>[] = [
  ['organisation', (row) => row.name],
  ['last_edition', (row) => row.edition ?? ''],
  ['state', (row) => row.state],
  ...outcomes.map((outcome): Column<PlannerAgency> => [outcome, (row) => row.counts[outcome]]),
  ['evidence_links_kept', (row) => row.evidenceAlong],
  ['evidence_links_lost', (row) => row.evidenceLost],
  ['open_actions_kept', (row) => row.actionsAlong],
  ['open_actions_lost', (row) => row.actionsLost],
];

const table = <T>(columns: readonly Column<T>[], rows: readonly T[]) =>
  rows.map((row) => columns.map(([, value]) => value(row)));

function asCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  return stringify(table(columns, rows), {
    header: true,
    columns: columns.map(([name]) => name),
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

/** Every question of an upgrade as CSV, codes beside words: UTF-8 with a mark, formulas made harmless. */
export const questionsAsCsv = (rows: readonly PlannerQuestion[]): string => asCsv(questionColumns, rows);

/** What an upgrade does to each organisation, as CSV. */
export const agenciesAsCsv = (rows: readonly PlannerAgency[]): string => asCsv(agencyColumns, rows);

/** Both tables as a workbook of two sheets. */
export function plannerAsWorkbook(
  {
    questions,
    agencies,
  }: { readonly questions: readonly PlannerQuestion[]; readonly agencies: readonly PlannerAgency[] },
  format: WorkbookFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[]) => ({
    name,
    rows: [columns.map(([heading]) => heading), ...table(columns, rows).map((cells) => cells.map(String))],
    widths: columns.map(([heading]) => (['question', 'old_wording', 'note', 'rule'].includes(heading) ? 48 : 18)),
  });
  return writeWorkbook(
    [sheet('Questions', questionColumns, questions), sheet('Organisations', agencyColumns, agencies)],
    format,
  );
}

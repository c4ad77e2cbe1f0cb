import { write } from 'hucre';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  applyWorkbook,
  keepWorkbook,
  previewWorkbook,
  type WorkbookDryRun,
} from '../../../app/features/exchange/commands/import-workbook.server.ts';
import { type AnswerColumn, answerSheet, columnOf } from '../../../app/features/exchange/workbook/layout.ts';
import { drawReturnWorkbook } from '../../../app/features/exchange/workbook/load.server.ts';
import { writeOds } from '../../../app/platform/ods-writer.server.ts';
import type { WorkbookFormat } from '../../../app/platform/workbook.server.ts';
import { readWorkbookCells } from '../../../app/platform/workbook-cells.server.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import type { TestPortal } from '../../setup/each-database.ts';

const choices = [
  { code: 'prevent', text: 'Prevent' },
  { code: 'online', text: 'Online safety; at home, too' },
];

/** One question of each kind of answer, and one that an answer opens. */
export const everyKind = (set = 'every-kind') =>
  anEdition({
    set,
    standards: [
      aStandard('a1', [
        aQuestion('rated'),
        aQuestion('yes', { answer: { type: 'yes-no', detail: 'when-yes' } }),
        aQuestion('opened', { answer: { type: 'text' }, appliesTo: { answer: 'yes', in: ['yes'] } }),
        aQuestion('one', { answer: { type: 'single-choice', choices } }),
        aQuestion('many', { answer: { type: 'multiple-choice', choices } }),
      ]),
      aStandard('a2', [
        aQuestion('count', { answer: { type: 'number', unit: 'people' } }),
        aQuestion('share', { answer: { type: 'percentage' } }),
        aQuestion('day', { answer: { type: 'date' } }),
        aQuestion('words', { answer: { type: 'text' } }),
        aQuestion('sites', {
          answer: {
            type: 'table',
            maxRows: 4,
            columns: [
              { code: 'name', heading: 'Name', type: 'text' },
              { code: 'seen', heading: 'Last seen', type: 'date' },
              { code: 'staff', heading: 'Staff', type: 'number' },
              { code: 'kind', heading: 'Kind', type: 'choice', choices },
            ],
          },
        }),
      ]),
    ],
  });

/** What is put into a cell of a question's row, or of a choice's (`many#online`): a value, or a formula. */
export type Change = readonly [key: string, column: AnswerColumn, value: string | number | Date | { formula: string }];

interface Sheet {
  readonly name: string;
  readonly rows: (string | number | Date | { formula: string })[][];
}

/** A workbook opened in a spreadsheet program: its sheets, to be changed and saved again. */
export async function opened(bytes: Uint8Array): Promise<Sheet[]> {
  const read = await readWorkbookCells(bytes);
  if ('problem' in read) throw new Error(read.problem);
  return read.sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map(({ text, kind }) => (kind === 'number' ? Number(text) : text))),
  }));
}

/** Saves it again: XLSX by another writer than ours. */
export async function savedAs(sheets: readonly Sheet[], format: WorkbookFormat): Promise<Uint8Array> {
  if (format === 'ods')
    return writeOds({
      title: 'Edited',
      creator: 'A person',
      lists: [],
      sheets: sheets.map(({ name, rows }) => ({
        name,
        widths: (rows[0] ?? []).map(() => 20),
        rows: rows.map((row) => row.map((value) => ({ value: typeof value === 'object' ? String(value) : value }))),
      })),
    });
  const isFormula = (value: unknown): value is { formula: string } =>
    typeof value === 'object' && value !== null && 'formula' in value;
  return new Uint8Array(
    await write({
      format,
      sheets: sheets.map(({ name, rows }) => ({
        name,
        rows: rows.map((row) => row.map((value) => (value === '' || isFormula(value) ? null : value))),
        cells: new Map(
          rows.flatMap((row, at) =>
            row.flatMap((value, column) =>
              isFormula(value)
                ? [[`${at},${column}`, { value: 3, type: 'formula' as const, formulaResult: 3, ...value }] as const]
                : [],
            ),
          ),
        ),
      })),
    }),
  );
}

/** The workbook of a return with some cells changed. */
export async function changedWorkbook(
  portal: TestPortal,
  viewer: Viewer,
  returnId: string,
  format: WorkbookFormat,
  changes: readonly Change[],
): Promise<Uint8Array> {
  const sheets = await opened((await drawReturnWorkbook(portal, viewer, returnId, format)).bytes);
  return savedAs(put(sheets, changes), format);
}

export function put(sheets: Sheet[], changes: readonly Change[]): Sheet[] {
  const rows = sheets.find(({ name }) => name === answerSheet)?.rows ?? [];
  for (const [key, column, value] of changes) {
    const row = rows.find((cells) => cells[columnOf('key')] === key);
    if (!row) throw new Error(`The workbook has no row for ${key}`);
    row[columnOf(column)] = value;
  }
  return sheets;
}

export interface Tried {
  readonly sha256: string;
  readonly dryRun: WorkbookDryRun;
  /** Outcome by question code, without those that stay the same. */
  readonly outcomes: Record<string, string>;
}

/** Uploads and looks at the dry run. */
export async function tried(portal: TestPortal, viewer: Viewer, returnId: string, bytes: Uint8Array): Promise<Tried> {
  const kept = await keepWorkbook(portal, viewer, returnId, bytes);
  if ('problem' in kept) throw new Error(kept.problem);
  const dryRun = await previewWorkbook(portal, viewer, returnId, kept.sha256);
  if ('problem' in dryRun) throw new Error(dryRun.problem);
  return {
    sha256: kept.sha256,
    dryRun,
    outcomes: Object.fromEntries(
      dryRun.planned.flatMap(({ questionCode, outcome, place }) =>
        outcome === 'same' ? [] : [[questionCode || place, outcome]],
      ),
    ),
  };
}

export const applied = (
  portal: TestPortal,
  viewer: Viewer,
  returnId: string,
  { sha256, dryRun }: Tried,
  choices: Record<string, 'mine' | 'theirs'> = {},
) =>
  applyWorkbook(portal, viewer, {
    returnId,
    sha256,
    outcome: dryRun.outcome,
    choices: new Map(Object.entries(choices)),
  });

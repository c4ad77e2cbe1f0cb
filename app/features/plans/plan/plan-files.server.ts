import { stringify } from 'csv-stringify/sync';
import { writeFormWorkbook } from '../../../platform/form-workbook.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { workbookTypes } from '../../../platform/workbook.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { planColumns } from '../columns.ts';
import type { PlanRow } from '../plan-rows.server.ts';
import { getWholePlan, loadPlanFile } from './get-plan.server.ts';

export interface PlanFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly fileName: string;
}

/**
 * A plan as a file: PDF drawn off the request thread, workbook or CSV. Another ending is refused as not found. Texts that
 * a spreadsheet could take for formulas are made harmless.
 */
export async function writePlanFile(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
  ending: string,
): Promise<PlanFile> {
  if (ending === 'pdf') {
    const { model, fileName } = await getWholePlan(portal, viewer, search);
    const { bytes } = await portal.documents.render(model, { format: 'pdf' });
    return { bytes: Uint8Array.from(bytes), mediaType: 'application/pdf', fileName: `${fileName}.pdf` };
  }
  if (ending !== 'csv' && ending !== 'xlsx' && ending !== 'ods') throw notFound();
  const { rows, title, creator, fileName } = await loadPlanFile(portal, viewer, search);
  if (ending === 'csv')
    return {
      bytes: new TextEncoder().encode(planAsCsv(rows)),
      mediaType: 'text/csv; charset=utf-8',
      fileName: `${fileName}.csv`,
    };
  const sheet = {
    name: 'Action plan',
    widths: planColumns.map(({ width }) => width),
    rows: [
      planColumns.map(({ heading }) => ({ value: heading, look: 'head' as const })),
      ...rows.map((row) => planColumns.map(({ value }) => ({ value: value(row) }))),
    ],
  };
  const workbook = { title, creator, sheets: [sheet], lists: [], toRead: true };
  return {
    bytes: await writeFormWorkbook(workbook, ending),
    mediaType: workbookTypes[ending],
    fileName: `${fileName}.${ending}`,
  };
}

/** A plan as CSV for a spreadsheet: with a byte order mark, days as YYYY-MM-DD. */
export const planAsCsv = (rows: readonly PlanRow[]): string =>
  stringify(
    rows.map((row) => planColumns.map(({ value }) => value(row))),
    { header: true, columns: planColumns.map(({ heading }) => heading), bom: true, escape_formulas: true },
  );

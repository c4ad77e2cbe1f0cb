import { stringify } from 'csv-stringify/sync';
import { londonDay } from '../../../platform/clock.ts';
import { writeFormWorkbook } from '../../../platform/form-workbook.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { workbookTypes } from '../../../platform/workbook.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { actionStatuses } from '../rules.ts';
import { getRevisit, type RevisitMember, type RevisitSummary } from './queries.server.ts';
import { choiceInWords, revisitOutcomes } from './rules.ts';

export interface DrawFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly fileName: string;
}

type Draw = RevisitSummary & { readonly members: readonly RevisitMember[] };

const day = (at: string | null | undefined): string => (at ? londonDay(new Date(at)) : '');

/** What the file of a draw says of each action. The seed and the number make that anybody can work out the lots again. */
const columns: readonly {
  readonly heading: string;
  readonly width: number;
  readonly value: (member: RevisitMember, lot: number, draw: Draw) => string | number;
}[] = [
  { heading: 'Lot', width: 6, value: (_, lot) => lot },
  { heading: 'Reference', width: 16, value: ({ reference }) => reference },
  { heading: 'Organisation or group', width: 32, value: ({ holder }) => holder },
  { heading: 'Action', width: 50, value: ({ what }) => what },
  { heading: 'How we shall know', width: 50, value: ({ successMeasure }) => successMeasure },
  { heading: 'Closed', width: 12, value: ({ closedAt }) => day(closedAt) },
  { heading: 'Status now', width: 16, value: ({ status }) => actionStatuses[status].words },
  { heading: 'Seen', width: 26, value: ({ looks: [last] }) => (last ? revisitOutcomes[last.outcome] : '') },
  { heading: 'What was looked at', width: 50, value: ({ looks: [last] }) => last?.note ?? '' },
  { heading: 'Looked at by', width: 24, value: ({ looks: [last] }) => last?.by ?? '' },
  { heading: 'Looked at on', width: 12, value: ({ looks: [last] }) => day(last?.at) },
  { heading: 'Drawn', width: 34, value: (_, __, draw) => choiceInWords(draw) },
  { heading: 'Drawn by', width: 24, value: (_, __, { by }) => by },
  { heading: 'Drawn on', width: 12, value: (_, __, { at }) => day(at) },
  { heading: 'Drawn from', width: 12, value: (_, __, { drawnFrom }) => drawnFrom },
  { heading: 'Seed', width: 40, value: (_, __, { seed }) => seed },
  { heading: 'Number in the address', width: 30, value: ({ id }) => id },
];

/**
 * A draw of closed actions with what was seen last of each, as CSV, XLSX or ODS, in the order of the lots. Another ending,
 * and a draw of another partnership, are refused as not found. Texts that a spreadsheet could take for formulas are made
 * harmless.
 */
export async function writeDrawFile(
  portal: Portal,
  viewer: Viewer,
  revisitId: string,
  ending: string,
): Promise<DrawFile> {
  const draw = await getRevisit(portal.database.db, viewer, revisitId);
  const fileName = `drawn-actions-${day(draw.at)}`;
  const rows = draw.members.map((member, place) => columns.map(({ value }) => value(member, place + 1, draw)));
  const headings = columns.map(({ heading }) => heading);
  if (ending === 'csv')
    return {
      bytes: new TextEncoder().encode(
        stringify(rows, { header: true, columns: headings, bom: true, escape_formulas: true }),
      ),
      mediaType: 'text/csv; charset=utf-8',
      fileName: `${fileName}.csv`,
    };
  if (ending !== 'xlsx' && ending !== 'ods') throw notFound();
  const sheet = {
    name: 'Drawn actions',
    widths: columns.map(({ width }) => width),
    rows: [
      headings.map((value) => ({ value, look: 'head' as const })),
      ...rows.map((row) => row.map((value) => ({ value }))),
    ],
  };
  const workbook = {
    title: `Drawn actions of ${draw.partnership}`,
    creator: draw.partnership,
    sheets: [sheet],
    lists: [],
    toRead: true,
  };
  return {
    bytes: await writeFormWorkbook(workbook, ending),
    mediaType: workbookTypes[ending],
    fileName: `${fileName}.${ending}`,
  };
}

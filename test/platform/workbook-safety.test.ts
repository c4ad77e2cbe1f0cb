import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../app/platform/workbook.server.ts';
import { readWorkbookCells } from '../../app/platform/workbook-cells.server.ts';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '../../app/platform/zip.server.ts';

type Parts = Record<string, string>;

async function zipOf(parts: Parts): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, text] of Object.entries(parts)) await zip.add(name, new TextReader(text));
  return zip.close();
}

const ods = (rows: string, more: Parts = {}) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    'content.xml': `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ...more,
  });
const row = (cells: string, repeated = '') => `<table:table-row${repeated}>${cells}</table:table-row>`;
const cell = (attributes = '') =>
  `<table:table-cell office:value-type="string"${attributes}><text:p>x</text:p></table:table-cell>`;

describe('an uploaded workbook', () => {
  it('is read as LibreOffice writes it: paragraphs, runs of spaces, repeated cells, dates, a sheet full of nothing', async () => {
    const bytes = await ods(
      row(
        '<table:table-cell office:value-type="string"><text:p>one</text:p><text:p>two<text:s text:c="2"/>x<text:line-break/>y</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>again</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/>',
      ) +
        row(
          '<table:table-cell office:value-type="date" office:date-value="2027-03-14"><text:p>14/03/27</text:p></table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>',
        ) +
        row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048570"'),
    );
    const read = await readWorkbookCells(bytes);
    if ('problem' in read) throw new Error(read.problem);
    const rows = read.sheets[0]?.rows.map((cells) => cells.map(({ text, kind }) => `${kind} ${text}`));
    expect(rows).toEqual([
      ['text one\ntwo  x\ny', 'text again', 'text again'],
      ['date 2027-03-14', 'formula '],
    ]);
  });

  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a bomb of one part', () => ods('', { 'big.xml': 'x'.repeat(41_000_000) }), /more than the portal reads/],
    [
      'cells repeated without end',
      () => ods(row(cell(' table:number-columns-repeated="16000"')).repeat(60)),
      /more than/,
    ],
    ['a cell in the last column', () => zipOf({ 'xl/worksheets/sheet1.xml': '<c r="XFD1"><v>1</v></c>' }), /more than/],
    ['entities', () => ods('', { 'styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /not a workbook/],
    ['macros of Excel', () => zipOf({ 'xl/vbaProject.bin': 'x' }), /macros/],
    ['macros of LibreOffice', () => ods('', { 'Basic/script-lc.xml': '<x/>' }), /macros/],
    ['many parts', () => zipOf(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`${at}`, '']))), /more than/],
    ['a damaged file', async () => (await ods(row(cell()))).subarray(0, 400), /not a workbook/],
  ])('is refused before anything reads it, in words, when it holds %s', async (_, made, words) => {
    const bytes = await made();
    for (const read of [readWorkbookCells, readWorkbook])
      expect(await read(bytes)).toEqual({ problem: expect.stringMatching(words) });
  });
});

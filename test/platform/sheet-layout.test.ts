import { read } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { FormWorkbook } from '../../app/platform/form-sheet.ts';
import { writeFormWorkbook } from '../../app/platform/form-workbook.server.ts';
import { readWorkbook, writeWorkbook } from '../../app/platform/workbook.server.ts';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '../../app/platform/zip.server.ts';

const question = 'Your board’s safeguarding lead has the knowledge, the time and the standing to do the job.';
const form: FormWorkbook = {
  title: 'A return',
  creator: 'Brook',
  lists: [],
  sheets: [
    {
      name: 'Answers',
      widths: [10, 40, 40],
      rows: [
        [{ value: 'Number' }, { value: 'Question' }, { value: 'Answer' }],
        [{ value: 'A1' }, { value: question }, { value: '', open: true }],
        [{ value: 'A2' }, { value: 'Short' }, { value: 'one\ntwo\nthree\nfour', open: true }],
      ],
    },
  ],
};

async function partOf(bytes: Uint8Array, name: string): Promise<string> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  const entry = (await reader.getEntries()).find(({ filename }) => filename === name);
  if (!entry || entry.directory) throw new Error(`${name} is not in the file`);
  return new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter()));
}

const rowsOf = (xml: string) => xml.match(/<row\b[^>]*>/g) ?? [];

describe('a workbook in another office program', () => {
  test('has rows as high as their text in XLSX, which grow with what is typed', async () => {
    const xml = await partOf(await writeFormWorkbook(form, 'xlsx'), 'xl/worksheets/sheet1.xml');
    expect(rowsOf(xml)).toEqual(['<row r="1">', '<row r="2" ht="45">', '<row r="3" ht="60">']);
  });

  test('folds long words within their cell in a report too, under a bold header', async () => {
    const bytes = await writeWorkbook(
      [
        {
          name: 'Figures',
          widths: [10, 40],
          rows: [
            ['Figure', 'Meaning'],
            ['Open', question],
          ],
        },
      ],
      'xlsx',
    );
    expect(rowsOf(await partOf(bytes, 'xl/worksheets/sheet1.xml'))[1]).toBe('<row r="2" ht="45">');
    const { sheets } = await read(bytes, { readStyles: true });
    expect(sheets[0]?.cells?.get('0,0')?.style?.font?.bold).toBe(true);
    expect(sheets[0]?.cells?.get('1,1')?.style?.alignment?.wrapText).toBe(true);
  });

  test('has widths, a bold header and lists to choose from in OpenDocument too, also in rows that are added', async () => {
    const bytes = await writeWorkbook(
      [
        {
          name: 'Questions',
          widths: [10, 40],
          lists: { 0: ['yes', 'no'] },
          rows: [
            ['must', 'question'],
            ['yes', question],
          ],
        },
      ],
      'ods',
    );
    const xml = await partOf(bytes, 'content.xml');
    expect(xml.match(/content-validation-name="list0"/g)?.length).toBeGreaterThan(50);
    expect(xml).toContain('style:column-width="8.0cm"');
    expect(xml).toContain('<table:table-cell table:style-name="bold" office:value-type="string"><text:p>must</text:p>');
    const read = await readWorkbook(bytes);
    expect('sheets' in read ? read.sheets[0]?.rows[1] : read).toEqual(['yes', question]);
  });

  test('is printed across with every column on the page and the header on each', async () => {
    const { sheets } = await read(await writeFormWorkbook(form, 'xlsx'));
    expect(sheets[0]?.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 'a4', fitToWidth: 1 });
    expect(sheets[0]?.pageSetup?.printTitlesRow).toBe('$1:$1');
    const ods = await writeFormWorkbook(form, 'ods');
    expect(await partOf(ods, 'styles.xml')).toContain('style:print-orientation="landscape"');
    expect(await partOf(ods, 'styles.xml')).toContain('style:scale-to-X="1"');
    expect(await partOf(ods, 'content.xml')).toContain('style:master-page-name="Sheet"');
  });
});

/** Files as people have them: of every kind that is accepted, made by real programs where one is at hand, under odd names too. */

import { deflateSync } from 'node:zlib';
import { Document, ExternalHyperlink, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PDFDocument from 'pdfkit';
import { writeWorkbook } from '../../app/platform/workbook.server.ts';
import { csvFile, oldOfficeFile, pdfFile, pngFile } from '../features/evidence/files.ts';
import type { OfferedFile } from './hostile-files.ts';
import { officeParts, openDocumentParts, pdfOf, zipOf } from './zip-parts.ts';

const linked = (target: string, type = 'hyperlink') =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${type === 'hyperlink' ? 'External' : 'Internal'}"/></Relationships>`;

const oddNames = [
  'Policy 2026 (final) v2.pdf',
  'Cynllun Diogelu Ŵyl Dewi.pdf',
  'Ünïcödé — “quotes” & dashes.pdf',
  "O'Brien's minutes.pdf",
  '会議の議事録.pdf',
  'تقرير.pdf',
  '👩‍👩‍👧 family feedback.pdf',
  'no ending',
  'UPPER.PDF',
  'two.dots.in.name.pdf',
  ' leading and trailing .pdf',
  'CON.pdf',
  'a;b=c%20d+e#f.pdf',
  'wrong ending.docx',
  `${'long '.repeat(60)}.pdf`,
  '../../up.pdf',
  'C:\\Users\\sam\\policy.pdf',
  'turned\u202efdp.pdf',
];

/** A PDF as pdfkit writes it: packed pages, fonts, a link, an outline, a title. */
function aDrawnPdf(words: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ info: { Title: words } });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => void parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    const withLink = { width: 300, link: 'https://example.org/' };
    document.outline.addItem('Start');
    document.text(words, 72, 72, withLink);
    document.addPage({ size: 'A4' });
    document.text('Second page (with brackets) /JS and %%EOF in words', 72, 72, {});
    document.end();
  });
}

async function aWordFile(): Promise<Buffer> {
  const document = new Document({
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('Safeguarding')] }) },
        children: [
          new Paragraph({
            children: [
              new TextRun('Our policy '),
              new ExternalHyperlink({ link: 'https://example.org/', children: [new TextRun('is here')] }),
            ],
          }),
          new Table({ rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('cell')] })] })] }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

export async function honestFiles(): Promise<OfferedFile[]> {
  const pdf = await aDrawnPdf('Minutes of June');
  const word = await aWordFile();
  const rows = [
    ['Name', 'Trained on', 'Change'],
    ['Kim', '2026-05-01', '-3'],
  ];
  const sheet = await writeWorkbook([{ name: 'Training', rows }], 'xlsx');
  const ods = await writeWorkbook([{ name: 'Training', rows }], 'ods');
  const packedPdf = (() => {
    const body = deflateSync(
      Buffer.from('3 0 << /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org) >> >>'),
    );
    const stream = Buffer.concat([
      Buffer.from(`<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${body.byteLength} >>\nstream\n`),
      body,
      Buffer.from('\nendstream'),
    ]);
    return pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction [2 0 R /Fit] /AcroForm << /Fields [] >> >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      stream,
    ]);
  })();
  const chart = zipOf(officeParts('xlsx', [], '<sheets/>'));
  const text = (name: string, words: string, encoding: BufferEncoding = 'utf8') => ({
    what: name,
    name,
    bytes: Buffer.from(words, encoding),
  });
  return [
    ...oddNames.map((name) => ({ what: `a PDF called ${name}`, name, bytes: pdf })),
    { what: 'a small PDF', name: 'small.pdf', bytes: pdfFile },
    { what: 'a PDF with packed links', name: 'packed.pdf', bytes: packedPdf },
    { what: 'a PDF with zeros behind it', name: 'padded.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(100)]) },
    { what: 'a PDF saved twice', name: 'twice.pdf', bytes: Buffer.concat([pdf, pdfOf([]).subarray(9)]) },
    { what: 'a Word file', name: 'policy.docx', bytes: word },
    { what: 'a Word file called .doc', name: 'policy.doc', bytes: word },
    { what: 'a workbook', name: 'training.xlsx', bytes: sheet },
    { what: 'an OpenDocument workbook', name: 'training.ods', bytes: ods },
    ...(['docx', 'xlsx', 'pptx'] as const).flatMap((kind) => [
      { what: `a ${kind}`, name: `a.${kind}`, bytes: zipOf(officeParts(kind)) },
      {
        what: `a ${kind} with a link`,
        name: `link.${kind}`,
        bytes: zipOf(
          officeParts(kind, [{ name: 'word/_rels/document.xml.rels', data: linked('https://example.org/') }]),
        ),
      },
      {
        what: `a ${kind} with a letter link`,
        name: `mail.${kind}`,
        bytes: zipOf(officeParts(kind, [{ name: 'ppt/_rels/a.xml.rels', data: linked('mailto:kim@example.org') }])),
      },
      {
        what: `a ${kind} with a picture`,
        name: `picture.${kind}`,
        bytes: zipOf(officeParts(kind, [{ name: 'word/media/image1.png', data: pngFile }])),
      },
      {
        what: `a ${kind} with the sheet of a chart`,
        name: `chart.${kind}`,
        bytes: zipOf(officeParts(kind, [{ name: `${kind}/embeddings/Microsoft_Excel_Sheet.xlsx`, data: chart }])),
      },
    ]),
    {
      what: 'a Word file with fields',
      name: 'fields.docx',
      bytes: zipOf(
        officeParts(
          'docx',
          [],
          '<w:instrText> HYPERLINK "https://example.org" </w:instrText><w:instrText> TOC \\o </w:instrText><w:instrText> PAGE </w:instrText>',
        ),
      ),
    },
    {
      what: 'a workbook with formulas',
      name: 'sums.xlsx',
      bytes: zipOf(officeParts('xlsx', [], '<c><f>SUM(A1:A9)</f></c><c><f>A1&amp;&quot;|&quot;&amp;B1</f></c>')),
    },
    ...(['text', 'spreadsheet', 'presentation'] as const).map((kind) => ({
      what: `an OpenDocument ${kind}`,
      name: `a.${{ text: 'odt', spreadsheet: 'ods', presentation: 'odp' }[kind]}`,
      bytes: zipOf(
        openDocumentParts(
          kind,
          [
            { name: 'Pictures/1.png', data: pngFile },
            { name: 'Object 1/content.xml', data: '<office:document-content/>' },
            { name: 'ObjectReplacements/Object 1', data: pngFile },
          ],
          '<text:a xlink:href="https://example.org/">here</text:a><draw:image xlink:href="Pictures/1.png"/>',
        ),
      ),
    })),
    { what: 'an old Word document', name: 'a.doc', bytes: oldOfficeFile('WordDocument') },
    { what: 'an old workbook', name: 'a.xls', bytes: oldOfficeFile('Workbook') },
    { what: 'an old presentation', name: 'a.ppt', bytes: oldOfficeFile('PowerPoint Document') },
    { what: 'a picture', name: 'a.png', bytes: pngFile },
    { what: 'a photograph', name: 'a.jpeg', bytes: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex') },
    {
      what: 'an animation',
      name: 'a.gif',
      bytes: Buffer.from(
        '47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b',
        'hex',
      ),
    },
    {
      what: 'a WebP picture',
      name: 'a.webp',
      bytes: Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex'),
    },
    { what: 'a TIFF picture', name: 'a.tiff', bytes: Buffer.from('49492a0008000000000000000000', 'hex') },
    { what: 'a table', name: 'a.csv', bytes: csvFile },
    text('minus.csv', 'name,change\nKim,-3\nLee,+4\nTotal,=SUM(B1:B2)\n'),
    text('bars.csv', 'a|b|c\n1|2|3!\n'),
    text('quoted.csv', '"Smith, Ann","said ""hello"" | and left!"\n'),
    text('tabs.tsv', 'a\tb\n1\t2\n'),
    text('notes.txt', 'Café, naïve, £5 — 3 < 4 and <angle> brackets later'),
    text('notes.md', '# Minutes\n\n- <https://example.org>\n'),
    text('utf16.txt', '\ufeffCafé', 'utf16le'),
    text('old.txt', 'Caf\u00e9\r\n', 'latin1'),
    text('machine.log', '2026-11-02T09:00:00Z started\n'),
    text('welsh.txt', 'Llŷr, ŵyl, â'),
    text('emoji.txt', '👩‍👩‍👧 said thank you'),
    text('long.txt', 'word '.repeat(100_000)),
  ];
}

import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { readableText } from './readable.ts';
import { officeParts, openDocumentParts, zipOf } from './zip-parts.ts';

const words = 'Concern of otherside';

function aDrawnPdf(): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ info: { Title: 'Title of otherside' } });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => void parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.text(words, 72, 20, {});
    document.outline.addItem('Bookmark of otherside');
    document.end();
  });
}

it('the words of another tenant are found inside every kind of file, where its bytes do not show them', async () => {
  const pdf = await aDrawnPdf();
  const files = [
    pdf,
    zipOf(officeParts('docx', [], words)),
    zipOf(openDocumentParts('spreadsheet', [], words)),
    zipOf([{ name: 'returns/a.html', data: `<p>${words}</p>` }]),
  ];
  for (const file of files) {
    expect(file.toString('latin1')).not.toContain(words);
    expect(await readableText(new Uint8Array(file))).toContain(words);
  }
  for (const what of ['Title', 'Bookmark'])
    expect(await readableText(new Uint8Array(pdf))).toContain(`${what} of otherside`);
  expect(await readableText(zipOf([{ name: `${words}.csv`, data: '' }]))).toContain(words);
});

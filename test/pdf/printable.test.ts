import { describe, expect, it } from 'vitest';
import { drawDocument } from '../../pdf/draw.tsx';
import { toPrintable } from '../../pdf/printable.ts';
import { anOutcomeLetter, aReceipt } from './models.ts';
import { bodyOf, readPdf } from './read-pdf.ts';

const all = () => true;

describe('text that cannot be printed as it is', () => {
  it('keeps ordinary text, Welsh and Polish names and line breaks untouched', () => {
    const contact = 'Rhys Ŵyn and Łucja\nRoom 4 – “east”, £20';
    expect(toPrintable({ ...aReceipt(), contact }, all)).toEqual({ model: { ...aReceipt(), contact }, replaced: 0 });
  });

  it('joins letters with their accents, and drops control characters and marks without a figure', () => {
    const contact = 'Cafe\u0301 safe\u00adguarding\u200b one\u0000 two\ttabs\r\nnext  line';
    expect(toPrintable({ ...aReceipt(), contact }, all).model.contact).toBe(
      'Café safeguarding one two tabs\nnext line',
    );
  });

  it('shows a box for each character the typeface lacks, says how many on the first page, and embeds every font', async () => {
    const file = await readPdf(
      (await drawDocument({ ...anOutcomeLetter(), opening: 'Well done 😀 and 谢谢\nto all.' })).bytes,
    );
    expect(bodyOf(file)).toContain('Well done □ and □□\nto all.');
    expect(file.pages[0]?.body.replace(/\s+/g, ' ')).toContain('3 characters could not be printed in this typeface');
    expect(file.fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  });

  it('prints an address longer than a line without losing any of it', async () => {
    const address = `https://example.org/${'evidence/'.repeat(30)}end`;
    const file = await readPdf((await drawDocument({ ...aReceipt(), contact: address })).bytes);
    expect(bodyOf(file).replace(/[\s-]/g, '')).toContain(address);
  });
});

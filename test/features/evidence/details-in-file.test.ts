import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDetailsInFile } from '../../../app/features/evidence/details-in-file.server.ts';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '../../../app/platform/zip.server.ts';

const office = 'application/vnd.openxmlformats-officedocument.';
const word = `${office}wordprocessingml.document`;
const slides = `${office}presentationml.presentation`;
const openText = 'application/vnd.oasis.opendocument.text';
const today = '2026-11-02';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'details-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function packed(entries: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, text] of Object.entries(entries)) await zip.add(name, new TextReader(text));
  return zip.close();
}

let number = 0;
async function found(bytes: Uint8Array, mediaType: string) {
  const path = join(folder, `${number++}`);
  await writeFile(path, bytes);
  return findDetailsInFile({ path, size: (await stat(path)).size }, mediaType, today);
}

/** A paragraph of Word, its words cut into runs as spelling and corrections cut them. */
const paragraph = (...runs: string[]) => `<w:p>${runs.map((run) => `<w:r><w:t>${run}</w:t></w:r>`).join('')}</w:p>`;
const wordFile = (body: string, more: Readonly<Record<string, string>> = {}) =>
  packed({ 'word/document.xml': `<?xml version="1.0"?><w:document>${body}</w:document>`, ...more });

describe('the words inside a document', () => {
  it('are looked through in Word, whatever runs they are cut into, with its headers, notes and comments', async () => {
    const cut = await wordFile(
      paragraph('We met the mo', 'ther of Jay', 'den.') + paragraph('NHS no: 943 476', ' 5919'),
    );
    expect(await found(cut, word)).toEqual(['nhs-number', 'name']);
    for (const part of ['header1', 'footnotes', 'comments'])
      expect(await found(await wordFile('', { [`word/${part}.xml`]: paragraph('UPN H801200001001') }), word)).toEqual([
        'upn',
      ]);
  });

  it('are looked through in slides and their notes, and in OpenDocument files', async () => {
    const notes = await packed({
      'ppt/notesSlides/notesSlide1.xml': '<a:p><a:r><a:t>DOB 03/04/2016</a:t></a:r></a:p>',
    });
    expect(await found(notes, slides)).toEqual(['date-of-birth']);
    const text = await packed({ 'content.xml': '<text:p>Child’s name:<text:s/>Alice</text:p>' });
    expect(await found(text, openText)).toEqual(['name']);
  });

  it('say nothing where they name nobody, and two paragraphs are never read as one', async () => {
    const plain = await wordFile(paragraph('We asked each child') + paragraph('Alice Ward policy, 2026 &amp; after'));
    expect(await found(plain, word)).toEqual([]);
    const elsewhere = await packed({ 'word/styles.xml': paragraph('The child Alice'), 'word/media/image1.png': 'x' });
    expect(await found(elsewhere, word)).toEqual([]);
  });

  it('are read to a limit, whatever the file unpacks to, and a damaged file stops nobody', async () => {
    const early = await wordFile(paragraph('The child Alice') + ' '.repeat(30_000_000));
    expect(early.byteLength).toBeLessThan(200_000);
    expect(await found(early, word)).toEqual(['name']);
    const late = await wordFile('<w:p/>'.repeat(1_200_000) + paragraph('The child Alice'));
    expect(await found(late, word)).toEqual([]);
    expect(await found(early.subarray(0, 5_000), word)).toEqual([]);
    expect(await found(new TextEncoder().encode('PK not a zip'), word)).toEqual([]);
  });
});

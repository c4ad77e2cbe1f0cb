import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { largestFile, readFileKind } from '../../../app/features/evidence/file-kind.server.ts';
import { attachmentHeader, safeFileName } from '../../../app/features/evidence/file-name.ts';
import { isWebAddress } from '../../../app/features/evidence/schema.ts';
import { hostileFiles } from '../../security/hostile-files.ts';
import { csvFile, oldOfficeFile, openDocumentFile, pdfFile, pngFile, programFile, wordFile, zipFile } from './files.ts';

const text = (words: string) => new TextEncoder().encode(words);

const folder = mkdtempSync(join(tmpdir(), 'los-kind-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function kindOf(bytes: Uint8Array, name: string) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return readFileKind({ path, size: bytes.byteLength }, name);
}

describe('the kind of a file', () => {
  it.each([
    ['policy.pdf', pdfFile, 'application/pdf', 'pdf'],
    ['policy.txt', pdfFile, 'application/pdf', 'pdf'],
    ['photo.png', pngFile, 'image/png', 'png'],
    ['training.csv', csvFile, 'text/csv', 'csv'],
    ['notes.txt', text('Café, naïve, £5'), 'text/plain', 'txt'],
    ['old-notes.txt', Uint8Array.from([0x43, 0x61, 0x66, 0xe9, 0x0d, 0x0a]), 'text/plain', 'txt'],
    ['plan.docx', wordFile('plain'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['plan.odt', openDocumentFile(), 'application/vnd.oasis.opendocument.text', 'odt'],
    ['plan.doc', oldOfficeFile('WordDocument'), 'application/msword', 'doc'],
    ['plan.xls', oldOfficeFile('Workbook'), 'application/vnd.ms-excel', 'xls'],
  ])('of %s is read from its content', async (name, bytes, mediaType, extension) => {
    expect(await kindOf(bytes, name)).toEqual({ ok: true, mediaType, extension });
  });

  it.each([
    ['a program named as a PDF', 'policy.pdf', programFile, 'program'],
    [
      'a program of another kind',
      'policy.pdf',
      Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array.from({ length: 60 }, () => 0)]),
      'program',
    ],
    ['a macro-enabled document', 'plan.docm', wordFile('macro-enabled'), 'macros'],
    ['a macro-enabled document named as a plain one', 'plan.docx', wordFile('macro-enabled'), 'macros'],
    ['a document with macros inside', 'plan.docx', wordFile('hidden macro'), 'macros'],
    ['an OpenDocument file with macros', 'plan.odt', openDocumentFile('Basic/script-lc.xml'), 'macros'],
    ['an old Word document with macros', 'plan.doc', oldOfficeFile('WordDocument', '_VBA_PROJECT'), 'macros'],
    ['a document with a password', 'plan.docx', oldOfficeFile('EncryptedPackage'), 'password'],
    ['an installer in the old container', 'plan.doc', oldOfficeFile('Binary.Custom'), 'program'],
    ['an archive', 'all.zip', zipFile({ 'a.txt': 'a' }), 'archive'],
    ['an archive named as a document', 'plan.docx', zipFile({ 'a.txt': 'a' }), 'archive'],
    ['a compressed file', 'all.gz', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]), 'archive'],
    ['a web page', 'page.txt', text('<!DOCTYPE html><script>alert(1)</script>'), 'web page'],
    ['a drawing that can hold scripts', 'page.svg', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'web page'],
    ['a script', 'run.sh', text('#!/bin/sh\nrm -rf /\n'), 'script'],
    ['a batch file', 'run.bat', text('del *.*\r\n'), 'script'],
    ['bytes of no kind', 'data.txt', Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]), 'not accepted'],
    ['an empty file', 'empty.pdf', new Uint8Array(), 'empty'],
    ['a file of 26 MB', 'large.pdf', new Uint8Array(26 * 1024 * 1024), 'larger than 25 MB'],
  ])('refuses %s and says why', async (_, name, bytes, why) => {
    const kind = await kindOf(bytes, name);
    expect(kind).toMatchObject({ ok: false });
    expect('problem' in kind ? kind.problem : '').toContain(why);
  });

  it.each(hostileFiles().filter(({ large }) => !large))('refuses $what as $name', async ({ name, bytes }) => {
    expect(await kindOf(bytes, name)).toMatchObject({ ok: false, problem: expect.stringMatching(/\S/) });
  });

  it('takes a file of exactly 25 MB', async () => {
    const bytes = new Uint8Array(largestFile);
    bytes.set(pdfFile);
    expect(await kindOf(bytes, 'large.pdf')).toMatchObject({ ok: true });
  });
});

describe('the name of a file', () => {
  it.each([
    ['Policy 2026.pdf', 'pdf', 'Policy 2026.pdf'],
    ['C:\\Users\\sam\\Policy.pdf', 'pdf', 'Policy.pdf'],
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['policy.exe', 'pdf', 'policy.exe.pdf'],
    ['photo.JPEG', 'jpg', 'photo.jpeg'],
    ['.htaccess', 'txt', 'htaccess.txt'],
    ['CON.txt', 'txt', '_CON.txt'],
    ['lpt1.notes.pdf', 'pdf', '_lpt1.notes.pdf'],
    ['a\ud800b.pdf', 'pdf', 'a b.pdf'],
    ['a\u202egpj.pdf', 'pdf', 'a gpj.pdf'],
    ['\u0000\n', 'pdf', 'file.pdf'],
    [`${'x'.repeat(500)}.pdf`, 'pdf', `${'x'.repeat(120)}.pdf`],
  ])('%j is kept as %s', (typed, extension, kept) => {
    expect(safeFileName(typed, extension)).toBe(kept);
  });

  it('is sent in plain letters and whole, and cannot end the header', () => {
    expect(attachmentHeader('Cynllun Ŵyl “2026”.pdf')).toBe(
      `attachment; filename="Cynllun Wyl 2026.pdf"; filename*=UTF-8''Cynllun%20%C5%B4yl%20%E2%80%9C2026%E2%80%9D.pdf`,
    );
    expect(attachmentHeader('a"; x=".pdf')).not.toMatch(/"; x=/);
    expect(attachmentHeader("it's (1)*.pdf")).toContain("filename*=UTF-8''it%27s%20%281%29%2A.pdf");
  });
});

describe('the address of a link', () => {
  it.each([
    ['https://example.org/report', true],
    ['http://example.org', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['file:///etc/passwd', false],
    ['//example.org', false],
    ['https://user:secret@example.org', false],
    ['https://localhost/', false],
    ['https://exa mple.org', false],
  ])('%s is accepted: %s', (address, accepted) => {
    expect(isWebAddress(address)).toBe(accepted);
  });
});

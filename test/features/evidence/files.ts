/** Small files of each kind, made by hand so that nothing binary lies in the repository. */

const text = (words: string) => new TextEncoder().encode(words);

export const pdfFile = text('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
export const csvFile = text('name,trained on\nA team,2026-05-01\n');
export const pngFile = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0,
  0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
]);
/** What every Windows program begins with. */
export const programFile = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, ...Array.from({ length: 300 }, () => 0)]);

/** An archive of the entries given, stored without compression. */
export function zipFile(entries: Readonly<Record<string, string>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(Buffer.from(content)), 14);
    local.writeUInt32LE(Buffer.byteLength(content), 18);
    local.writeUInt32LE(Buffer.byteLength(content), 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    const bytes = Buffer.concat([local, Buffer.from(name), Buffer.from(content)]);
    parts.push(bytes);
    directory.push(central, Buffer.from(name));
    offset += bytes.byteLength;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, table, end]));
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const macroWordType = 'application/vnd.ms-word.document.macroEnabled.main+xml';

/** A Word document, with macros or claiming to have none. */
export function wordFile(kind: 'plain' | 'macro-enabled' | 'hidden macro'): Uint8Array {
  const type = kind === 'macro-enabled' ? macroWordType : wordType;
  return zipFile({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    'word/document.xml': '<?xml version="1.0"?><w:document/>',
    ...(kind === 'plain' ? {} : { 'word/vbaProject.bin': 'macro' }),
  });
}

/** The container of Word, Excel and PowerPoint before 2007, with streams of these names. */
export function oldOfficeFile(...streams: string[]): Uint8Array {
  const header = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  return new Uint8Array(
    Buffer.concat([header, ...streams.map((name) => Buffer.from(name, 'utf16le')), Buffer.alloc(64)]),
  );
}

export const openDocumentFile = (...extra: string[]): Uint8Array =>
  zipFile({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<office:document-content/>',
    ...Object.fromEntries(extra.map((name) => [name, 'x'])),
  });

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

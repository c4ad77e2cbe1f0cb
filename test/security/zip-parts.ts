/** Archives made byte by byte, honest or not. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  /** A function for what is too large to hold before it is needed. */
  readonly data: string | Uint8Array | (() => Uint8Array);
  /** Unpacked sizes that it claims instead of the true one. */
  readonly claims?: number;
  readonly encrypted?: boolean;
  readonly stored?: boolean;
}

export function zipOf(
  parts: readonly ZipPart[],
  around: { readonly before?: string; readonly after?: string } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = Buffer.byteLength(around.before ?? '');
  for (const { name, data, claims, encrypted = false, stored = false } of parts) {
    const content = typeof data === 'function' ? data() : data;
    const raw = typeof content === 'string' ? Buffer.from(content) : content;
    const packed = stored ? raw : deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(encrypted ? 1 : 0x800, 6);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt32LE(crc32(raw), 14);
    local.writeUInt32LE(packed.byteLength, 18);
    local.writeUInt32LE(claims ?? raw.byteLength, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    const body = Buffer.concat([local, Buffer.from(name), packed]);
    bodies.push(body);
    directory.push(central, Buffer.from(name));
    offset += body.byteLength;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([Buffer.from(around.before ?? ''), ...bodies, table, end, Buffer.from(around.after ?? '')]);
}

const types = {
  docx: ['word/document.xml', 'wordprocessingml.document.main', 'w:document'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main', 'workbook'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation.main', 'p:presentation'],
} as const;
export type Office = keyof typeof types;

const contentTypes = (main: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`;

/** A small Office document with these parts beside its own. */
export function officeParts(kind: Office, extra: readonly ZipPart[] = [], body = ''): ZipPart[] {
  const [main, type, root] = types[kind];
  return [
    {
      name: '[Content_Types].xml',
      data: contentTypes(main, `application/vnd.openxmlformats-officedocument.${type}+xml`),
    },
    { name: main, data: `<?xml version="1.0"?><${root}>${body}</${root}>` },
    ...extra,
  ];
}

/** A small OpenDocument file with these parts beside its own. */
export function openDocumentParts(
  kind: 'text' | 'spreadsheet' | 'presentation',
  extra: readonly ZipPart[] = [],
  body = '',
): ZipPart[] {
  return [
    { name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, stored: true },
    { name: 'content.xml', data: `<?xml version="1.0"?><office:document-content>${body}</office:document-content>` },
    { name: 'META-INF/manifest.xml', data: '<?xml version="1.0"?><manifest:manifest/>' },
    ...extra,
  ];
}

/** A PDF with these objects, and a cross-reference table that is right. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  for (const [index, object] of objects.entries()) {
    places.push(at);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object) : object,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.byteLength;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

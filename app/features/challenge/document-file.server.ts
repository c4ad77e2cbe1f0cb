import type { PdfModel } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { attachmentHeader } from '../evidence/file-name.ts';
import { type CopyFormat, copyFormatCodes, copyFormats } from '../returns/copy-formats.ts';

/** A document of a partnership that was frozen: its PDF is drawn at the first asking and kept, other forms are drawn anew. */
export interface FrozenDocument {
  readonly partnershipId: string;
  readonly model: PdfModel;
  readonly pdfSha256: string | null;
  /** The name of the file, without its ending. */
  readonly name: string;
  /** Remembers the file that was drawn, unless another was first. */
  keep(file: { readonly pdf_sha256: string; readonly pdf_size: number }): Promise<unknown>;
}

export interface DocumentFile {
  readonly stream: ReadableStream<Uint8Array>;
  readonly size: number;
  readonly name: string;
  readonly format: CopyFormat;
  /** Of the kept file; null for forms that are drawn anew. */
  readonly sha256: string | null;
}

/** The form that the ending of an address asks for. */
export const formatOf = (pathname: string): CopyFormat =>
  copyFormatCodes.find((code) => pathname.endsWith(`.${code}`)) ?? 'pdf';

/** A frozen document as PDF, Word or OpenDocument. */
export async function openDocumentFile(
  portal: Portal,
  document: FrozenDocument,
  format: CopyFormat,
): Promise<DocumentFile> {
  const name = `${document.name}.${copyFormats[format].extension}`;
  if (format === 'pdf') {
    const sha256 = document.pdfSha256 ?? (await draw(portal, document));
    const file = await portal.blobs.open(document.partnershipId, sha256);
    if (!file) throw notFound();
    return { ...file, name, format, sha256 };
  }
  const { bytes } = await portal.documents.render(document.model, { format });
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { stream, size: bytes.byteLength, name, format, sha256: null };
}

async function draw(portal: Portal, document: FrozenDocument): Promise<string> {
  const { bytes } = await portal.documents.render(document.model);
  const { sha256, size } = await portal.blobs.put(document.partnershipId, bytes);
  await document.keep({ pdf_sha256: sha256, pdf_size: size });
  return sha256;
}

/** What a download says of itself. */
export const documentHeaders = ({ size, name, format }: DocumentFile): Record<string, string> => ({
  'Content-Type': copyFormats[format].mediaType,
  'Content-Length': String(size),
  'Content-Disposition': attachmentHeader(name),
  'Cache-Control': 'private, no-store',
});

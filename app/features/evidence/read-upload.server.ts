import { type FileUpload, parseFormData } from '@remix-run/form-data-parser';
import { Refusal } from '../../platform/refusals.ts';
import { largestFile } from './file-kind.server.ts';

/** A form with at most one file. The file's bytes are in memory; a file that is too large is cut just past the limit. */
export interface UploadForm {
  /** Everything but the file. */
  readonly form: FormData;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** Uploads held in memory at the same time; others wait their turn. */
const atOnce = 4;
const mostText = 512 * 1024;
/** Past this nobody waits for the rest of a file that is refused anyway. */
const mostDrained = 500 * 1024 * 1024;

let reading = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a posted form that may carry one file. The fields that stand before the file are read whatever its size, so
 * that a page can show them again: put the file last in the form. Refuses what is no form, or has too many parts.
 */
export async function readUpload(request: Request): Promise<UploadForm> {
  if (reading >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
  reading++;
  try {
    return await parse(request);
  } finally {
    reading--;
    waiting.shift()?.();
  }
}

async function parse(request: Request): Promise<UploadForm> {
  let file: UploadForm['file'];
  const keep = async (upload: FileUpload) => {
    if (upload.size > 0 || upload.name !== '') file = { name: upload.name, bytes: await upload.bytes() };
  };
  try {
    const form = await parseFormData(
      cutAfter(request, largestFile + mostText),
      { maxFiles: 1, maxParts: 100, maxFileSize: largestFile + mostText, maxTotalSize: largestFile + 2 * mostText },
      keep,
    );
    return { form, file: file !== undefined && file.name === '' && file.bytes.byteLength === 0 ? undefined : file };
  } catch {
    throw new Refusal('unsupported-file', 'The form could not be read. Go back and try again.');
  }
}

/**
 * The same request with a body that ends, properly closed, after so many bytes: the reader of the form sees a whole
 * form with a cut file, which is then refused for its size, and never holds more than the limit.
 */
function cutAfter(request: Request, limit: number): Request {
  const boundary = /boundary="?([^";]+)"?/i.exec(request.headers.get('content-type') ?? '')?.[1];
  if (!request.body || boundary === undefined) return request;
  let seen = 0;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const before = seen;
      seen += chunk.byteLength;
      if (seen > mostDrained) controller.error(new Error('Too much was sent'));
      else if (seen <= limit) controller.enqueue(chunk);
      else if (before <= limit) {
        controller.enqueue(chunk.subarray(0, limit - before));
        controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
      }
    },
  });
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: request.body.pipeThrough(cut),
    duplex: 'half',
  };
  return new Request(request.url, init);
}

import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { BlobStore, NotReceived, ReceivedFile } from '../../platform/blobs.server.ts';
import { withoutNul } from '../../platform/posted-request.ts';
import { Refusal } from '../../platform/refusals.ts';
import { largestFile } from './file-kind.server.ts';

/** There have been too many uploads: how long to wait, in seconds. */
export interface TooOften {
  readonly wait: number;
}

/** A file as somebody chose it: its name there, and its bytes on disk, or why they are not. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array | ReceivedFile | NotReceived | TooOften;
}

/** A form with at most one file, which is on disk under no name of anybody yet. */
export interface UploadForm {
  /** Everything but the file. */
  readonly form: FormData;
  readonly file: UploadedFile | undefined;
}

/** Uploads read at the same time; others wait their turn. Each holds one file open and a few chunks in memory. */
const atOnce = 8;
const mostText = 512 * 1024;
/** Past this nobody waits for the rest of a file that is refused anyway. */
const mostDrained = 500 * 1024 * 1024;

/** Where uploads go, and what counts one: undefined, or how many seconds to wait. */
export interface Uploads {
  readonly blobs: BlobStore;
  take(): Promise<number | undefined>;
}

let reading = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a posted form that may carry one file and hands it to `use`; what `use` does not keep of the file is deleted
 * when it ends. The fields that stand before the file are read whatever its size, so that a page can show them again:
 * put the file last in the form. A file that comes too often is answered like one that is too large. Refuses what is no form, breaks off, or has too many parts.
 */
export async function withUpload<T>(
  { blobs, take }: Uploads,
  request: Request,
  use: (upload: UploadForm) => Promise<T>,
): Promise<T> {
  if (reading >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
  else reading++;
  try {
    const upload = await readForm(blobs, request);
    try {
      const wait = upload.file ? await take() : undefined;
      if (wait === undefined || !upload.file) return await use(upload);
      return await use({ ...upload, file: { name: upload.file.name, bytes: { wait } } });
    } finally {
      await discardFile(upload.file);
    }
  } finally {
    // A place is handed over, never given back while somebody waits.
    const next = waiting.shift();
    if (next) next();
    else reading--;
  }
}

async function discardFile(file: UploadedFile | undefined): Promise<void> {
  if (file && typeof file.bytes === 'object' && 'discard' in file.bytes) await file.bytes.discard();
}

const unreadable = () => new Refusal('unsupported-file', 'The form could not be read. Go back and try again.');

async function readForm(blobs: BlobStore, request: Request): Promise<UploadForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!request.body) throw unreadable();
  if (!type.startsWith('multipart/form-data')) return { form: await readFields(request), file: undefined };
  const form = new FormData();
  let arriving:
    | { readonly name: string; readonly bytes: Promise<ReceivedFile | NotReceived>; stop(): void }
    | undefined;
  let tooMuch = false;
  try {
    const reader = new Busboy({
      headers: { 'content-type': type },
      limits: { fields: 100, fieldSize: mostText, files: 1, parts: 101 },
    });
    reader.on('field', (name, value, _, cut) => {
      tooMuch ||= cut;
      form.append(name, withoutNul(value));
    });
    // An error reaches us through the pipeline; without listeners a late one would end the process.
    reader.on('error', () => undefined);
    reader.on('file', (_, stream, name) => {
      stream.on('error', () => undefined);
      arriving = {
        name: name ?? '',
        bytes: blobs.receive(stream, largestFile),
        // The reader of the form does not end the file when the form breaks off.
        stop: () => void stream.destroy(new Error('The form broke off')),
      };
      // Waited for below; until then a broken stream must not look like an error that nobody handles.
      arriving.bytes.catch(() => undefined);
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      reader.on(limit, () => {
        tooMuch = true;
      });
    await pipeline(chunksOf(request, mostDrained), reader);
    const file = arriving && { name: arriving.name, bytes: await arriving.bytes };
    if (tooMuch) {
      await discardFile(file);
      throw unreadable();
    }
    return { form, file: isNothing(file) ? undefined : file };
  } catch {
    arriving?.stop();
    const half = await arriving?.bytes.catch(() => undefined);
    if (typeof half === 'object') await half.discard();
    throw unreadable();
  }
}

/** What a browser sends for a field of which no file was chosen. */
const isNothing = (file: UploadedFile | undefined) =>
  file !== undefined &&
  file.name === '' &&
  typeof file.bytes === 'object' &&
  'size' in file.bytes &&
  file.bytes.size === 0;

/** The body of a request as it comes, and an error once it is more than `most`. */
async function* chunksOf(request: Request, most: number): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  let seen = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      seen += read.value.byteLength;
      if (seen > most) throw new Error('Too much was sent');
      yield read.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The same form without a file, as a page without one posts it. */
async function readFields(request: Request): Promise<FormData> {
  const text: string[] = [];
  const words = new TextDecoder();
  for await (const chunk of chunksOf(request, 4 * mostText)) {
    text.push(words.decode(chunk, { stream: true }));
  }
  if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) throw unreadable();
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text.join(''))) form.append(name, withoutNul(value));
  return form;
}

import { createHash } from 'node:crypto';
import { TextReader, ZipWriter } from '../../../platform/zip.server.ts';
import { exportFormat, exportVersion, type Manifest } from './format.ts';

/** A ZIP file while it is written: each file goes out as it is made, and nothing of it is held. */
export interface Archive {
  addText(path: string, text: string): Promise<void>;
  addStream(path: string, stream: ReadableStream<Uint8Array>): Promise<void>;
  /** Writes the manifest of everything before it, and ends the file. Gives the number of files. */
  finish(): Promise<number>;
  /** The file, as it comes. Read it from the start: writing waits for the reader. */
  readonly chunks: ReadableStream<Uint8Array>;
  /** Ends the file before its end: whoever reads it gets the error, and keeps nothing. */
  abort(reason: unknown): Promise<void>;
}

/** Packed already: packing it again takes time and saves nothing. */
const packed = /\.(pdf|docx|xlsx|pptx|odt|ods|odp|jpe?g|png|gif|webp|heic)$/i;

/** `madeAt` is the date of every file in it. */
export function createArchive(madeAt: string): Archive {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const lastModDate = new Date(madeAt);
  const zip = new ZipWriter(writable, { lastModDate });
  const files: Manifest['files'] = [];
  const addStream = async (path: string, stream: ReadableStream<Uint8Array>) => {
    const hash = createHash('sha256');
    let size = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        hash.update(chunk);
        size += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    await zip.add(path, stream.pipeThrough(counted), packed.test(path) ? { level: 0 } : {});
    files.push({ path, size, sha256: hash.digest('hex') });
  };
  return {
    chunks: readable,
    addStream,
    addText: (path, text) => addStream(path, streamOf(new TextEncoder().encode(text))),
    async finish() {
      const manifest: Manifest = { format: exportFormat, version: exportVersion, document: 'manifest', madeAt, files };
      await zip.add('manifest.json', new TextReader(jsonOf(manifest)));
      await zip.close();
      return files.length + 1;
    },
    abort: async (reason) => {
      await writable.abort(reason).catch(() => undefined);
    },
  };
}

const streamOf = (bytes: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

/** JSON as people read it. */
export const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

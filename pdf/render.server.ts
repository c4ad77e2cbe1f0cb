import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DrawingProcess, startProcess } from './drawing-process.server.ts';
import { PdfError } from './errors.ts';
import type { PdfModel } from './models.ts';
import type { PdfProgress } from './progress.ts';
import type { FileFormat } from './protocol.ts';

export type PdfFile = { bytes: Uint8Array<ArrayBuffer>; pages: number };

export type RenderOptions = {
  /** PDF unless told otherwise. A Word file has no pages yet: it counts none. */
  format?: FileFormat;
  /** Told on every page and every stage, from `waiting` to `done`. */
  onProgress?: (progress: PdfProgress) => void;
  /** Takes a waiting document out of the queue, or stops the one being drawn. */
  signal?: AbortSignal;
};

export type PdfRenderer = {
  /** Refuses with a `PdfError`; one document's failure never touches another. */
  render(model: PdfModel, options?: RenderOptions): Promise<PdfFile>;
  /** Documents that wait for a process, those being drawn not counted. */
  queueLength(): number;
  /** Documents being drawn now. */
  drawing(): number;
  /** Stops the processes; what waits or is being drawn is refused with `closed`. */
  close(): Promise<void>;
};

export type PdfRendererOptions = {
  /** Drawing processes, kept warm. Default: one fewer than the processors, at least one. Each may need 1.7 GB. */
  workers?: number;
  /** The built drawing program; looked for in `build/pdf` above this module unless given. */
  workerFile?: string;
  /** Most megabytes of heap a process may hold before its job fails. */
  heapMegabytes?: number;
  /** Longest a document may take before it is given up. */
  timeLimitMs?: number;
};

/**
 * Heap of a drawing process, in megabytes. A pack of 40 agencies with every part, 650 pages, is drawn within it; more
 * than is needed would only be filled before it is swept.
 */
export const drawingHeapMegabytes = 1400;

type Job = {
  model: PdfModel;
  options: RenderOptions;
  done: (file: PdfFile) => void;
  refuse: (error: PdfError) => void;
};

/**
 * Draws documents in processes of their own, so that no request waits for one and none can take the portal with it: a
 * thread that runs out of memory may end the whole process. Jobs are taken in order; a process that dies fails its one
 * job and is replaced.
 */
export function createPdfRenderer(given: PdfRendererOptions = {}): PdfRenderer {
  const workers = given.workers ?? Math.max(1, availableParallelism() - 1);
  const settings = {
    workerFile: given.workerFile ?? findWorker(),
    heapMegabytes: given.heapMegabytes ?? drawingHeapMegabytes,
    timeLimitMs: given.timeLimitMs ?? 300_000,
  };
  const waiting: Job[] = [];
  const idle: DrawingProcess[] = [];
  const busy = new Map<Job, DrawingProcess>();
  let closed = false;

  const next = () => {
    if (idle.length === 0) return;
    const job = waiting.shift();
    if (job === undefined) return;
    const rested = idle.pop();
    const drawing = rested?.isAlive() ? rested : startProcess(settings);
    busy.set(job, drawing);
    drawing
      .draw(job.model, job.options.format ?? 'pdf', job.options.onProgress ?? (() => {}))
      .then(job.done, job.refuse)
      .finally(() => {
        busy.delete(job);
        if (closed) return;
        // Started now rather than when it is needed, so that the next document finds it warm.
        idle.push(drawing.isAlive() ? drawing : startProcess(settings));
        next();
      });
    next();
  };

  for (let count = 0; count < workers; count += 1) idle.push(startProcess(settings));

  return {
    render: (model, options = {}) =>
      new Promise((done, refuse) => {
        if (closed) return refuse(new PdfError('closed', 'The portal is stopping. Ask for the document again.'));
        if (options.signal?.aborted) return refuse(cancelled());
        const job: Job = { model, options, done, refuse };
        options.signal?.addEventListener('abort', () => {
          const place = waiting.indexOf(job);
          if (place >= 0) {
            waiting.splice(place, 1);
            refuse(cancelled());
          } else busy.get(job)?.stop(cancelled());
        });
        options.onProgress?.({ stage: 'waiting', page: 0, pages: null, fraction: 0 });
        waiting.push(job);
        next();
      }),
    queueLength: () => waiting.length,
    drawing: () => busy.size,
    close: async () => {
      closed = true;
      const stopped = () => new PdfError('closed', 'The portal is stopping. Ask for the document again.');
      for (const job of waiting.splice(0)) job.refuse(stopped());
      await Promise.all([...idle.splice(0), ...busy.values()].map((drawing) => drawing.stop(stopped())));
    },
  };
}

const cancelled = () => new PdfError('cancelled', 'The document was cancelled.');

/** The built program lies in `build/pdf`, whether this module runs from its own folder or from the built server. */
function findWorker(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let last = ''; folder !== last; last = folder, folder = dirname(folder)) {
    const file = join(folder, 'build', 'pdf', 'worker.js');
    if (existsSync(file)) return file;
  }
  throw new PdfError('not-built', 'The drawing program is not built. Run "npm run build" first.');
}

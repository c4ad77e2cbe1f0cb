import { Worker } from 'node:worker_threads';
import { PdfError } from './errors.ts';
import type { PdfModel } from './models.ts';
import type { PdfProgress } from './progress.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

type File = { bytes: Uint8Array<ArrayBuffer>; pages: number };

export type DrawingThread = {
  /** One document at a time. */
  draw(model: PdfModel, onProgress: (progress: PdfProgress) => void): Promise<File>;
  /** False once the thread has died or was stopped. */
  isAlive(): boolean;
  /** Ends the thread; a document being drawn is refused with `reason`. */
  stop(reason: PdfError): Promise<void>;
};

export type ThreadSettings = { workerFile: string; heapMegabytes: number; timeLimitMs: number };

type Current = { job: number; done: (file: File) => void; refuse: (error: PdfError) => void; onProgress: Listener };
type Listener = (progress: PdfProgress) => void;

/** Starts a thread and loads its fonts, so that the first document finds it warm. */
export function startThread({ workerFile, heapMegabytes, timeLimitMs }: ThreadSettings): DrawingThread {
  const worker = new Worker(workerFile, {
    name: 'pdf',
    env: { ...process.env, NODE_ENV: 'production' },
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let current: Current | null = null;
  let alive = true;
  let jobs = 0;
  let timer: NodeJS.Timeout | undefined;

  const settle = (): Current | null => {
    const settled = current;
    current = null;
    clearTimeout(timer);
    worker.unref();
    return settled;
  };
  const die = (error: PdfError) => {
    alive = false;
    settle()?.refuse(error);
  };

  worker.unref();
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'ready' || message.job !== current?.job) return;
    switch (message.type) {
      case 'progress':
        return current.onProgress(message.progress);
      case 'done': {
        const { bytes, pages } = message;
        current.onProgress({ stage: 'done', page: pages, pages, fraction: 1 });
        return settle()?.done({ bytes, pages });
      }
      case 'failed':
        return settle()?.refuse(
          new PdfError('cannot-draw', 'The document could not be drawn.', { cause: message.reason }),
        );
    }
  });
  worker.on('error', (cause) => die(crashed(cause)));
  worker.on('exit', (code) => die(crashed(`exit code ${code}`)));

  const stop = async (reason: PdfError) => {
    die(reason);
    await worker.terminate();
  };

  return {
    draw: (model, onProgress) =>
      new Promise((done, refuse) => {
        if (!alive) return refuse(crashed('the thread had ended'));
        jobs += 1;
        current = { job: jobs, done, refuse, onProgress };
        worker.ref();
        timer = setTimeout(() => stop(tooSlow(timeLimitMs)), timeLimitMs);
        worker.postMessage({ job: jobs, model } satisfies ToWorker);
      }),
    isAlive: () => alive,
    stop,
  };
}

const crashed = (cause: unknown) =>
  new PdfError(
    'worker-crashed',
    'The document could not be drawn: the drawing thread stopped. It may be too large to draw as one file.',
    { cause },
  );

const tooSlow = (timeLimitMs: number) =>
  new PdfError('timed-out', `The document was not finished after ${Math.round(timeLimitMs / 1000)} seconds.`);

import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import { PdfError } from './errors.ts';
import type { PdfModel } from './models.ts';
import type { PdfProgress } from './progress.ts';
import type { FileFormat, FromWorker, ToWorker } from './protocol.ts';

type File = { bytes: Uint8Array<ArrayBuffer>; pages: number };

export type DrawingProcess = {
  /** One document at a time. */
  draw(model: PdfModel, format: FileFormat, onProgress: (progress: PdfProgress) => void): Promise<File>;
  /** False once the process has died or was stopped. */
  isAlive(): boolean;
  /** Ends the process; a document being drawn is refused with `reason`. */
  stop(reason: PdfError): Promise<void>;
};

export type ProcessSettings = { workerFile: string; heapMegabytes: number; timeLimitMs: number };

type Current = { job: number; done: (file: File) => void; refuse: (error: PdfError) => void; onProgress: Listener };
type Listener = (progress: PdfProgress) => void;

/** The last words of a process that dies: enough for the engine's own reason. */
const lastWords = 2000;

/** Starts a process and loads its fonts, so that the first document finds it warm. */
export function startProcess({ workerFile, heapMegabytes, timeLimitMs }: ProcessSettings): DrawingProcess {
  const child = fork(workerFile, [], {
    // One processor is enough for a document: what V8 sweeps and compiles beside it takes the one that answers people.
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--single-threaded'],
    env: { ...process.env, NODE_ENV: 'production' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  yieldToRequests(child);
  let current: Current | null = null;
  let alive = true;
  let jobs = 0;
  let timer: NodeJS.Timeout | undefined;
  let said = '';

  const settle = (): Current | null => {
    const settled = current;
    current = null;
    clearTimeout(timer);
    release(child);
    return settled;
  };
  const die = (error: PdfError) => {
    alive = false;
    settle()?.refuse(error);
  };
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });

  release(child);
  child.stderr?.on('data', (chunk) => {
    said = `${said}${String(chunk)}`.slice(-lastWords);
  });
  child.on('message', (message: FromWorker) => {
    if (message.type === 'ready' || message.job !== current?.job) return;
    switch (message.type) {
      case 'progress':
        return current.onProgress(message.progress);
      case 'done': {
        const { bytes, pages } = message;
        current.onProgress({ stage: 'done', page: pages, pages, fraction: 1 });
        return settle()?.done({ bytes: new Uint8Array(bytes), pages });
      }
      case 'failed':
        return settle()?.refuse(
          new PdfError('cannot-draw', 'The document could not be drawn.', { cause: message.reason }),
        );
    }
  });
  child.once('error', (cause) => die(crashed(cause)));
  child.once('exit', (code, signal) => die(crashed(`ended with ${signal ?? code}: ${said}`)));

  const stop = async (reason: PdfError) => {
    die(reason);
    // Whoever waits for the end must not end first.
    child.ref();
    child.kill('SIGKILL');
    await ended;
  };

  return {
    draw: (model, format, onProgress) =>
      new Promise((done, refuse) => {
        if (!alive) return refuse(crashed('the process had ended'));
        jobs += 1;
        current = { job: jobs, done, refuse, onProgress };
        child.ref();
        child.channel?.ref();
        timer = setTimeout(() => stop(tooSlow(timeLimitMs)), timeLimitMs);
        child.send({ job: jobs, model, format } satisfies ToWorker);
      }),
    isAlive: () => alive,
    stop,
  };
}

/** An idle process must not keep the portal from ending. */
function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
}

/** People wait for pages; a document may take a little longer. */
function yieldToRequests({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, which its exit tells, or the system forbids it, which only costs speed.
  }
}

const crashed = (cause: unknown) =>
  new PdfError(
    'worker-crashed',
    'The document could not be drawn: the drawing process stopped. It may be too large to draw as one file.',
    { cause },
  );

const tooSlow = (timeLimitMs: number) =>
  new PdfError('timed-out', `The document was not finished after ${Math.round(timeLimitMs / 1000)} seconds.`);

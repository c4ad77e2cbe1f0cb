import { parentPort } from 'node:worker_threads';
import { drawDocument } from './draw.tsx';
import { loadFonts } from './fonts.server.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The thread that draws documents, one at a time. Built by `build-worker.ts`, started by `render.server.ts`. */
const port = parentPort;
if (port === null) throw new Error('pdf/worker runs in a worker thread only');

const tell = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

port.on('message', async ({ job, model }: ToWorker) => {
  try {
    const { bytes, pages } = await drawDocument(model, (progress) => tell({ type: 'progress', job, progress }));
    tell({ type: 'done', job, bytes, pages }, [bytes.buffer]);
  } catch (error) {
    tell({ type: 'failed', job, reason: error instanceof Error ? error.message : String(error) });
  }
});

await loadFonts();
tell({ type: 'ready' });

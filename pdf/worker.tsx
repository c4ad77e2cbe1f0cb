import { drawDocument } from './draw.tsx';
import { loadFonts } from './fonts.server.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { writeWord } from './word/write-word.ts';

/** The process that draws documents, one at a time. Built by `build-worker.ts`, started by `render.server.ts`. */
if (process.send === undefined) throw new Error('pdf/worker is started by the portal only');

const tell = (message: FromWorker) => void process.send?.(message);

process.on('message', async ({ job, model, format }: ToWorker) => {
  try {
    const { bytes, pages } =
      format === 'docx'
        ? await writeWord(model)
        : await drawDocument(model, (progress) => tell({ type: 'progress', job, progress }));
    tell({ type: 'done', job, bytes, pages });
  } catch (error) {
    tell({ type: 'failed', job, reason: error instanceof Error ? error.message : String(error) });
  }
});

// The portal has gone, however it went: nobody waits for the page being laid out.
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal reaches every process, and the portal decides when this one ends.
process.on('SIGINT', () => undefined);

await loadFonts();
tell({ type: 'ready' });

import { drawDocument } from './draw.tsx';
import { writeHtml } from './flow/html.ts';
import { loadFonts } from './fonts.server.ts';
import type { PdfModel } from './models.ts';
import { writeOdt } from './odt/write-odt.ts';
import type { PdfProgress } from './progress.ts';
import type { FileFormat, FromWorker, ToWorker } from './protocol.ts';
import { writeWord } from './word/write-word.ts';

/** The process that draws documents, one at a time. Built by `build-worker.ts`, started by `render.server.ts`. */
if (process.send === undefined) throw new Error('pdf/worker is started by the portal only');

const writeFile = (format: FileFormat, model: PdfModel, onProgress: (progress: PdfProgress) => void) => {
  if (format === 'docx') return writeWord(model);
  if (format === 'html') return writeHtml(model);
  return format === 'odt' ? writeOdt(model) : drawDocument(model, onProgress);
};

const tell = (message: FromWorker) => void process.send?.(message);

process.on('message', async ({ job, model, format }: ToWorker) => {
  try {
    const { bytes, pages } = await writeFile(format, model, (progress) => tell({ type: 'progress', job, progress }));
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

import { documentFor } from './documents/document-for.tsx';
import { canDraw, loadFonts } from './fonts.server.ts';
import type { PdfModel } from './models.ts';
import { DocumentShell } from './parts/document-shell.tsx';
import { createPageRegister } from './parts/page-register.ts';
import { toPrintable } from './printable.ts';
import type { PdfProgress } from './progress.ts';
import { writeFile } from './tagging/write-file.ts';

/**
 * Model in, file out, in this thread: it blocks until it is done. The portal goes through `render.server.ts` instead.
 * The same model gives the same bytes.
 * @param write lays out and writes; another writer is for measuring what the structure costs
 */
export async function drawDocument(
  given: PdfModel,
  onProgress: (progress: PdfProgress) => void = () => {},
  write: typeof writeFile = writeFile,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  await loadFonts();
  const { model, replaced } = toPrintable(given, canDraw);
  const { element, footNote, sections } = documentFor(model);
  let pages = 0;
  const register = createPageRegister((step) => {
    pages = step.pages ?? pages;
    onProgress(
      step.pages === null
        ? { stage: 'laying-out', page: step.page, pages: null, fraction: 0.5 + (0.2 * step.section) / sections }
        : { stage: 'numbering', page: step.page, pages: step.pages, fraction: 0.7 + (0.2 * step.page) / step.pages },
    );
  });
  onProgress({ stage: 'measuring', page: 0, pages: null, fraction: 0.05 });
  const buffer = await write(
    <DocumentShell setting={{ frame: model, footNote, register, replacedCharacters: replaced }}>
      {element}
    </DocumentShell>,
  );
  return { bytes: Uint8Array.from(buffer), pages };
}

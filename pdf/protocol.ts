import type { PdfModel } from './models.ts';
import type { PdfProgress } from './progress.ts';

/** What the portal and a drawing process say to each other. One job at a time per process. */
export type ToWorker = { job: number; model: PdfModel; format: FileFormat };

/** What a model is drawn as. Every model has a PDF; `writeWord`, `writeOdt` and `writeHtml` say which have the others. */
export type FileFormat = 'pdf' | 'docx' | 'odt' | 'html';

export type FromWorker =
  | { type: 'ready' }
  | { type: 'progress'; job: number; progress: PdfProgress }
  | { type: 'done'; job: number; bytes: Uint8Array<ArrayBuffer>; pages: number }
  | { type: 'failed'; job: number; reason: string };

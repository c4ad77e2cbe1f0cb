import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildPdfWorker } from '../../pdf/build-worker.ts';
import type { PdfModel } from '../../pdf/models.ts';
import { createPdfRenderer, type PdfRenderer } from '../../pdf/render.server.ts';
import type { TestPortal } from './each-database.ts';

/** Gives portals of this test file one drawing process of its own, and counts how often each had something drawn. */
export function drawingProcess(): (portal: TestPortal) => { portal: TestPortal; drawn: () => number } {
  let renderer: PdfRenderer;
  let folder: string;
  beforeAll(async () => {
    const build = join(import.meta.dirname, '../../build');
    mkdirSync(build, { recursive: true });
    folder = mkdtempSync(join(build, 'drawing-test-'));
    renderer = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker(join(folder, 'worker.js')) });
  });
  afterAll(async () => {
    await renderer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return (portal) => {
    let drawn = 0;
    const render: TestPortal['documents']['render'] = (model, options) => {
      drawn += 1;
      return renderer.render(model as PdfModel, options ?? {});
    };
    return { portal: { ...portal, documents: { render, close: async () => undefined } }, drawn: () => drawn };
  };
}

export const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

/** Text without its spaces and soft hyphens: what two printers of one model must agree on. */
export const squeezed = (text: string) => text.replace(/[\s\u00ad]/g, '');

/** The text of a page. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

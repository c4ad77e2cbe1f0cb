import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { renderToBuffer } from '@react-pdf/renderer';
import { build } from 'esbuild';
import { buildPdfWorker } from '../../pdf/build-worker.ts';
import type { drawDocument } from '../../pdf/draw.tsx';
import type { PdfModel } from '../../pdf/models.ts';
import { createPdfRenderer } from '../../pdf/render.server.ts';
import { aPackModel, type PackOptions } from '../builders/a-pack-model.ts';
import { expectedTexts } from '../pdf/expected-words.ts';
import { bodyOf, readPdf, wordsOf } from '../pdf/read-pdf.ts';
import { median, milliseconds, paired, percentile } from './measure.ts';
import { drawByHand } from './pdfkit-baseline.ts';

export type BenchRow = { name: string; value: number; unit: string; baseline: number; ratio: number };

type Draw = typeof drawDocument;

/** About 150 pages, 55,000 words, 6,000 different ones; and the same sort of pack of about 10 pages. */
const large: PackOptions = { agencies: 14, concerns: 12, words: 250, evidence: 20 };
const little: PackOptions = { agencies: 1, concerns: 6, words: 250, evidence: 10 };

const folder = new URL('../../node_modules/.cache/pdf-bench/', import.meta.url);

/** Engine against hand, growth, and what must hold for every file. */
export async function pdfRows(): Promise<BenchRow[]> {
  const draw = await drawInline();
  const model = aPackModel(large);
  // Warm: the engine's fonts are loaded, its words are shaped and its code is compiled.
  for (let round = 0; round < 2; round += 1) await draw(model);
  const speed = await paired(
    5,
    () => processorTime(() => draw(model)),
    () => processorTime(() => drawByHand(model)),
  );
  return [
    {
      name: 'pdf-pack-warm',
      unit: 'ms',
      ...speed,
      baseline: speed.baseline ?? Number.NaN,
      ratio: speed.ratio ?? Number.NaN,
    },
    await taggingRow(draw, model),
    await growthRow(draw),
    ...(await promiseRows()),
  ];
}

/** With the structure tree and without: the engine's own writer makes the same pages. */
async function taggingRow(draw: Draw, model: PdfModel): Promise<BenchRow> {
  const plain = () => draw(model, undefined, renderToBuffer);
  await plain();
  const { value, baseline, ratio } = await paired(
    5,
    () => processorTime(() => draw(model)),
    () => processorTime(plain),
  );
  return { name: 'pdf-tagging', value, unit: 'ms', baseline: baseline ?? Number.NaN, ratio: ratio ?? Number.NaN };
}

/** Time against pages, both doubly logarithmic: 1 is linear. */
async function growthRow(draw: Draw): Promise<BenchRow> {
  const points: { pages: number; time: number }[] = [];
  for (const options of [little, large]) {
    const model = aPackModel(options);
    const times: number[] = [];
    let pages = 0;
    for (let round = 0; round < 5; round += 1) {
      times.push(
        await processorTime(async () => {
          ({ pages } = await draw(model));
        }),
      );
    }
    points.push({ pages, time: median(times.slice(1)) });
  }
  const [small, big] = points;
  if (small === undefined || big === undefined) throw new Error('Growth needs two sizes');
  const exponent = Math.log(big.time / small.time) / Math.log(big.pages / small.pages);
  return {
    name: `pdf-growth-${small.pages}-to-${big.pages}-pages`,
    value: exponent,
    unit: 'exponent',
    baseline: 1,
    ratio: exponent,
  };
}

/** Every word, every font, the same bytes: drawn by two processes, one of which has drawn other things before. */
async function promiseRows(): Promise<BenchRow[]> {
  const model = aPackModel({ agencies: 3 });
  const [concern] = model.agencies[0]?.concerns ?? [];
  if (concern === undefined) throw new Error('The pack has no questions');
  concern.narrative =
    aPackModel({ agencies: 1, concerns: 1, words: 5000, seed: 31 }).agencies[0]?.concerns[0]?.narrative ?? null;
  const workerFile = await buildPdfWorker(fileURLToPath(new URL('worker.js', folder)));
  const renderers = [1, 2].map(() => createPdfRenderer({ workers: 1, workerFile }));
  try {
    await renderers[0]?.render(aPackModel({ agencies: 1, seed: 12 }));
    const files = [];
    for (const renderer of renderers) files.push((await renderer.render(model)).bytes);
    const [one, other] = files;
    if (one === undefined || other === undefined) throw new Error('Two processes draw two files');
    const file = await readPdf(one);
    const printed = wordsOf([bodyOf(file), file.pages[0]?.footer, file.pages.at(-1)?.header].join('\n'));
    const expected = [...wordsOf(expectedTexts(model).join('\n'))];
    const total = expected.reduce((sum, [, count]) => sum + count, 0);
    const found = expected.reduce((sum, [word, count]) => sum + Math.min(count, printed.get(word) ?? 0), 0);
    return [
      outOf('pdf-words-found', found, total),
      outOf('pdf-fonts-embedded', file.fonts.filter(({ embedded }) => embedded).length, file.fonts.length),
      outOf('pdf-same-bytes', Buffer.compare(one, other) === 0 ? 1 : 0, 1),
    ];
  } finally {
    await Promise.all(renderers.map((renderer) => renderer.close()));
  }
}

/**
 * Milliseconds of processor time. Both sides keep one thread busy from end to end, so this is what a quiet machine's clock
 * would say, and a busy one does not spoil it.
 */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Answers of a small server in this thread: alone, and while a process beside it draws a pack of about 150 pages. */
export async function pdfHttpRow(): Promise<BenchRow> {
  const workerFile = await buildPdfWorker(fileURLToPath(new URL('worker.js', folder)));
  const renderer = createPdfRenderer({ workers: 1, workerFile });
  const server = createServer((_request, response) => response.end(JSON.stringify({ saved: true })));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const model = aPackModel(large);
  try {
    await renderer.render(model);
    await answersUntil(port, pause(500));
    const drawing = answersUntil(port, renderer.render(model));
    const { during, elapsed } = await drawing;
    const idle = await answersUntil(port, pause(elapsed));
    const [value, baseline] = [percentile(during, 99), percentile(idle.during, 99)];
    return { name: 'pdf-http-p99-while-drawing', value, unit: 'ms', baseline, ratio: value / baseline };
  } finally {
    server.close();
    await renderer.close();
  }
}

/** Asks again and again until the work is done; gives how long each answer took. */
async function answersUntil(port: number, work: Promise<unknown>): Promise<{ during: number[]; elapsed: number }> {
  const during: number[] = [];
  let done = false;
  const start = performance.now();
  const watched = work.finally(() => {
    done = true;
  });
  while (!done) during.push(await milliseconds(() => ask(port)));
  await watched;
  return { during, elapsed: performance.now() - start };
}

const ask = (port: number) =>
  new Promise<void>((done, fail) => {
    get({ port, host: '127.0.0.1', path: '/' }, (response) => {
      response.resume().on('end', () => setTimeout(done, 1));
    }).on('error', fail);
  });

const pause = (duration: number) => new Promise<void>((done) => setTimeout(done, duration));

const outOf = (name: string, value: number, baseline: number): BenchRow => ({
  name,
  value: (100 * value) / baseline,
  unit: '%',
  baseline: 100,
  ratio: value / baseline,
});

/** The engine in this thread, so that only drawing is compared; the portal draws in a process of its own. */
export async function drawInline(): Promise<Draw> {
  process.env.NODE_ENV = 'production';
  const outfile = fileURLToPath(new URL('draw.js', folder));
  await build({
    entryPoints: [fileURLToPath(new URL('../../pdf/draw.tsx', import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  const { drawDocument }: { drawDocument: Draw } = await import(pathToFileURL(outfile).href);
  return drawDocument;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const row of [...(await pdfRows()), await pdfHttpRow()]) console.log(JSON.stringify(row));
}

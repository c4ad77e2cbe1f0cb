import { spawn, spawnSync } from 'node:child_process';
import { copyFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPdfWorker } from '../../pdf/build-worker.ts';
import { PdfError } from '../../pdf/errors.ts';
import type { PdfModel } from '../../pdf/models.ts';
import { type PdfProgress, progressText } from '../../pdf/progress.ts';
import { createPdfRenderer, type PdfRenderer, type PdfRendererOptions } from '../../pdf/render.server.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { anOutcomeLetter, aReceipt } from './models.ts';

const folder = fileURLToPath(new URL('../../node_modules/.cache/test-pdf', import.meta.url));
const workerFile = `${folder}/worker.js`;
/** The same program under a name that no other process runs. */
const orphanFile = `${folder}/orphan-${process.pid}.js`;
const open: PdfRenderer[] = [];

function aRenderer(options: PdfRendererOptions = {}): PdfRenderer {
  const renderer = createPdfRenderer({ workers: 1, workerFile, ...options });
  open.push(renderer);
  return renderer;
}

beforeAll(async () => {
  await buildPdfWorker(workerFile);
});

afterAll(async () => {
  await Promise.all(open.map((renderer) => renderer.close()));
  await rm(folder, { recursive: true, force: true });
});

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('the renderer', () => {
  it('draws the same bytes in two different processes', async () => {
    const model = aPackModel({ agencies: 1, concerns: 2 });
    const [one, other] = await Promise.all([
      aRenderer().render(model),
      // The second process has drawn something else before, so its caches are not those of the first.
      (async () => {
        const renderer = aRenderer();
        await renderer.render(anOutcomeLetter());
        return renderer.render(structuredClone(model));
      })(),
    ]);
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
    expect(other.pages).toBe(one.pages);
  });

  it('tells how far it has come, page by page, and never goes back', async () => {
    const seen: PdfProgress[] = [];
    const { pages } = await aRenderer().render(aPackModel({ agencies: 1 }), { onProgress: (step) => seen.push(step) });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual([
      'waiting',
      'measuring',
      'laying-out',
      'numbering',
      'done',
    ]);
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    expect(seen.map(progressText)).toContain(`Laying out page ${pages}`);
    expect(seen.at(-1)).toEqual({ stage: 'done', page: pages, pages, fraction: 1 });
  });

  it('shows how many documents wait, and draws them in the order they were asked for', async () => {
    const renderer = aRenderer();
    const finished: number[] = [];
    const work = [0, 1, 2].map((place) => renderer.render(aReceipt()).then(() => finished.push(place)));
    expect([renderer.drawing(), renderer.queueLength()]).toEqual([1, 2]);
    await Promise.all(work);
    expect([renderer.drawing(), renderer.queueLength()]).toEqual([0, 0]);
    expect(finished).toEqual([0, 1, 2]);
  });

  it('leaves the asking process free while it draws', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    await aRenderer().render(aPackModel({ agencies: 2 }));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(20);
  });

  it('survives the death of its process: that document is refused, the next one is drawn by a new process', async () => {
    const renderer = aRenderer({ heapMegabytes: 60 });
    const tooLarge = refusal(renderer.render(aPackModel({ agencies: 60, words: 400 })));
    const behindIt = renderer.render(aReceipt());
    const error = await tooLarge;
    expect(error).toBeInstanceOf(PdfError);
    expect(error).toMatchObject({ code: 'worker-crashed', message: expect.stringContaining('too large') });
    expect((await behindIt).pages).toBe(1);
  });

  it('refuses what it cannot draw, and draws the next document in the same process', async () => {
    const renderer = aRenderer();
    const broken: PdfModel = { ...aReceipt(), madeOn: 'yesterday' };
    expect(await refusal(renderer.render(broken))).toMatchObject({ code: 'cannot-draw' });
    expect((await renderer.render(aReceipt())).pages).toBe(1);
  });

  it('gives up a document that takes too long', async () => {
    const renderer = aRenderer({ timeLimitMs: 1 });
    expect(await refusal(renderer.render(aPackModel({ agencies: 2 })))).toMatchObject({ code: 'timed-out' });
  });

  it('lets a document be cancelled while it waits and while it is drawn', async () => {
    const renderer = aRenderer();
    const [first, second] = [new AbortController(), new AbortController()];
    const drawn = refusal(renderer.render(aPackModel({ agencies: 3 }), { signal: first.signal }));
    const waiting = refusal(renderer.render(aReceipt(), { signal: second.signal }));
    second.abort();
    expect(await waiting).toMatchObject({ code: 'cancelled' });
    first.abort();
    expect(await drawn).toMatchObject({ code: 'cancelled' });
    expect((await renderer.render(aReceipt())).pages).toBe(1);
  });

  it('leaves no process behind when the portal is killed', async () => {
    const program = `
      import { createPdfRenderer } from ${JSON.stringify(new URL('../../pdf/render.server.ts', import.meta.url).href)};
      createPdfRenderer({ workers: 1, workerFile: ${JSON.stringify(orphanFile)} });
      setInterval(() => console.log('up'), 50);
    `;
    await copyFile(workerFile, orphanFile);
    const portal = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    const isDrawing = () =>
      spawnSync('ps', ['-A', '-o', 'args'], { encoding: 'utf8' })
        .stdout.split('\n')
        .some((line) => line.includes(orphanFile) && !line.includes('--eval'));
    await expect.poll(isDrawing, { timeout: 30_000 }).toBe(true);
    const gone = new Promise((resolve) => portal.once('exit', resolve));
    portal.kill('SIGKILL');
    await gone;
    await expect.poll(isDrawing, { timeout: 30_000 }).toBe(false);
  });

  it('closes to the end where nothing else keeps the program running', () => {
    const program = `
      import { createPdfRenderer } from ${JSON.stringify(new URL('../../pdf/render.server.ts', import.meta.url).href)};
      const renderer = createPdfRenderer({ workers: 1, workerFile: ${JSON.stringify(workerFile)} });
      await renderer.close();
      console.log('closed');
    `;
    const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
    expect({ status: ended.status, printed: ended.stdout.trim() }).toEqual({ status: 0, printed: 'closed' });
  });

  it('refuses what it still holds when it is closed, and everything after', async () => {
    const renderer = aRenderer();
    const held = [aReceipt(), aReceipt()].map((model) => refusal(renderer.render(model)));
    await renderer.close();
    for (const error of await Promise.all(held)) expect(error).toMatchObject({ code: 'closed' });
    expect(await refusal(renderer.render(aReceipt()))).toMatchObject({ code: 'closed' });
  });
});

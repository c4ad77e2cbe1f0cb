import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { drawingHeapMegabytes } from '../../pdf/render.server.ts';
import { type Figure, figureOf } from './figures.ts';
import { twinPage } from './twin-page.ts';

type Drawn = { pages: number; exponent: number; peak: number };

/** A pack of 40 agencies: how drawing it grows, the memory of the process that draws with the heap it has in the portal, the first byte of its page. */
export async function fortyRows({ quick }: { quick: boolean }): Promise<Figure[]> {
  const program = fileURLToPath(new URL('forty-process.ts', import.meta.url));
  const heap = `--max-old-space-size=${drawingHeapMegabytes}`;
  const { stdout } = await promisify(execFile)(process.execPath, [heap, program, ...(quick ? ['--quick'] : [])], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const { pages, exponent, peak }: Drawn = JSON.parse(stdout);
  const alone = { baseline: null, ratio: null };
  return [
    figureOf(
      'pdf-forty-agencies',
      { value: exponent, baseline: 1, ratio: exponent },
      `pdf-forty-agencies-${pages}-pages`,
    ),
    figureOf('pdf-forty-memory', { value: peak, ...alone }),
    figureOf('pack-twin-first-byte', { value: await twinPage(quick), ...alone }),
  ];
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { canonicalJson } from '../../standards/canonical-json.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { fortyAgencies } from './forty-agencies.ts';
import { median } from './measure.ts';
import { benchBuildDir } from './processes.ts';
import type { firstByteOf } from './twin-stream.tsx';

/** From the stored text of a pack to the first byte of its page, in milliseconds: the median of five, warm. */
export async function twinPage(quick: boolean): Promise<number> {
  const outfile = join(benchBuildDir, 'twin-stream.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'twin-stream.tsx')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  const page: { firstByteOf: typeof firstByteOf } = await import(pathToFileURL(outfile).href);
  const model = aPackModel(fortyAgencies(quick));
  const stored = canonicalJson(model);
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    const { at, bytes } = await page.firstByteOf(stored);
    if (bytes < stored.length / 2) throw new Error('The page of the pack lacks most of its words');
    times.push(at - start);
  }
  return median(times.slice(2));
}

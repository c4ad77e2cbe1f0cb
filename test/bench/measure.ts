import type { Measured } from './figures.ts';

export function median(numbers: readonly number[]): number {
  return percentile(numbers, 50);
}

/** The nearest-rank percentile; refuses an empty list. */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (found === undefined) throw new RangeError('There is nothing to take a percentile of');
  return found;
}

/**
 * Measures ours and the baseline in turns, each going first every other time, so that a busy neighbour and a slow
 * drift hit both alike. Each call gives one figure. The first pair warms up and is not counted.
 */
export async function paired(
  pairs: number,
  ours: () => number | Promise<number>,
  baseline: () => number | Promise<number>,
): Promise<Measured> {
  const values: number[] = [];
  const baselines: number[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const oursFirst = pair % 2 === 0;
    const early = oursFirst ? await ours() : await baseline();
    const late = oursFirst ? await baseline() : await ours();
    if (pair === 0) continue;
    values.push(oursFirst ? early : late);
    baselines.push(oursFirst ? late : early);
  }
  return {
    value: median(values),
    baseline: median(baselines),
    ratio: median(values.map((value, pair) => value / (baselines[pair] ?? Number.NaN))),
  };
}

/**
 * Milliseconds of processor time that work in this thread took. What a quiet machine's clock would say; a busy one does
 * not spoil it. Not for work that waits, for a disk above all.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How long something took, in milliseconds. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

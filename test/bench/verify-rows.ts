import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aLongRecord } from '../builders/a-long-record.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { median } from './measure.ts';

interface Verified {
  readonly events: number;
  readonly faults: number;
  readonly time: number;
  readonly peak: number;
}

/** Verifies a record of so many events in ten chains, a few times, each in a process of its own. */
const verifying = (events: number, times: number): Promise<{ readonly time: number; readonly peak: number }> =>
  inFolder(async (folder) => {
    const portal = await openBenchPortal(folder);
    await aLongRecord(portal, { events, chains: 10 });
    await portal.close();
    const runs: Verified[] = [];
    for (let run = 0; run < times; run += 1) {
      const program = join(import.meta.dirname, 'verify-process.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [program, folder]);
      const verified: Verified = JSON.parse(stdout);
      if (verified.events !== events || verified.faults > 0) throw new Error(`Not verified: ${stdout}`);
      runs.push(verified);
    }
    return { time: median(runs.map(({ time }) => time)), peak: median(runs.map(({ peak }) => peak)) };
  });

/** `audit verify` over 100,000 events: how it grows from a quarter of them, and how much more memory the whole takes. */
export async function verifyRows({ quick }: BenchOptions): Promise<Figure[]> {
  const events = quick ? 4000 : 100_000;
  const times = quick ? 1 : 3;
  const quarter = await verifying(events / 4, times);
  const whole = await verifying(events, times);
  const exponent = Math.log(whole.time / quarter.time) / Math.log(4);
  return [
    figureOf(
      'audit-verify-100000',
      { value: exponent, baseline: null, ratio: null },
      `audit-verify-100000 (${Math.round(whole.time)} ms)`,
    ),
    figureOf('audit-verify-memory', {
      value: Math.max(1, Math.round(whole.peak - quarter.peak)),
      baseline: null,
      ratio: null,
    }),
  ];
}

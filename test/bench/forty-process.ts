/** A process of its own, so that its memory is that of drawing alone: prints pages, exponent and peak as JSON. */
import { parseArgs } from 'node:util';
import { aPackModel } from '../builders/a-pack-model.ts';
import { fortyAgencies } from './forty-agencies.ts';
import { median } from './measure.ts';
import { drawInline } from './pdf.bench.ts';

process.env.NODE_ENV = 'production';
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const draw = await drawInline();

async function timed(agencies: number): Promise<{ pages: number; time: number }> {
  const model = aPackModel({ ...fortyAgencies(values.quick), agencies });
  const times: number[] = [];
  let pages = 0;
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    ({ pages } = await draw(model));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { pages, time: median(times.slice(1)) };
}

const small = await timed(2);
const large = await timed(fortyAgencies(values.quick).agencies ?? 0);
const exponent = Math.log(large.time / small.time) / Math.log(large.pages / small.pages);
console.log(JSON.stringify({ pages: large.pages, exponent, peak: process.resourceUsage().maxRSS / 1024 }));

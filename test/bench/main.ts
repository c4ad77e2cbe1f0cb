/** `npm run bench`: measures what `README.md` of this folder lists, a JSON line a row, and sums up at the end. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, isRowName, rows } from './figures.ts';
import { groups } from './groups.ts';

// Before anything loads React: its other build is several times slower.
process.env.NODE_ENV = 'production';

const usage = `Usage: npm run bench -- [--only ROW] [--quick]

  --only ROW   one row; may be given more than once
  --quick      small sizes: shows that rows work, not how fast they are

Rows: ${Object.keys(rows).join(', ')}`;

const say = (words: string) => void process.stderr.write(`${words}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !isRowName(name));
  if (values.help || unknown.length > 0) {
    say(unknown.length > 0 ? `There is no row ${unknown.join(', ')}.\n\n${usage}` : usage);
    return values.help ? 0 : 2;
  }
  const wanted = (row: string) => values.only.length === 0 || values.only.includes(row);
  const figures: Figure[] = [];
  let failures = 0;
  for (const group of groups.filter((one) => one.rows.some(wanted))) {
    say(`Measuring ${group.rows.filter(wanted).join(', ')} ...`);
    try {
      for (const figure of await group.run({ quick: values.quick })) {
        if (!wanted(figure.name) && !group.rows.some((row) => wanted(row) && figure.name.startsWith(row))) continue;
        figures.push(figure);
        process.stdout.write(`${JSON.stringify(figure)}\n`);
      }
    } catch (error) {
      failures += 1;
      say(`${group.rows.join(', ')} could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  say(`\n${table(figures)}\n\n${figures.filter(({ met }) => met).length} of ${figures.length} rows meet their target.`);
  if (values.quick) say('These are small sizes: they show that rows work, not how fast they are.');
  const [busy = 0] = loadavg();
  say(`Work in hand on this machine over the last minute: ${busy.toFixed(1)} processes at a time, these among them.`);
  return failures > 0 ? 1 : 0;
}

/** The figures in columns. */
function table(figures: readonly Figure[]): string {
  const lines = [
    ['row', 'value', 'unit', 'baseline', 'ratio', 'target', ''],
    ...figures.map(({ name, value, unit, baseline, ratio, target, met }) => [
      name,
      String(value),
      unit,
      baseline === null ? '-' : String(baseline),
      ratio === null ? '-' : String(ratio),
      target,
      met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

process.exitCode = await main();

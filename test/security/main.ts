/** `npm run test:security`: runs every suite of this folder, and prints last what each tried and how much came of it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const vitest = spawn(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--config', join(import.meta.dirname, 'vitest.config.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
let said = '';
vitest.stdout.on('data', (part: Buffer) => {
  said += part.toString();
  process.stdout.write(part);
});
vitest.on('close', (code) => {
  const figures = said.match(/[^\n]*: \d+ tried, \d+ accepted/g) ?? [];
  console.log(`\n${figures.join('\n')}`);
  process.exitCode = code === 0 && figures.length > 0 ? 0 : 1;
});

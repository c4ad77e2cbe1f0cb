/**
 * Runs on whatever Node there is (20 or newer): installs what is missing, then runs a script on the pinned Node.
 * Usage: node app/cli/install.mjs SCRIPT [ARGUMENTS]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.line-of-sight-lock');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Line of Sight needs Node 20 or newer to install itself; this is ${process.version}.`);
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(pinnedNode);
if (!installed) {
  console.log('Installing what is missing (npm ci). The first time takes a minute or two.');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    console.error('The installation did not succeed; see the messages above. Nothing else was done.');
    process.exit(install.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) process.exit(0);
const child = spawnSync(pinnedNode, [join(root, script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}` },
});
process.exit(child.status ?? 1);

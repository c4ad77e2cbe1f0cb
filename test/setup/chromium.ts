/**
 * A real Chromium for the journeys: `CHROMIUM_PATH`, else the system's, else the one in the npm package
 * `@sparticuz/chromium`, whose three system libraries are installed where that is allowed and named where it is not.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import packaged from '@sparticuz/chromium';

export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

const libraries = ['libnss3', 'libnspr4', 'libexpat1'];
/**
 * Not those that the package advises: its `--single-process` gives what a page fetches the cookies of whoever opened the
 * browser first, so that two people become one, and `--disable-web-security` leaves policies unchecked.
 */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds: compiling its scripts for speed costs more than it brings.
  '--js-flags=--no-turbofan --no-maglev',
];

/** Where Chromium is and how to start it. Refuses, with the command that would help, when there is none to be had. */
export async function findChromium(): Promise<Chromium> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given, args };
  const system = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (system && process.env.CHROMIUM_PACKAGED !== '1') return { executablePath: system, args };
  const executablePath = await packaged.executablePath();
  if (missingLibraries(executablePath)) installLibraries(executablePath);
  return { executablePath, args };
}

function missingLibraries(executablePath: string): boolean {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  return (stdout ?? '').includes('not found');
}

function installLibraries(executablePath: string): void {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${libraries.join(' ')}`;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('sh', ['-c', command], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (missingLibraries(executablePath)) {
    throw new Error(`Chromium needs system libraries that are missing. Install them with: sudo sh -c '${command}'`);
  }
}

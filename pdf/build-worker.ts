import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Where the built drawing program lies, seen from this folder. */
const workerFile = fileURLToPath(new URL('../build/pdf/worker.js', import.meta.url));

/**
 * Builds the drawing program: our own modules in one file, packages left outside so that it runs on the installed ones.
 * The web build does not emit it.
 */
export async function buildPdfWorker(outfile = workerFile): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('./worker.tsx', import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await buildPdfWorker());

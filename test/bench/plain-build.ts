import { join } from 'node:path';
import { build } from 'esbuild';
import { benchBuildDir } from './processes.ts';

/** Builds the baseline server into one file. Gives its path. */
export async function buildPlainPage(): Promise<string> {
  const outfile = join(benchBuildDir, 'plain-page.js');
  const router = join(import.meta.dirname, 'plain-router.tsx');
  await build({
    entryPoints: [join(import.meta.dirname, 'plain-page.tsx')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    plugins: [
      {
        name: 'plain-router',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^react-router$/ }, ({ importer }) =>
            importer === router ? undefined : { path: router },
          );
          onResolve({ filter: /\?url$/ }, ({ path }) => ({ path, namespace: 'url' }));
          onLoad({ filter: /.*/, namespace: 'url' }, ({ path }) => ({
            contents: `export default ${JSON.stringify(path)}`,
          }));
        },
      },
    ],
  });
  return outfile;
}

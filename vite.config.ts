import { reactRouter } from '@react-router/dev/vite';
import { NodePackageImporter } from 'sass';
import { defineConfig, type Plugin } from 'vite';

/**
 * Scripts that a page of plain HTML loads by itself, in place of the whole application. Their addresses carry no hash:
 * `handle = { scripts: 'own' }` marks the page, and the page names the address.
 */
const pageScripts: Readonly<Record<string, string>> = {
  'page-scripts/autosave.js': 'app/features/returns/page-script/autosave.ts',
  'page-scripts/upload.js': 'app/features/evidence/page-script/upload.ts',
  'page-scripts/wait-for-sign-in.js': 'app/features/returns/page-script/wait-for-sign-in.ts',
  'page-scripts/live.js': 'app/features/challenge/page-script/live.ts',
};

function pageScriptsPlugin(): Plugin {
  return {
    name: 'page-scripts',
    applyToEnvironment: ({ name }) => name === 'client',
    buildStart() {
      if (this.environment.mode !== 'build') return;
      for (const [fileName, id] of Object.entries(pageScripts)) this.emitFile({ type: 'chunk', id, fileName });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        const source = pageScripts[(request.url ?? '').split('?')[0]?.slice(1) ?? ''];
        if (source !== undefined) request.url = `/${source}`;
        next();
      });
    },
  };
}

/**
 * zod tries once whether it may make functions of text. Our policy lets no page do so, and a browser would report every page
 * for the try, so in browsers it does not try. It is told where zod keeps its settings: a schema is made when its module
 * is read, before any code of ours could say so.
 */
function zodWithoutEval(): Plugin {
  return {
    name: 'zod-without-eval',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!/\/zod\/v4\/core\/core\.js$/.test(id.split('?')[0] ?? '')) return undefined;
      if (!code.includes('export const globalConfig')) throw new Error('zod keeps its settings elsewhere now');
      return { code: `${code}\nglobalConfig.jitless = true;\n`, map: null };
    },
  };
}

export default defineConfig({
  plugins: [reactRouter(), pageScriptsPlugin(), zodWithoutEval()],
  publicDir: 'app/ui/assets',
  // `pkg:` addresses resolve alike in the client and the server build; a bare package name fails in the latter.
  css: { preprocessorOptions: { scss: { importers: [new NodePackageImporter()] } } },
  // Vite's default for CSS refuses one old-browser media query of govuk-frontend.
  build: { cssMinify: 'esbuild' },
});

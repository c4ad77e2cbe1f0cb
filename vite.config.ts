import { reactRouter } from '@react-router/dev/vite';
import { NodePackageImporter } from 'sass';
import { defineConfig, type Plugin } from 'vite';

/**
 * Scripts that a page of plain HTML loads by itself, in place of the whole application. Their addresses carry no hash:
 * `handle = { scripts: 'own' }` marks the page, and the page names the address.
 */
const pageScripts: Readonly<Record<string, string>> = {
  'page-scripts/autosave.js': 'app/features/returns/page-script/autosave.ts',
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

export default defineConfig({
  plugins: [reactRouter(), pageScriptsPlugin()],
  publicDir: 'app/ui/assets',
  // `pkg:` addresses resolve alike in the client and the server build; a bare package name fails in the latter.
  css: { preprocessorOptions: { scss: { importers: [new NodePackageImporter()] } } },
  // Vite's default for CSS refuses one old-browser media query of govuk-frontend.
  build: { cssMinify: 'esbuild' },
});

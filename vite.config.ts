import { reactRouter } from '@react-router/dev/vite';
import { NodePackageImporter } from 'sass';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  publicDir: 'app/ui/assets',
  // `pkg:` addresses resolve alike in the client and the server build; a bare package name fails in the latter.
  css: { preprocessorOptions: { scss: { importers: [new NodePackageImporter()] } } },
  // Vite's default for CSS refuses one old-browser media query of govuk-frontend.
  build: { cssMinify: 'esbuild' },
});

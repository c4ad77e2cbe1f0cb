/** Where the build puts `page-script/autosave.ts`; see `vite.config.ts`. */
export const autosaveScript = '/page-scripts/autosave.js';

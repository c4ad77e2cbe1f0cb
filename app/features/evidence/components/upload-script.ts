/** Where the build puts `page-script/upload.ts`; see `vite.config.ts`. */
export const uploadScript = '/page-scripts/upload.js';

/** Where the build puts `page-script/live.ts`; see `vite.config.ts`. */
export const liveScript = '/page-scripts/live.js';

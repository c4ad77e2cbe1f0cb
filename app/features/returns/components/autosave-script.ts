/** Where the build puts the entries of `page-script`; see `vite.config.ts`. */
export const waitForSignInScript = '/page-scripts/wait-for-sign-in.js';
export const autosaveScript = '/page-scripts/autosave.js';

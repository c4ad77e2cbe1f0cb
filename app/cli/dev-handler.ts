/** Loaded through Vite by `dev.ts`: so it comes from the copy of the router that the pages use, which is not Node's own choice. */
export { createRequestHandler } from 'react-router';

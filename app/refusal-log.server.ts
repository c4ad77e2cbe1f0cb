import { findViewerOf, portalOf, requestIdOf } from './context.server.ts';
import type { OnRefusal } from './platform/refusing-routes.server.ts';

/**
 * Writes to the log that somebody asked for what is not there or not theirs: which page of the route table, how, and the
 * person's identifier where somebody is signed in. Never the address itself or what was sent. Refusals that only say
 * "not now" are part of everyday work and are not written.
 */
export const logRefusal: OnRefusal = async (refusal, { request, context }, path) => {
  if (refusal.code !== 'not-found') return;
  const viewer = await findViewerOf(context);
  portalOf(context).log.info('refused', {
    requestId: requestIdOf(context),
    page: path,
    method: request.method,
    person: viewer?.personId ?? 'nobody',
  });
};

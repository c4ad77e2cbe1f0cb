import { portalOf } from '../../context.server.ts';
import { checkHealth } from '../../platform/health.server.ts';
import type { Route } from './+types/health';

/** 200 when the database answers, 503 when it does not; says nothing else. */
export async function loader({ context }: Route.LoaderArgs) {
  const portal = portalOf(context);
  try {
    await checkHealth(portal);
    return new Response('ok\n', { headers: { 'Content-Type': 'text/plain' } });
  } catch (error) {
    portal.log.error('unhealthy', error);
    return new Response('unhealthy\n', { status: 503, headers: { 'Content-Type': 'text/plain' } });
  }
}

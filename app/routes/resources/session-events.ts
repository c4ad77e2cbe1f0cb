import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { streamSession } from '../../features/challenge/live/stream-session.server.ts';
import { refuseWhileBlind } from '../../features/cycles/blind.server.ts';
import type { Route } from './+types/session-events';

/** What changes in a session, as server-sent events. */
export async function loader({ context, params, request, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'session.read');
  await refuseWhileBlind(portal.database.db, viewer, { sessionId: params.sessionId });
  const stream = await streamSession(portal, scope, params.sessionId, {
    withScreen: url.searchParams.get('view') === 'screen',
    signal: request.signal,
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { getSessionCalendar } from '../../features/challenge/invited/session-calendar.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { calendarHeaders } from '../../platform/calendar.server.ts';
import type { Route } from './+types/session-calendar';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { fileName, text } = await getSessionCalendar(portal.database.db, viewer, params.sessionId, portal.config);
  return new Response(text, { headers: calendarHeaders(attachmentHeader(fileName)) });
}

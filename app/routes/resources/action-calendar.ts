import { signedIn } from '../../context.server.ts';
import { getActionCalendar } from '../../features/actions/action-calendar.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { calendarHeaders } from '../../platform/calendar.server.ts';
import type { Route } from './+types/action-calendar';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { fileName, text } = await getActionCalendar(db, viewer, params.actionId, portal.config.publicOrigin);
  return new Response(text, { headers: calendarHeaders(attachmentHeader(fileName)) });
}

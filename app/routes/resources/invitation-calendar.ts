import { portalOf } from '../../context.server.ts';
import { getInvitationCalendar } from '../../features/challenge/invited/session-calendar.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { calendarHeaders } from '../../platform/calendar.server.ts';
import type { Route } from './+types/invitation-calendar';

/** Guarded by the address itself. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const portal = portalOf(context);
  const { fileName, text } = await getInvitationCalendar(portal.database.db, params.token, portal.config);
  return new Response(text, { headers: calendarHeaders(attachmentHeader(fileName)) });
}

import { portalOf } from '../../context.server.ts';
import { getCalendarFeed } from '../../features/reports/calendar-feed.server.ts';
import { calendarHeaders } from '../../platform/calendar.server.ts';
import type { Route } from './+types/calendar-feed';

/** Fetched by calendar programs, which cannot sign in: guarded by the secret address itself. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const feed = await getCalendarFeed(portalOf(context), params.token);
  if (feed === 'too-many')
    return new Response('Too many requests. Try again in an hour.\n', {
      status: 429,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '3600', 'Cache-Control': 'no-store' },
    });
  return new Response(feed.text, { headers: calendarHeaders('inline; filename="line-of-sight.ics"') });
}

import { calendarFile } from '../../platform/calendar.server.ts';
import { addDays } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { readCalendarAddress } from '../accounts/commands/calendar-address.server.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { dueActions, dueEntry } from '../actions/action-calendar.server.ts';
import { actionsInScope } from '../actions/scope.server.ts';
import { listSessionEntries } from '../challenge/invited/session-calendar.server.ts';

/** Sessions stay in a calendar for so long after they were held. */
const daysBack = 90;

/**
 * What a calendar that follows a person's secret address is given: the sessions they are asked to and the due dates of
 * the actions they own, each with title, time, place and link. An address that is not in force is refused as not found.
 */
export async function getCalendarFeed(portal: Portal, token: string): Promise<{ readonly text: string } | 'too-many'> {
  const viewer = await readCalendarAddress(portal, token);
  if (viewer === undefined) throw notFound();
  if (viewer === 'too-many') return 'too-many';
  const { db } = portal.database;
  const since = addDays(portal.stamp().today, -daysBack);
  return {
    text: calendarFile('Line of Sight', [
      ...(await listSessionEntries(db, viewer, since, portal.config)),
      ...(await ownDueEntries(portal, viewer)),
    ]),
  };
}

async function ownDueEntries({ database, config }: Portal, viewer: Viewer) {
  const organisations = findOrganisationScope(viewer, 'action.read');
  const reached = findOrganisationScope(viewer, 'action.read-own');
  const partnerships = findPartnershipScope(viewer, 'action.progress-own');
  if (!organisations && !reached && !partnerships) return [];
  const own = reached && { ...reached, personId: viewer.personId };
  const rows = await dueActions(
    actionsInScope(database.db, { personId: viewer.personId, organisations, own, partnerships }),
  )
    .where('action.owner_id', '=', viewer.personId)
    .where('action.status', 'in', ['open', 'in-progress'])
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(200)
    .execute();
  return rows.map((row) => dueEntry(row, config.publicOrigin));
}

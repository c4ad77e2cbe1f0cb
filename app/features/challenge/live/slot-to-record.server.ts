import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { getSession } from '../queries.server.ts';
import { findLiveState } from './live-state.server.ts';

/** The slot of the agency that is heard now; before the session is opened, the first. */
export async function findSlotToRecord(portal: Portal, viewer: Viewer, sessionId: string): Promise<string> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'session.record');
  const session = await getSession(db, scope, sessionId, portal.stamp().today);
  const live = await findLiveState(db, scope, sessionId);
  const slotId = live?.slotId ?? session.slots[0]?.id;
  if (slotId === undefined) throw notFound();
  return slotId;
}

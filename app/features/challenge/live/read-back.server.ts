import type { Portal } from '../../../platform/portal.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { type ChallengeSession, getSession } from '../queries.server.ts';
import { getSessionRecord, type SessionRecord } from '../record-queries.server.ts';

/** What is read back in the room before a session is closed: everything recorded, agency by agency. */
export interface ReadBack {
  readonly session: ChallengeSession;
  readonly records: readonly SessionRecord[];
  /** Agencies of whom nothing is recorded. */
  readonly silent: readonly string[];
  readonly may: { readonly close: boolean; readonly tooEarly: boolean };
}

/** The read-back of a session. An unknown or foreign session is refused as not found. */
export async function getReadBack(portal: Portal, viewer: Viewer, sessionId: string): Promise<ReadBack> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = partnershipScope(viewer, 'session.record');
  const session = await getSession(db, scope, sessionId, today);
  const records: SessionRecord[] = [];
  for (const { id } of session.slots) records.push(await getSessionRecord(db, scope, { sessionId, slotId: id }, today));
  return {
    session,
    records,
    silent: records.filter(({ challenges }) => challenges.length === 0).map(({ organisation }) => organisation.name),
    may: {
      close: session.status === 'planned' && mayInPartnership(viewer, 'session.change', session.partnershipId),
      tooEarly: session.heldOn > today,
    },
  };
}

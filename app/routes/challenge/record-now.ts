import { redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findSlotToRecord } from '../../features/challenge/live/slot-to-record.server.ts';
import type { Route } from './+types/record-now';

/** The record of the agency that is heard now, or of the first one. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const slotId = await findSlotToRecord(portal, viewer, params.sessionId);
  return redirect(`/challenge/${params.sessionId}/record/${slotId}`);
}

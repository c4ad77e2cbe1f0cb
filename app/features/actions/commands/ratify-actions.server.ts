import type { Portal } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { Ratify } from '../schema.ts';
import { type ActionSaved, holdPartnershipAction, moveAction } from './hold-action.server.ts';
import { tellOwner } from './people-of-action.server.ts';

/**
 * Writes down what the board decided on actions that were checked and recommended to it: closed, or back to work with the
 * reason. All of them or none: one that does not wait for the board refuses the whole. Nobody records it of an action that
 * they own or sponsor.
 */
export async function ratifyActions(
  portal: Portal,
  viewer: Viewer,
  decision: 'ratified' | 'not-ratified',
  { actions, boardOn, note }: Ratify,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.ratify');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (boardOn > stamp.today)
      return { saved: false, field: 'boardOn', problem: 'Enter the day of a meeting that has been held' };
    if (decision === 'not-ratified' && note === null)
      return { saved: false, field: 'note', problem: 'Enter why the board did not ratify' };
    for (const id of actions.toSorted()) {
      const action = await holdPartnershipAction(trx, scope, id);
      if (action.owner_id === viewer.personId || action.sponsor_id === viewer.personId)
        return {
          saved: false,
          field: 'actions',
          problem: `${action.reference} is your own. Somebody else must record it`,
        };
      const meeting = `Meeting of ${dayInWords(boardOn)}.`;
      await moveAction(
        trx,
        stamp,
        viewer,
        action,
        decision,
        { note: note === null ? meeting : `${meeting} ${note}` },
        decision === 'ratified' ? {} : { impact_check_on: null },
      );
      const words =
        decision === 'ratified' ? 'has been ratified by the board and closed' : 'was not ratified by the board';
      await tellOwner(trx, stamp, portal.config.publicOrigin, action, words);
    }
    return { saved: true };
  });
}

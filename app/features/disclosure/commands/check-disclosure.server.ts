import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { problem } from '../../partnerships/commands/saved.ts';
import { countItems, hasJudged } from '../items.server.ts';
import { listCheckers } from '../owners.server.ts';
import { holdToCheck, ownerOf } from '../scope.server.ts';
import { asHandler, write } from './update-disclosure.server.ts';

/** Asks a second person to read everything that is to go out. From then on nothing goes out until they have. */
export const askForCheck = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: { readonly revision: number; readonly person: string },
): Promise<Saved> =>
  asHandler(portal, viewer, requestId, input.revision, async (at) => {
    const { request, stamp, trx } = at;
    if (request.status === 'closed') return problem('', 'This request is closed');
    const checkers = await listCheckers(trx, ownerOf(request), viewer.personId, stamp.today);
    const checker = checkers.find(({ personId }) => personId === input.person);
    if (!checker) return problem('person', 'Choose somebody from the list');
    return write(at, 'check-asked', '', {
      check_by: checker.personId,
      check_asked_at: stamp.now,
      checked_at: null,
      checked_revision: null,
    });
  });

/** Nobody is asked any more: what was decided may go out without a second person. */
export const takeCheckBack = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: { readonly revision: number },
): Promise<Saved> =>
  asHandler(portal, viewer, requestId, input.revision, async (at) =>
    at.request.check_by === null
      ? problem('', 'Nobody is asked to check this request')
      : write(at, 'check-taken-back', '', {
          check_by: null,
          check_asked_at: null,
          checked_at: null,
          checked_revision: null,
        }),
  );

/**
 * The second person has read every record with what was decided about it. It holds for what they read: any judgement after
 * it asks for a new check. Refused as not found for anybody who was not asked.
 */
export async function confirmCheck(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: { readonly judged: number; readonly note: string },
): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const request = await holdToCheck(trx, viewer, requestId);
    if (request.status === 'closed') return problem('', 'This request is closed');
    if (request.judged_revision !== input.judged)
      return problem('', 'Something was decided anew while you were reading. Read what changed, then confirm again');
    if (await hasJudged(trx, request.id, viewer.personId))
      return problem('', 'You decided about some of these records yourself, so somebody else must check them');
    const { undecided } = await countItems(trx, request.id);
    if (undecided > 0) return problem('', 'Not every record has been decided about yet');
    const at = { trx, stamp: portal.stamp(), viewer, request };
    return write(at, 'checked', input.note, {
      checked_at: at.stamp.now,
      checked_revision: request.judged_revision,
    });
  });
}

import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { isEditable } from '../../returns/rules.ts';
import { lockReturn } from '../commands/lock-return.server.ts';
import type { MeetingForm } from './meeting.ts';
import { findMeeting } from './queries.server.ts';

/** What became of recording a meeting; problems are by field. */
export type MeetingSaved =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'refused'; readonly errors: FieldErrors }
  /** Somebody else recorded one meanwhile: nothing was written. */
  | { readonly outcome: 'changed' };

/**
 * Records the meeting at which the board or the governors considered a return, or takes it out. It stands beside the
 * signatures and not in what is signed, so it voids none: it may be known after the first of them. Refuses a date in
 * the future, and a return that has been sent.
 *
 * @param input.seen the revision that the form showed; 0 where it showed none
 */
export async function recordMeeting(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly seen: number; readonly form: MeetingForm | 'none' },
): Promise<MeetingSaved> {
  const scope = organisationScope(viewer, 'meeting.record');
  return portal.database.transaction(async (trx): Promise<MeetingSaved> => {
    const stamp = portal.stamp();
    const { returnId, form } = input;
    const loaded = await lockReturn(trx, scope, returnId);
    if (!isEditable(loaded.status)) throw notNow('This return has been sent: what was recorded with it stays');
    const before = await findMeeting(trx, scope, returnId);
    if ((before?.revision ?? 0) !== input.seen) return { outcome: 'changed' };
    if (form !== 'none' && form.heldOn > stamp.today)
      return { outcome: 'refused', errors: { heldOn: ['The date of the meeting must be today or in the past'] } };
    await trx
      .deleteFrom('sign_off_meeting')
      .where('return_id', '=', returnId)
      .where('organisation_id', '=', loaded.organisationId)
      .execute();
    if (form !== 'none')
      await trx
        .insertInto('sign_off_meeting')
        .values({
          organisation_id: loaded.organisationId,
          return_id: returnId,
          held_on: form.heldOn,
          body: form.body,
          minute_reference: form.minuteReference,
          recorded_by: viewer.personId,
          recorded_at: stamp.now,
          revision: input.seen + 1,
        })
        .execute();
    await recordEvent(trx, stamp, {
      type: form === 'none' ? 'meeting.removed' : 'meeting.recorded',
      owner: { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      ...(form === 'none' ? {} : { detail: { heldOn: form.heldOn } }),
    });
    return { outcome: 'saved' };
  });
}

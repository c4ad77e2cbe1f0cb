import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound, notNow } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';

/** What a partnership asks of the sign-off of a cycle beside the signatures. */
export interface SignOffSettings {
  /** A return is sent only with the date of the meeting at which its board or governors considered it. */
  readonly meetingAsked: boolean;
}

/** The settings of a cycle that the caller has found within its scope; nothing is asked where nothing was set. */
export async function findSignOffSettings(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<SignOffSettings> {
  const row = await db
    .selectFrom('cycle_sign_off')
    .select('meeting_asked')
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  return { meetingAsked: row?.meeting_asked === 1 };
}

/** Sets what a cycle asks at sign-off. Refuses a cycle outside the scope as unknown, and one that is closed. */
export async function saveSignOffSettings(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string } & SignOffSettings,
): Promise<void> {
  const scope = partnershipScope(viewer, 'cycle.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await trx
      .selectFrom('cycle')
      .select(['id', 'partnership_id as partnershipId', 'status'])
      .where('id', '=', input.cycleId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!cycle) throw notFound();
    if (cycle.status === 'closed') throw notNow('This cycle is closed: what it asks stays as it was');
    const meeting_asked = input.meetingAsked ? 1 : 0;
    await trx
      .insertInto('cycle_sign_off')
      .values({ partnership_id: cycle.partnershipId, cycle_id: cycle.id, meeting_asked })
      .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet({ meeting_asked }))
      .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.sign-off-changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { meetingAsked: input.meetingAsked },
    });
  });
}

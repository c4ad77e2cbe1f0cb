import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { Refusal } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { lockSlot } from '../commands/lock-session.server.ts';

/** The chair's private note on one agency; revision 0 while there is none. */
export interface ChairNote {
  readonly text: string;
  readonly revision: number;
}

/** Of one slot of a session. `scope` is that of `chair-note.read`: nobody else has one. */
export async function getChairNote(
  db: Reader,
  scope: PartnershipScope,
  place: { readonly sessionId: string; readonly organisationId: string },
): Promise<ChairNote> {
  const row = await db
    .selectFrom('chair_note')
    .select(['text', 'revision'])
    .where('session_id', '=', place.sessionId)
    .where('organisation_id', '=', place.organisationId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  return row ?? { text: '', revision: 0 };
}

/** Saves the chair's private note on one agency. Refuses anybody else as if there were no such page, and a lost race. */
export async function saveChairNote(
  portal: Portal,
  viewer: Viewer,
  input: { readonly sessionId: string; readonly slotId: string; readonly text: string; readonly revision: number },
): Promise<void> {
  const scope = partnershipScope(viewer, 'chair-note.read');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { session, slot } = await lockSlot(trx, scope, input.sessionId, input.slotId);
    const place = { sessionId: session.id, organisationId: slot.organisation_id };
    const before = await getChairNote(trx, scope, place);
    if (before.text === input.text) return;
    if (before.revision !== input.revision)
      throw new Refusal(
        'stale-revision',
        'Another chair changed this note while you had it open. Go back and read it.',
      );
    const row = { text: input.text, saved_by: viewer.personId, saved_at: stamp.now, revision: before.revision + 1 };
    if (before.revision === 0)
      await trx
        .insertInto('chair_note')
        .values({
          partnership_id: session.partnership_id,
          session_id: session.id,
          organisation_id: slot.organisation_id,
          ...row,
        })
        .execute();
    else
      await trx
        .updateTable('chair_note')
        .set(row)
        .where('session_id', '=', session.id)
        .where('organisation_id', '=', slot.organisation_id)
        .where('partnership_id', '=', session.partnership_id)
        .execute();
    await recordEvent(trx, stamp, {
      type: 'chair-note.saved',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { organisation: slot.organisation_id },
    });
  });
}

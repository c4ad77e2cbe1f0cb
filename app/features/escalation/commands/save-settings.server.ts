import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { Duty, Letter, Subject } from '../ladder.ts';
import type { LadderForm } from '../ladder-form.ts';
import { getLadder, getWording } from '../ladders.server.ts';
import { claimOfDuty } from '../wording.ts';

export type SettingsSaved = { readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors };

/** The one partnership whose ladders this person sets. Refuses, as unknown, somebody who sets none. */
export function ladderPartnership(viewer: Viewer): string {
  const [only, ...others] = partnershipScope(viewer, 'escalation.set').partnershipIds;
  if (others.length > 0) throw notFound();
  return only;
}

const stale: SettingsSaved = {
  ok: false,
  errors: { '': ['Somebody else saved this just now. Open the page in another tab to see theirs, then save again.'] },
};

/** Saves the ladder of one kind of thing. What has been raised stays where it is, and goes on by the new ladder. */
export async function saveLadder(
  portal: Portal,
  viewer: Viewer,
  subject: Subject,
  { ladder, revision }: LadderForm,
): Promise<SettingsSaved> {
  const partnershipId = ladderPartnership(viewer);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if ((await getLadder(trx, partnershipId, subject)).revision !== revision) return stale;
    const row = { ladder: JSON.stringify(ladder), ...changedBy(stamp, viewer, revision) };
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('escalation_ladder')
      .values({ partnership_id: partnershipId, subject, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['partnership_id', 'subject'])
          .doUpdateSet(row)
          .where('escalation_ladder.revision', '=', revision),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return stale;
    await record(trx, stamp, viewer, partnershipId, 'escalation-ladder.changed', { ladder: subject });
    return { ok: true };
  });
}

/** Saves the words a letter starts with. Those for organisations that take part by choice may claim no duty in law. */
export async function saveWording(
  portal: Portal,
  viewer: Viewer,
  { letter, duty }: { readonly letter: Letter; readonly duty: Duty },
  { text, revision }: { readonly text: string; readonly revision: number },
): Promise<SettingsSaved> {
  const partnershipId = ladderPartnership(viewer);
  const claim = duty === 'voluntary' ? claimOfDuty(text.replaceAll('((duty))', '')) : undefined;
  if (claim !== undefined)
    return {
      ok: false,
      errors: {
        text: [`These organisations take part by choice and have no duty in law. Write it without “${claim}”`],
      },
    };
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if ((await getWording(trx, partnershipId, letter, duty)).revision !== revision) return stale;
    const row = { text, ...changedBy(stamp, viewer, revision) };
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('escalation_wording')
      .values({ partnership_id: partnershipId, letter, duty, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['partnership_id', 'letter', 'duty'])
          .doUpdateSet(row)
          .where('escalation_wording.revision', '=', revision),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return stale;
    await record(trx, stamp, viewer, partnershipId, 'escalation-wording.changed', { letter, duty });
    return { ok: true };
  });
}

const changedBy = (stamp: Stamp, viewer: Viewer, revision: number) => ({
  revision: revision + 1,
  updated_at: stamp.now,
  updated_by: viewer.personId,
});

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  partnershipId: string,
  type: 'escalation-ladder.changed' | 'escalation-wording.changed',
  detail: Record<string, string>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'partnership', id: partnershipId },
    detail,
  });

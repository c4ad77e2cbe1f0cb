import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound, Refusal } from '../../platform/refusals.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { partnershipScope, type Viewer } from './viewer.ts';

/** The one partnership whose ways to sign in this person runs. Refuses, as unknown, somebody who runs none, or several. */
export function signInPartnership(viewer: Viewer): string {
  const [only, ...others] = partnershipScope(viewer, 'sign-in.change').partnershipIds;
  if (others.length > 0) throw notFound();
  return only;
}

export interface SignInSettings {
  readonly linksAllowed: boolean;
  /** 0: nobody decided yet. */
  readonly revision: number;
}

export async function getSignInSettings(db: Reader, partnershipId: string): Promise<SignInSettings> {
  const row = await db
    .selectFrom('partnership_sign_in')
    .select(['links_allowed', 'revision'])
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return { linksAllowed: row?.links_allowed !== 0, revision: row?.revision ?? 0 };
}

/** Decides whether links sign people in who have another way. Refuses what was decided on an older state of the page. */
export async function saveSignInSettings(
  portal: Portal,
  viewer: Viewer,
  { linksAllowed, revision }: SignInSettings,
): Promise<void> {
  const partnershipId = signInPartnership(viewer);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const values = {
      links_allowed: linksAllowed ? 1 : 0,
      changed_at: stamp.now,
      changed_by: viewer.personId,
      revision: revision + 1,
    };
    const saved =
      revision === 0
        ? await trx
            .insertInto('partnership_sign_in')
            .values({ partnership_id: partnershipId, ...values })
            .onConflict((conflict) => conflict.doNothing())
            .returning('revision')
            .executeTakeFirst()
        : await trx
            .updateTable('partnership_sign_in')
            .set(values)
            .where('partnership_id', '=', partnershipId)
            .where('revision', '=', revision)
            .returning('revision')
            .executeTakeFirst();
    if (!saved)
      throw new Refusal('stale-revision', 'Somebody else changed this meanwhile. Go back, look, and decide again.');
    await recordEvent(trx, stamp, {
      type: 'sign-in-settings.changed',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'partnership', id: partnershipId },
      detail: { linksAllowed },
    });
  });
}

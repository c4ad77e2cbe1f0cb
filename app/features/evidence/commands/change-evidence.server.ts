import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, Refusal } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { type EvidenceScope, evidenceScope, inEvidenceScope } from '../scope.server.ts';
import { isUsedInDraft } from '../uses.server.ts';

export interface ChangeEvidenceInput {
  readonly evidenceId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly title: string;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  /** Left out, it stays as it is. */
  readonly reviewOn?: string | null;
  /** Whether somebody has checked that no child or family can be recognised. Left out, it stays as it is. */
  readonly nobodyNamed?: boolean;
}

/**
 * Changes the title and dates of a piece of evidence, and whether it was checked for names. Another file or address is
 * another version: see `addVersion`. Refuses a stale revision, and evidence of another organisation as unknown.
 */
export async function changeEvidence(portal: Portal, viewer: Viewer, input: ChangeEvidenceInput): Promise<void> {
  const scope = evidenceScope(viewer, 'evidence.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { organisationId, revision, checkedAt } = await holdEvidence(trx, scope, input.evidenceId);
    if (revision !== input.revision)
      throw new Refusal('stale-revision', 'Somebody else changed this evidence meanwhile: open it again to see it');
    await trx
      .updateTable('evidence')
      .set({
        title: input.title,
        covers_from: input.coversFrom,
        covers_to: input.coversTo,
        ...(input.reviewOn === undefined ? {} : { review_on: input.reviewOn }),
        ...checkColumns(stamp, viewer, checkedAt, input.nobodyNamed),
        revision: revision + 1,
      })
      .where('id', '=', input.evidenceId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'evidence.changed',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'evidence', id: input.evidenceId },
      detail: { revision: revision + 1 },
    });
  });
}

/** The first tick stays with the person who made it; taking the tick away takes their name away. */
function checkColumns(stamp: Stamp, viewer: Viewer, checkedAt: string | null, nobodyNamed: boolean | undefined) {
  if (nobodyNamed === undefined || nobodyNamed === (checkedAt !== null)) return {};
  return nobodyNamed ? { checked_by: viewer.personId, checked_at: stamp.now } : { checked_by: null, checked_at: null };
}

/**
 * Takes a piece of evidence out of the library. One that a return in work rests on stays: `removed` is false then, and
 * the page lists where it is used. What was sent, or shown as proof for an action, can be opened there as before.
 */
export async function removeEvidence(
  portal: Portal,
  viewer: Viewer,
  { evidenceId }: { readonly evidenceId: string },
): Promise<{ readonly removed: boolean }> {
  const scope = evidenceScope(viewer, 'evidence.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { organisationId } = await holdEvidence(trx, scope, evidenceId);
    if (await isUsedInDraft(trx, scope, evidenceId)) return { removed: false };
    await trx
      .updateTable('evidence')
      .set((eb) => ({ removed_at: stamp.now, revision: eb('revision', '+', 1) }))
      .where('id', '=', evidenceId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'evidence.removed',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'evidence', id: evidenceId },
    });
    return { removed: true };
  });
}

/**
 * Holds the row of a piece of evidence until the end of the transaction, so that it cannot be removed while it is being
 * attached. Refuses one that is removed, unknown or another organisation's.
 */
export async function holdEvidence(
  trx: Trx,
  scope: EvidenceScope,
  evidenceId: string,
): Promise<{ readonly organisationId: string; readonly revision: number; readonly checkedAt: string | null }> {
  const held = await trx
    .updateTable('evidence')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', evidenceId)
    .where(({ eb }) => inEvidenceScope(scope)(eb))
    .where('removed_at', 'is', null)
    .returning(['organisation_id as organisationId', 'revision', 'checked_at as checkedAt'])
    .executeTakeFirst();
  if (!held) throw notFound();
  return held;
}

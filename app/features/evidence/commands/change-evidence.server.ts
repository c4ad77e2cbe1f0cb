import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, Refusal } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { countUses } from '../queries.server.ts';
import { type EvidenceScope, evidenceScope, inEvidenceScope } from '../scope.server.ts';

export interface ChangeEvidenceInput {
  readonly evidenceId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly title: string;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
}

/**
 * Changes the title and dates of a piece of evidence; the file or address itself never changes, because returns rest
 * on it. Refuses a stale revision, and evidence of another organisation as unknown.
 */
export async function changeEvidence(portal: Portal, viewer: Viewer, input: ChangeEvidenceInput): Promise<void> {
  const scope = evidenceScope(viewer, 'evidence.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { organisationId, revision } = await holdEvidence(trx, scope, input.evidenceId);
    if (revision !== input.revision)
      throw new Refusal('stale-revision', 'Somebody else changed this evidence meanwhile: open it again to see it');
    await trx
      .updateTable('evidence')
      .set({
        title: input.title,
        covers_from: input.coversFrom,
        covers_to: input.coversTo,
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

/**
 * Takes a piece of evidence out of the library. One that a return, a sent return or an action rests on stays:
 * `removed` is false then, and the page lists where it is used.
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
    if ((await countUses(trx, scope, evidenceId)) > 0) return { removed: false };
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
): Promise<{ readonly organisationId: string; readonly revision: number }> {
  const held = await trx
    .updateTable('evidence')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', evidenceId)
    .where(({ eb }) => inEvidenceScope(scope)(eb))
    .where('removed_at', 'is', null)
    .returning(['organisation_id as organisationId', 'revision'])
    .executeTakeFirst();
  if (!held) throw notFound();
  return held;
}

import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipPermissions } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { type HeldModeration, holdModeration, startModeration } from './open-moderation.server.ts';

/** What a question for the panel says. */
export interface KeyLineWords {
  readonly standardCode: string | null;
  readonly text: string;
  /** Who will ask it; left out or null: the person who writes it. */
  readonly ownerId?: string | null;
  readonly reason?: string | null;
}

/**
 * Adds a question that the panel will ask, at the end of the list: a draft until the chair releases it. Refuses a standard
 * that the submission lacks, and an owner who is not of the panel.
 */
export async function addKeyLine(
  portal: Portal,
  viewer: Viewer,
  input: KeyLineWords & { readonly submissionId: string; readonly suggestion?: string | null },
): Promise<{ readonly keyLineId: string }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    if (held.status === 'waiting') await startModeration(trx, stamp, viewer, held);
    await requireStandard(trx, held, input.standardCode);
    const ownerId = input.ownerId ?? viewer.personId;
    await requirePanelMember(trx, stamp, held, ownerId);
    const lines = await standing(trx, held);
    const keyLineId = stamp.newId();
    await trx
      .insertInto('key_line')
      .values({
        id: keyLineId,
        partnership_id: held.partnershipId,
        cycle_id: held.cycleId,
        organisation_id: held.organisationId,
        submission_id: held.submissionId,
        standard_code: input.standardCode,
        question_code: null,
        text: input.text,
        author_id: viewer.personId,
        position: (lines.at(-1)?.position ?? 0) + 1,
        created_at: stamp.now,
        removed_at: null,
        revision: 1,
        owner_id: ownerId,
        reason: input.reason ?? null,
        suggestion: input.suggestion ?? null,
      })
      .execute();
    await recordChange(trx, stamp, viewer, held, 'key-line.added', keyLineId);
    return { keyLineId };
  });
}

/** What became of a change to a question for the panel. */
export type ChangeKeyLineOutcome =
  | { readonly outcome: 'saved' }
  /** Somebody else changed it first. Nothing was written; the page shows both. */
  | { readonly outcome: 'stale'; readonly theirs: { readonly text: string; readonly revision: number } };

/**
 * Changes the words, the standard, the owner or the reason of a question for the panel. One that was released is a draft
 * again when anybody but the chair changes what it says: nobody is shown words that the chair has not seen.
 */
export async function changeKeyLine(
  portal: Portal,
  viewer: Viewer,
  input: KeyLineWords & {
    readonly submissionId: string;
    readonly keyLineId: string;
    readonly revision: number;
  },
): Promise<ChangeKeyLineOutcome> {
  return portal.database.transaction(async (trx): Promise<ChangeKeyLineOutcome> => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    await requireStandard(trx, held, input.standardCode);
    const line = (await standing(trx, held)).find(({ id }) => id === input.keyLineId);
    if (!line) throw notFound();
    const wanted = {
      text: input.text,
      standard_code: input.standardCode,
      owner_id: input.ownerId ?? line.owner_id,
      reason: input.reason === undefined ? line.reason : input.reason,
    };
    if (
      line.text === wanted.text &&
      line.standard_code === wanted.standard_code &&
      line.owner_id === wanted.owner_id &&
      line.reason === wanted.reason
    )
      return { outcome: 'saved' };
    const said = line.text !== wanted.text || line.reason !== wanted.reason;
    if (wanted.owner_id !== null && wanted.owner_id !== line.owner_id)
      await requirePanelMember(trx, stamp, held, wanted.owner_id);
    if (line.revision !== input.revision)
      return { outcome: 'stale', theirs: { text: line.text, revision: line.revision } };
    await trx
      .updateTable('key_line')
      .set({
        ...wanted,
        ...(said && !mayInPartnership(viewer, 'key-line.release', held.partnershipId) ? asDraft : {}),
        revision: line.revision + 1,
      })
      .where('id', '=', line.id)
      .where('partnership_id', '=', held.partnershipId)
      .execute();
    await recordChange(trx, stamp, viewer, held, 'key-line.changed', line.id);
    return { outcome: 'saved' };
  });
}

const asDraft = { released_at: null, released_by: null, shown_at: null, shown_by: null };

/** Moves a question for the panel one place up or down; at the end of the list nothing happens. */
export async function moveKeyLine(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly keyLineId: string; readonly direction: 'up' | 'down' },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    const lines = await standing(trx, held);
    const at = lines.findIndex(({ id }) => id === input.keyLineId);
    const line = lines[at];
    if (!line) throw notFound();
    const other = lines[input.direction === 'up' ? at - 1 : at + 1];
    if (!other) return;
    await setPosition(trx, held, line.id, other.position);
    await setPosition(trx, held, other.id, line.position);
    await recordChange(trx, stamp, viewer, held, 'key-line.changed', line.id);
  });
}

/** Takes a question for the panel off the list. The row is kept; removing twice does nothing. */
export async function removeKeyLine(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly keyLineId: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    const known = await trx
      .selectFrom('key_line')
      .select('removed_at')
      .where('id', '=', input.keyLineId)
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .executeTakeFirst();
    if (!known) throw notFound();
    if (known.removed_at !== null) return;
    await trx
      .updateTable('key_line')
      .set({ removed_at: stamp.now })
      .where('id', '=', input.keyLineId)
      .where('partnership_id', '=', held.partnershipId)
      .execute();
    await recordChange(trx, stamp, viewer, held, 'key-line.removed', input.keyLineId);
  });
}

const standing = (trx: Trx, held: HeldModeration) =>
  trx
    .selectFrom('key_line')
    .select(['id', 'position', 'text', 'standard_code', 'owner_id', 'reason', 'revision'])
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();

async function requireStandard(trx: Trx, held: HeldModeration, standardCode: string | null): Promise<void> {
  if (standardCode === null) return;
  const known = await trx
    .selectFrom('submission_standard')
    .select('standard_code')
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('standard_code', '=', standardCode)
    .executeTakeFirst();
  if (!known) throw notFound();
}

/** Whoever asks sits on the panel: the partnership's own people, seen from `permissions.ts`. */
async function requirePanelMember(trx: Trx, stamp: Stamp, held: HeldModeration, personId: string): Promise<void> {
  const panel: readonly string[] = partnershipPermissions['key-line.write'];
  const holders = await listRoleHolders(trx, { partnershipId: held.partnershipId }, stamp.today);
  if (!holders.some((holder) => holder.personId === personId && panel.includes(holder.role))) throw notFound();
}

const setPosition = (trx: Trx, held: HeldModeration, id: string, position: number) =>
  trx
    .updateTable('key_line')
    .set({ position })
    .where('id', '=', id)
    .where('partnership_id', '=', held.partnershipId)
    .execute();

const recordChange = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  held: HeldModeration,
  type: EventType,
  keyLineId: string,
): Promise<void> =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: held.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'submission', id: held.submissionId },
    detail: { keyLine: keyLineId },
  });

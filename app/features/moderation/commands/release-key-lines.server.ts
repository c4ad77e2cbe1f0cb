import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';

/** The chair's two doors: from draft to the panel's pack, and from there to the agency. */
export type KeyLineDoor = 'release' | 'take-back' | 'show' | 'hide';

type Doors = Partial<Record<'released_at' | 'released_by' | 'shown_at' | 'shown_by', string | null>>;

interface Line {
  readonly id: string;
  readonly partnership_id: string;
  readonly submission_id: string;
}

/**
 * Opens or closes a door for one question of the panel: only the chair does. Showing one to the agency releases it too,
 * and taking one back hides it from the agency. Doing it twice does nothing.
 */
export async function openKeyLineDoor(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly keyLineId: string; readonly door: KeyLineDoor },
): Promise<void> {
  const scope = partnershipScope(viewer, 'key-line.release');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const line = await trx
      .selectFrom('key_line')
      .selectAll()
      .where('id', '=', input.keyLineId)
      .where('submission_id', '=', input.submissionId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!line) throw notFound();
    const out = { released_at: line.released_at ?? stamp.now, released_by: line.released_by ?? viewer.personId };
    const seen = { shown_at: line.shown_at ?? stamp.now, shown_by: line.shown_by ?? viewer.personId };
    const hidden = { shown_at: null, shown_by: null };
    const wanted: Doors = {
      release: out,
      'take-back': { released_at: null, released_by: null, ...hidden },
      show: { ...out, ...seen },
      hide: hidden,
    }[input.door];
    if (isOpen(line.released_at, wanted.released_at) && isOpen(line.shown_at, wanted.shown_at)) return;
    await write(trx, stamp, viewer, [line], wanted, input.door);
  });
}

/** Releases every draft about some submissions at once; gives how many there were. Only the chair does. */
export async function releaseKeyLines(
  portal: Portal,
  viewer: Viewer,
  submissionIds: readonly string[],
): Promise<{ readonly released: number }> {
  const scope = partnershipScope(viewer, 'key-line.release');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const drafts = await trx
      .selectFrom('key_line')
      .select(['id', 'partnership_id', 'submission_id'])
      .where('submission_id', 'in', ['', ...submissionIds])
      .where('partnership_id', 'in', scope.partnershipIds)
      .where('removed_at', 'is', null)
      .where('released_at', 'is', null)
      .orderBy('id')
      .execute();
    if (drafts.length > 0)
      await write(trx, stamp, viewer, drafts, { released_at: stamp.now, released_by: viewer.personId }, 'release');
    return { released: drafts.length };
  });
}

/** Whether a door stands already as it is wanted; one that is not named may stay as it is. */
const isOpen = (now: string | null, wanted: string | null | undefined): boolean =>
  wanted === undefined || wanted === now;

async function write(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  lines: readonly Line[],
  wanted: Doors,
  door: KeyLineDoor,
): Promise<void> {
  await trx
    .updateTable('key_line')
    .set((eb) => ({ ...wanted, revision: eb('revision', '+', 1) }))
    .where(
      'id',
      'in',
      lines.map(({ id }) => id),
    )
    .execute();
  await recordEvents(
    trx,
    stamp,
    lines.map(({ id, partnership_id, submission_id }) => ({
      type: door === 'show' || door === 'hide' ? ('key-line.shown' as const) : ('key-line.released' as const),
      owner: { partnershipId: partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: submission_id },
      detail: { keyLine: id, door },
    })),
  );
}

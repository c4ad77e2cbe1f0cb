import type { Trx } from '../../../../db/client.server.ts';
import type { PartnershipGroupRow } from '../../../../db/schema/actions.table.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import type { ChangeGroup, NewGroup } from '../schema.ts';
import { partnershipOf, problem, savedMeanwhile } from './saved.ts';

const taken = 'Enter a name that no other open group has';

/** Adds a group. Two open groups of a partnership never have one name; a closed one may be followed by another of its name. */
export async function addGroup(portal: Portal, viewer: Viewer, input: NewGroup): Promise<Saved> {
  const scope = partnershipScope(viewer, 'partnership.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const partnershipId = partnershipOf(scope, input.partnership);
    if (partnershipId === undefined) return problem('partnership', 'Choose the partnership');
    await holdPartnership(trx, partnershipId);
    if (await isTaken(trx, partnershipId, input.name)) return problem('name', taken);
    const id = stamp.newId();
    await trx
      .insertInto('partnership_group')
      .values({
        id,
        partnership_id: partnershipId,
        name: input.name,
        kind: input.kind,
        closed_on: null,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await record(trx, stamp, viewer, { id, partnership_id: partnershipId }, 'partnership-group.added', {
      kind: input.kind,
    });
    return { saved: true, id };
  });
}

/** Gives a group another name or kind. What was logged under it stays with it. */
export const changeGroup = (portal: Portal, viewer: Viewer, groupId: string, input: ChangeGroup): Promise<Saved> =>
  change(portal, viewer, groupId, input.revision, async (trx, stamp, group) => {
    if (group.closed_on === null && (await isTaken(trx, group.partnership_id, input.name, groupId)))
      return problem('name', taken);
    await write(trx, group, { name: input.name, kind: input.kind });
    await record(trx, stamp, viewer, group, 'partnership-group.changed', { kind: input.kind });
    return { saved: true, id: groupId };
  });

/** Closes a group: it is offered nowhere any more, and what it decided stays readable. */
export const closeGroup = (portal: Portal, viewer: Viewer, groupId: string, revision: number): Promise<Saved> =>
  change(portal, viewer, groupId, revision, async (trx, stamp, group) => {
    if (group.closed_on !== null) return { saved: true, id: groupId };
    await write(trx, group, { closed_on: stamp.today });
    await record(trx, stamp, viewer, group, 'partnership-group.closed', {});
    return { saved: true, id: groupId };
  });

/** Opens a closed group again, unless another has taken its name meanwhile. */
export const openGroupAgain = (portal: Portal, viewer: Viewer, groupId: string, revision: number): Promise<Saved> =>
  change(portal, viewer, groupId, revision, async (trx, stamp, group) => {
    if (group.closed_on === null) return { saved: true, id: groupId };
    if (await isTaken(trx, group.partnership_id, group.name, groupId))
      return problem('name', 'Another open group has this name: give one of the two another');
    await write(trx, group, { closed_on: null });
    await record(trx, stamp, viewer, group, 'partnership-group.opened-again', {});
    return { saved: true, id: groupId };
  });

async function change(
  portal: Portal,
  viewer: Viewer,
  groupId: string,
  seen: number,
  run: (trx: Trx, stamp: Stamp, group: PartnershipGroupRow) => Promise<Saved>,
): Promise<Saved> {
  const scope = partnershipScope(viewer, 'partnership.change');
  return portal.database.transaction(async (trx) => {
    const group = await trx
      .updateTable('partnership_group')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', groupId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returningAll()
      .executeTakeFirst();
    if (!group) throw notFound();
    if (group.revision !== seen) throw savedMeanwhile();
    return run(trx, portal.stamp(), group);
  });
}

const write = (
  trx: Trx,
  group: PartnershipGroupRow,
  set: Partial<Pick<PartnershipGroupRow, 'name' | 'kind' | 'closed_on'>>,
) =>
  trx
    .updateTable('partnership_group')
    .set({ ...set, revision: group.revision + 1 })
    .where('id', '=', group.id)
    .execute();

/** Those who add to one partnership do so one after the other, so that no two take one name or one place. */
export const holdPartnership = (trx: Trx, partnershipId: string) =>
  trx
    .updateTable('partnership')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', partnershipId)
    .execute();

async function isTaken(trx: Trx, partnershipId: string, name: string, except = ''): Promise<boolean> {
  const found = await trx
    .selectFrom('partnership_group')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('closed_on', 'is', null)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .where('id', '<>', except)
    .executeTakeFirst();
  return found !== undefined;
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  group: Pick<PartnershipGroupRow, 'id' | 'partnership_id'>,
  type: EventType,
  detail: Record<string, string>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: group.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'partnership-group', id: group.id },
    detail,
  });

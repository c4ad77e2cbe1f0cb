import type { Trx } from '../../../../db/client.server.ts';
import type { PartnershipPriorityRow } from '../../../../db/schema/actions.table.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import type { ChangePriority, NewPriority } from '../schema.ts';
import { holdPartnership } from './save-group.server.ts';
import { partnershipOf, problem, savedMeanwhile } from './saved.ts';

/** Adds a priority of the business plan, or a theme that young people set, after those that are there. */
export async function addPriority(portal: Portal, viewer: Viewer, input: NewPriority): Promise<Saved> {
  const scope = partnershipScope(viewer, 'partnership.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const partnershipId = partnershipOf(scope, input.partnership);
    if (partnershipId === undefined) return problem('partnership', 'Choose the partnership');
    await holdPartnership(trx, partnershipId);
    const last = await trx
      .selectFrom('partnership_priority')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('partnership_id', '=', partnershipId)
      .executeTakeFirst();
    const id = stamp.newId();
    await trx
      .insertInto('partnership_priority')
      .values({
        id,
        partnership_id: partnershipId,
        set_by: input.setBy,
        set_by_name: input.setByName,
        title: input.title,
        description: input.description,
        from_on: input.fromOn,
        to_on: input.toOn,
        position: (last?.position ?? 0) + 1,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await record(trx, stamp, viewer, { id, partnership_id: partnershipId }, 'priority.added', { setBy: input.setBy });
    return { saved: true, id };
  });
}

/** Words and days of a priority. It ends by its last day; what is tagged with it stays tagged. */
export const changePriority = (
  portal: Portal,
  viewer: Viewer,
  priorityId: string,
  input: ChangePriority,
): Promise<Saved> => {
  const scope = partnershipScope(viewer, 'partnership.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const priority = await trx
      .updateTable('partnership_priority')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', priorityId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returningAll()
      .executeTakeFirst();
    if (!priority) throw notFound();
    if (priority.revision !== input.revision) throw savedMeanwhile();
    if (priority.set_by === 'young-people' && input.setByName === null)
      return problem('setByName', 'Enter which young people set the theme');
    await trx
      .updateTable('partnership_priority')
      .set({
        title: input.title,
        description: input.description,
        set_by_name: input.setByName,
        from_on: input.fromOn,
        to_on: input.toOn,
        revision: priority.revision + 1,
      })
      .where('id', '=', priorityId)
      .execute();
    await record(trx, stamp, viewer, priority, 'priority.changed', { from: input.fromOn, to: input.toOn });
    return { saved: true, id: priorityId };
  });
};

/** Moves a priority one place among those of its kind that are still in force; at the end nothing changes. */
export async function movePriority(
  portal: Portal,
  viewer: Viewer,
  { priorityId, by }: { readonly priorityId: string; readonly by: 'up' | 'down' },
): Promise<Saved> {
  const scope = partnershipScope(viewer, 'partnership.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const named = await trx
      .selectFrom('partnership_priority')
      .select(['id', 'partnership_id', 'set_by'])
      .where('id', '=', priorityId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!named) throw notFound();
    await holdPartnership(trx, named.partnership_id);
    const listed = await trx
      .selectFrom('partnership_priority')
      .select(['id', 'position'])
      .where('partnership_id', '=', named.partnership_id)
      .where('set_by', '=', named.set_by)
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', stamp.today)]))
      .orderBy('position')
      .orderBy('id')
      .execute();
    const place = listed.findIndex(({ id }) => id === priorityId);
    const [here, there] = [listed[place], listed[place + (by === 'up' ? -1 : 1)]];
    if (!here || !there) return { saved: true, id: priorityId };
    for (const { id, position } of [
      { id: here.id, position: there.position },
      { id: there.id, position: here.position },
    ])
      await trx
        .updateTable('partnership_priority')
        .set({ position })
        .where('id', '=', id)
        .where('partnership_id', '=', named.partnership_id)
        .execute();
    await record(trx, stamp, viewer, named, 'priority.moved', { by });
    return { saved: true, id: priorityId };
  });
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  priority: Pick<PartnershipPriorityRow, 'id' | 'partnership_id'>,
  type: EventType,
  detail: Record<string, string | null>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: priority.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'priority', id: priority.id },
    detail,
  });

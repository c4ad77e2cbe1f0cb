import type { Insertable } from 'kysely';
import type { Portal } from '../../app/platform/portal.ts';
import type { ActionRow, ActionUpdateRow } from '../../db/schema/actions.table.ts';

type Past = Pick<ActionUpdateRow, 'kind' | 'made_at'> & Partial<Pick<ActionUpdateRow, 'note' | 'due_to' | 'percent'>>;

let number = 0;

/** An action as it stands in the database, with what was put on record about it; gives its row. */
export async function aPlannedAction(
  portal: Portal,
  parts: Partial<Insertable<ActionRow>> & Pick<ActionRow, 'partnership_id' | 'created_by'>,
  updates: readonly Past[] = [],
): Promise<{ readonly id: string; readonly reference: string }> {
  const { db } = portal.database;
  const id = portal.newId();
  const reference = parts.reference ?? `ACT-P${String(number++).padStart(3, '0')}-${id.slice(-4).toUpperCase()}`;
  const due = parts.due_on ?? '2026-12-31';
  await db
    .insertInto('action')
    .values({
      id,
      source_kind: 'other',
      finding: 'Supervision notes are kept in three places.',
      what: 'Keep supervision notes in one place',
      success_measure: 'An audit of ten files finds all notes',
      owner_name: 'Dee Carter',
      due_on: due,
      first_due_on: due,
      priority: 'high',
      status: 'open',
      percent: 0,
      created_at: '2026-06-01T09:00:00.000Z',
      revision: 1,
      ...parts,
      reference,
    })
    .execute();
  for (const update of updates)
    await db
      .insertInto('action_update')
      .values({
        id: portal.newId(),
        partnership_id: parts.partnership_id,
        organisation_id: parts.organisation_id ?? null,
        action_id: id,
        note: 'As it was put on record',
        made_by: parts.created_by,
        ...update,
      })
      .execute();
  return { id, reference };
}

/** A group of a partnership; gives its id. */
export async function aGroup(portal: Portal, partnershipId: string, name = 'Neglect sub-group'): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('partnership_group')
    .values({ id, partnership_id: partnershipId, name, kind: 'sub-group', created_at: portal.stamp().now, revision: 1 })
    .execute();
  return id;
}

/** A priority of a partnership, or a theme that young people set; gives its id. */
export async function aPriority(
  portal: Portal,
  partnershipId: string,
  parts: { readonly title: string; readonly setBy?: 'partnership' | 'young-people'; readonly position?: number },
): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('partnership_priority')
    .values({
      id,
      partnership_id: partnershipId,
      set_by: parts.setBy ?? 'partnership',
      title: parts.title,
      description: '',
      from_on: '2026-01-01',
      position: parts.position ?? 1,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

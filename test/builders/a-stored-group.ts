import type { TestPortal } from '../setup/each-database.ts';

/** A sub-group of a partnership. */
export async function aGroup(portal: TestPortal, partnershipId: string, name = 'Quality sub-group'): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('partnership_group')
    .values({
      id,
      partnership_id: partnershipId,
      name,
      kind: 'sub-group',
      closed_on: null,
      created_by: null,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

/** A priority of a partnership's business plan, in force since the start of 2026. */
export async function aPriority(portal: TestPortal, partnershipId: string, title = 'Early help'): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('partnership_priority')
    .values({
      id,
      partnership_id: partnershipId,
      set_by: 'partnership',
      title,
      description: '',
      from_on: '2026-01-01',
      to_on: null,
      position: 1,
      created_by: null,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

import type { Reader } from '../../../db/client.server.ts';

/** A group as a list offers it. */
export interface GroupChoice {
  readonly id: string;
  readonly name: string;
}

/** A priority as a list offers it. */
export interface PriorityChoice {
  readonly id: string;
  readonly title: string;
  readonly setBy: 'partnership' | 'young-people';
}

/** Groups of a partnership that still meet, by name. */
export async function listOpenGroups(db: Reader, partnershipId: string, today: string): Promise<GroupChoice[]> {
  return db
    .selectFrom('partnership_group')
    .select(['id', 'name'])
    .where('partnership_id', '=', partnershipId)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', today)]))
    .orderBy('name')
    .limit(200)
    .execute();
}

/** Priorities and themes of a partnership that are in force on a day, in their order. */
export async function listCurrentPriorities(
  db: Reader,
  partnershipId: string,
  today: string,
): Promise<PriorityChoice[]> {
  return db
    .selectFrom('partnership_priority')
    .select(['id', 'title', 'set_by as setBy'])
    .where('partnership_id', '=', partnershipId)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** Hand-overs that are agreed and have not happened yet: until their day they can be cancelled. */
import type { Reader } from '../../../db/client.server.ts';

export interface PlannedHandOver {
  readonly id: string;
  /** Null where nobody led. */
  readonly fromId: string | null;
  readonly from: string | null;
  readonly to: string;
  readonly on: string;
  /** The person before leaves the organisation on that day. */
  readonly leaves: boolean;
}

/** Those of one organisation whose day is still to come, soonest first. */
export async function listPlannedHandOvers(
  db: Reader,
  organisationId: string,
  today: string,
): Promise<PlannedHandOver[]> {
  const rows = await db
    .selectFrom('hand_over')
    .leftJoin('person as before', 'before.id', 'hand_over.from_person_id')
    .innerJoin('person as next', 'next.id', 'hand_over.to_person_id')
    .select([
      'hand_over.id',
      'hand_over.from_person_id as fromId',
      'before.name as from',
      'next.name as to',
      'hand_over.on_day as on',
      'hand_over.leaves',
    ])
    .where('hand_over.organisation_id', '=', organisationId)
    .where('hand_over.on_day', '>', today)
    .where('hand_over.cancelled_at', 'is', null)
    .orderBy('hand_over.on_day')
    .orderBy('hand_over.id')
    .execute();
  return rows.map(({ leaves, ...row }) => ({ ...row, leaves: leaves === 1 }));
}

import type { Reader } from '../../../db/client.server.ts';
import type { EventEntry } from './queries.server.ts';

/** The events of partnerships, newest first, a page at a time; `partnershipIds` is the caller's scope and never empty. */
export async function listPartnershipEvents(
  db: Reader,
  scope: { readonly partnershipIds: readonly [string, ...string[]] },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<(EventEntry & { readonly subjectKind: string; readonly subjectId: string })[]> {
  const rows = await db
    .selectFrom('event')
    .leftJoin('person', 'person.id', 'event.actor_id')
    .select([
      'event.id',
      'event.type',
      'event.at',
      'event.detail',
      'event.subject_kind as subjectKind',
      'event.subject_id as subjectId',
      'person.name as actorName',
    ])
    .where('event.partnership_id', 'in', scope.partnershipIds)
    .orderBy('event.at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

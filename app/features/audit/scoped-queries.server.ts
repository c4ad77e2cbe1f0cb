import type { Reader } from '../../../db/client.server.ts';
import type { EventEntry } from './queries.server.ts';

/** Whose events: partnerships', or those in the chains of organisations. The caller's scope, and never empty. */
export type RecordOf =
  | { readonly partnershipIds: readonly [string, ...string[]] }
  | { readonly organisationIds: readonly [string, ...string[]] };

/** The events of partnerships or organisations. What concerns both stands in both. */
const eventsOf = (db: Reader, of: RecordOf) =>
  db
    .selectFrom('event')
    .where((eb) =>
      'partnershipIds' in of
        ? eb('event.partnership_id', 'in', of.partnershipIds)
        : eb('event.organisation_id', 'in', of.organisationIds),
    );

/** A page of them, newest first. */
export async function listRecentEvents(
  db: Reader,
  of: RecordOf,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<(EventEntry & { readonly subjectKind: string; readonly subjectId: string })[]> {
  const rows = await eventsOf(db, of)
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
    .orderBy('event.at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** An event with its seal, for a file. `detail` is JSON text. */
export interface SealedEntry {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly detail: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly actorName: string | null;
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** So many of them after one, oldest first. */
export async function listEvents(
  db: Reader,
  of: RecordOf,
  { limit, after }: { readonly limit: number; readonly after: { readonly at: string; readonly id: string } | null },
): Promise<SealedEntry[]> {
  const rows = await eventsOf(db, of)
    .leftJoin('person', 'person.id', 'event.actor_id')
    .select([
      'event.id',
      'event.type',
      'event.at',
      'event.detail',
      'event.subject_kind as subjectKind',
      'event.subject_id as subjectId',
      'person.name as actorName',
      'event.chain',
      'event.seq',
      'event.hash',
    ])
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('event.at', '>', after?.at ?? ''),
          eb.and([eb('event.at', '=', after?.at ?? ''), eb('event.id', '>', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('event.at')
    .orderBy('event.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

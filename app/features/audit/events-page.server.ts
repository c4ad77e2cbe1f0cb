import type { Reader } from '../../../db/client.server.ts';
import { instantInWords } from '../../platform/words.ts';
import type { ShownEvent } from './components/event-table.tsx';
import { listRecentEvents, type RecordOf } from './scoped-queries.server.ts';
import { wordsOfEvent } from './words.ts';

type Subject = { readonly words: string; readonly href: string | null };
type Named = { readonly kind: string; readonly id: string };

const pageSize = 50;

/** A page of the record; `findSubjects` names what events are about, by `kind id`, as far as the reader may know it. */
export async function getEventsPage(
  db: Reader,
  of: RecordOf,
  page: number,
  findSubjects: (named: readonly Named[]) => Promise<ReadonlyMap<string, Subject>>,
): Promise<{ readonly page: number; readonly hasMore: boolean; readonly events: ShownEvent[] }> {
  const found = await listRecentEvents(db, of, { limit: pageSize + 1, offset: (page - 1) * pageSize });
  const shown = found.slice(0, pageSize);
  const subjects = await findSubjects(
    shown.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
  );
  return {
    page,
    hasMore: found.length > pageSize,
    events: shown.map((event) => ({
      id: event.id,
      at: instantInWords(event.at),
      what: wordsOfEvent(event.type),
      who: event.actorName ?? 'Line of Sight',
      about: subjects.get(`${event.subjectKind} ${event.subjectId}`) ?? null,
    })),
  };
}

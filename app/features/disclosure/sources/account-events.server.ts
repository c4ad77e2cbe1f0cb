import type { Reader } from '../../../../db/client.server.ts';
import { instantInWords } from '../../../platform/words.ts';
import { chainOf } from '../../audit/events.ts';
import { wordsOfEvent } from '../../audit/words.ts';
import type { DisclosureOwner } from '../scope.server.ts';
import type { HeldRecord } from './source.ts';

const batch = 500;

/**
 * What the owner's record of changes says of a person: what they did, and what was done about their account. One record a
 * month, a line an event.
 */
export async function listAccountEvents(db: Reader, owner: DisclosureOwner, personId: string): Promise<HeldRecord[]> {
  const months = new Map<string, { dated: string; lines: string[] }>();
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('event')
      .select(['seq', 'type', 'at', 'actor_id'])
      .where('chain', '=', chainOf(owner))
      .where('seq', '>', after)
      .where((eb) =>
        eb.or([
          eb('actor_id', '=', personId),
          eb.and([eb('subject_kind', '=', 'person'), eb('subject_id', '=', personId)]),
        ]),
      )
      .orderBy('seq')
      .limit(batch)
      .execute();
    for (const { type, at, actor_id } of rows) {
      const month = at.slice(0, 7);
      const kept = months.get(month) ?? { dated: at, lines: [] };
      kept.lines.push(
        `${instantInWords(at)}: ${wordsOfEvent(type)}${actor_id === personId ? '' : ' (by somebody else)'}`,
      );
      months.set(month, kept);
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) break;
    after = Number(last.seq);
  }
  return [...months].map(([month, { dated, lines }]) => ({
    key: `${personId}:${month}`,
    title: `Record of changes, ${month}`,
    dated,
    text: lines.join('\n'),
    people: [personId],
  }));
}

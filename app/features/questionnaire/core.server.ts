import type { Reader, Trx } from '../../../db/client.server.ts';
import type { CoreItem } from '../../../standards/beside-contract.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';

/**
 * Installs the common core that the loader has checked; an empty one where the library has none. The same core again
 * does nothing; another one takes the place of the whole. It changes nothing that anybody is asked and nothing that
 * anybody has used already.
 */
export async function installCore(
  trx: Trx,
  stamp: Stamp,
  items: readonly CoreItem[],
): Promise<'installed' | 'unchanged' | 'replaced'> {
  const known = await trx.selectFrom('core_question').select('sha256').limit(1).executeTakeFirst();
  const sha256 = sha256OfValue(items);
  if (known?.sha256 === sha256 || (!known && items.length === 0)) return 'unchanged';
  // The event first: its chain is held until the end, so that two starts at once come one after the other.
  await recordEvent(trx, stamp, {
    type: 'core.installed',
    owner: 'system',
    actorId: null,
    subject: { kind: 'core', id: 'core' },
    detail: { sha256, replaced: known?.sha256 ?? null },
  });
  await trx.deleteFrom('core_question').execute();
  const rows = items.flatMap((item) =>
    item.questions.map(({ set, code }) => ({
      set_code: set,
      question_code: code,
      item_code: item.code,
      item_title: item.title,
      sha256,
      installed_at: stamp.now,
    })),
  );
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await trx
      .insertInto('core_question')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  return known ? 'replaced' : 'installed';
}

const rowsAtOnce = 500;

/** A question of one set, and a question of another that asks about the same thing. */
export interface CoreLink {
  readonly questionCode: string;
  readonly itemCode: string;
  readonly itemTitle: string;
  readonly other: { readonly set: string; readonly code: string };
}

/** The longest list of links that is read: every question of a long edition in every other set. */
const mostLinks = 2000;

/**
 * Which questions of other sets ask about the same things as those of one set; as some of its questions alone, where
 * they are named. The core belongs to nobody, as editions do.
 */
export async function listCoreLinks(
  db: Reader,
  setCode: string,
  questionCodes?: readonly string[],
): Promise<CoreLink[]> {
  if (questionCodes?.length === 0) return [];
  let query = db
    .selectFrom('core_question as mine')
    .innerJoin('core_question as other', 'other.item_code', 'mine.item_code')
    .select([
      'mine.question_code as questionCode',
      'mine.item_code as itemCode',
      'mine.item_title as itemTitle',
      'other.set_code as set',
      'other.question_code as code',
    ])
    .where('mine.set_code', '=', setCode)
    .where('other.set_code', '<>', setCode);
  if (questionCodes) query = query.where('mine.question_code', 'in', questionCodes);
  const rows = await query
    .orderBy('mine.question_code')
    .orderBy('other.set_code')
    .orderBy('other.question_code')
    .limit(mostLinks)
    .execute();
  return rows.map(({ set, code, ...link }) => ({ ...link, other: { set, code } }));
}

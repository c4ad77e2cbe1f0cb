import type { Reader, Trx } from '../../../db/client.server.ts';
import { type CountRelation, type Counts, countRelationSchema } from '../../../standards/beside-contract.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';

/**
 * Installs the checks of figures that the loader has passed, for all sets together. The same checks again do nothing;
 * others take the place of the whole. They change nothing that anybody is asked and nothing that was sent.
 */
export async function installCounts(
  trx: Trx,
  stamp: Stamp,
  counts: readonly Counts[],
): Promise<'installed' | 'unchanged' | 'replaced'> {
  const known = await trx.selectFrom('count_relation').select('sha256').limit(1).executeTakeFirst();
  const sha256 = sha256OfValue(counts);
  if (known?.sha256 === sha256 || (!known && counts.length === 0)) return 'unchanged';
  // The event first: its chain is held until the end, so that two starts at once come one after the other.
  await recordEvent(trx, stamp, {
    type: 'counts.installed',
    owner: 'system',
    actorId: null,
    subject: { kind: 'counts', id: 'counts' },
    detail: { sha256, replaced: known?.sha256 ?? null },
  });
  await trx.deleteFrom('count_relation').execute();
  const rows = counts.flatMap(({ set, relations }) =>
    relations.map((relation, place) => ({
      set_code: set,
      code: relation.code,
      place,
      document: JSON.stringify(relation),
      sha256,
      installed_at: stamp.now,
    })),
  );
  if (rows.length > 0) await trx.insertInto('count_relation').values(rows).execute();
  return known ? 'replaced' : 'installed';
}

/** More than any set has. */
const mostRelations = 200;

/** What must hold between the figures of a set. Like editions, this belongs to nobody. */
export async function listCountRelations(db: Reader, setCode: string): Promise<CountRelation[]> {
  const rows = await db
    .selectFrom('count_relation')
    .select('document')
    .where('set_code', '=', setCode)
    .orderBy('place')
    .limit(mostRelations)
    .execute();
  return rows.map(({ document }) => countRelationSchema.parse(JSON.parse(document)));
}

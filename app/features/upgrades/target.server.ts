import type { Reader } from '../../../db/client.server.ts';
import { composeEdition } from '../cycles/local/local-part.ts';
import { findLocalPart, getPartOwner } from '../cycles/local/queries.server.ts';
import type { Cycle } from '../cycles/schema.ts';
import { type CompiledEdition, compileEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';

/** The edition to which an upgrade leads. */
export interface UpgradeTarget {
  readonly baseEditionId: string;
  readonly compiled: CompiledEdition;
}

/**
 * What a launch of the cycle would ask, with the partnership's own questions as they stand; once it is launched, what
 * it asked on that day, whatever it has moved to since.
 */
export async function getUpgradeTarget(db: Reader, cycle: Cycle, today: string): Promise<UpgradeTarget> {
  if (cycle.status === 'draft') {
    const shared = await getEdition(db, cycle.editionId);
    const { part } = await findLocalPart(db, cycle);
    const owner = await getPartOwner(db, cycle.partnershipId, today);
    return {
      baseEditionId: cycle.editionId,
      compiled: compileEdition(composeEdition(shared.edition, part, owner)),
    };
  }
  const move = await db
    .selectFrom('edition_move')
    .innerJoin('standard_edition', 'standard_edition.id', 'edition_move.from_edition_id')
    .select(['standard_edition.id', 'standard_edition.base_edition_id'])
    .where('edition_move.partnership_id', '=', cycle.partnershipId)
    .where('edition_move.cycle_id', '=', cycle.id)
    .where('edition_move.undone_at', 'is', null)
    .orderBy('edition_move.moved_at')
    .orderBy('edition_move.id')
    .limit(1)
    .executeTakeFirst();
  if (!move) return { baseEditionId: cycle.baseEditionId, compiled: await getEdition(db, cycle.editionId) };
  return { baseEditionId: move.base_edition_id ?? move.id, compiled: await getEdition(db, move.id) };
}

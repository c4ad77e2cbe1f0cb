import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';

export interface ComparedCycle {
  readonly id: string;
  readonly partnershipId: string;
  readonly editionId: string;
  readonly name: string;
  /** Who reads it: submissions whose ratings they must not see yet are left out. */
  readonly reader?: Viewer;
}

/** A cycle with the one before it on the same set of standards in the same partnership. */
export interface CyclePair {
  readonly now: ComparedCycle;
  readonly before: ComparedCycle;
}

/** The longest list of cycles that is offered. */
const mostCycles = 100;

/**
 * Every launched cycle in scope that has one before it, newest first. The one before is the cycle it was copied from
 * where that is on the same set, else the last that opened earlier on that set.
 */
export async function listCyclePairs(db: Reader, scope: PartnershipScope): Promise<CyclePair[]> {
  const cycles = await db
    .selectFrom('cycle')
    .innerJoin('standard_edition as edition', 'edition.id', 'cycle.edition_id')
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('cycle.status', '<>', 'draft')
    .select([
      'cycle.id',
      'cycle.partnership_id as partnershipId',
      'cycle.edition_id as editionId',
      'cycle.name',
      'cycle.previous_cycle_id as previousId',
      'cycle.opens_on as opensOn',
      'edition.set_code as set',
    ])
    .orderBy('cycle.opens_on', 'desc')
    .orderBy('cycle.id', 'desc')
    .limit(mostCycles)
    .execute();
  return cycles.flatMap((now) => {
    const alike = cycles.filter(
      ({ id, set, partnershipId }) => id !== now.id && set === now.set && partnershipId === now.partnershipId,
    );
    const before = alike.find(({ id }) => id === now.previousId) ?? alike.find(({ opensOn }) => opensOn < now.opensOn);
    return before ? [{ now, before }] : [];
  });
}

/** The pair asked for by the id of its later cycle; without one, the newest. Refuses a cycle that has no pair in scope. */
export function pairAsked(pairs: readonly CyclePair[], cycleId: string | null): CyclePair | undefined {
  if (cycleId === null || cycleId === '') return pairs[0];
  const found = pairs.find(({ now }) => now.id === cycleId);
  if (!found) throw notFound();
  return found;
}

/** A pair as one person may see it. */
export const seenBy = ({ now, before }: CyclePair, reader: Viewer): CyclePair => ({
  now: { ...now, reader },
  before: { ...before, reader },
});

/** As `pairAsked`, from the database; refuses where there is nothing to compare. */
export async function getCyclePair(db: Reader, scope: PartnershipScope, cycleId: string | null): Promise<CyclePair> {
  const pair = pairAsked(await listCyclePairs(db, scope), cycleId);
  if (!pair) throw notFound();
  return pair;
}

import type { Reader, Trx } from '../../../db/client.server.ts';
import type { CarryPlan } from '../../../standards/carry-forward.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { notFound, notNow } from '../../platform/refusals.ts';
import { freezeQuestions } from '../cycles/local/freeze.server.ts';
import { composeEdition } from '../cycles/local/local-part.ts';
import { findLocalPart, getPartOwner } from '../cycles/local/queries.server.ts';
import type { Cycle } from '../cycles/schema.ts';
import { findCarryPlan } from '../questionnaire/carry-plans.server.ts';
import { type CompiledEdition, compileEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { findPlanInto } from './plan-into.server.ts';
import type { UpgradeTarget } from './target.server.ts';

/** An edition to which the open returns of a cycle may move. */
export interface MoveTarget {
  readonly id: string;
  readonly title: string;
  /** `2026.1`. */
  readonly edition: string;
}

const orderOf = (edition: string): number => {
  const [year = 0, number = 0] = edition.split('.').map(Number);
  return year * 10_000 + number;
};

/** Published editions of the same set, newer than the one that the cycle asks, to which successions lead without a gap. */
export async function listMoveTargets(db: Reader, cycle: Cycle): Promise<MoveTarget[]> {
  const rows = await db
    .selectFrom('standard_edition')
    .innerJoin('standard_edition as now', 'now.set_code', 'standard_edition.set_code')
    .select(['standard_edition.id', 'standard_edition.title', 'standard_edition.edition', 'now.edition as asked'])
    .where('now.id', '=', cycle.baseEditionId)
    .where('standard_edition.status', '=', 'published')
    .where('standard_edition.partnership_id', 'is', null)
    .orderBy('standard_edition.edition', 'desc')
    .limit(50)
    .execute();
  const targets: MoveTarget[] = [];
  for (const { asked, ...row } of rows)
    if (orderOf(row.edition) > orderOf(asked) && (await findCarryPlan(db, cycle.baseEditionId, row.id)))
      targets.push(row);
  return targets;
}

/** What a move to an edition of the library would ask, with the partnership's own questions; nothing is stored. */
export async function composeTarget(db: Reader, cycle: Cycle, targetId: string, today: string): Promise<UpgradeTarget> {
  const targets = await listMoveTargets(db, cycle);
  if (!targets.some(({ id }) => id === targetId)) throw notFound();
  const shared = await getEdition(db, targetId);
  const { part } = await findLocalPart(db, cycle);
  const owner = await getPartOwner(db, cycle.partnershipId, today);
  return { baseEditionId: targetId, compiled: compileEdition(composeEdition(shared.edition, part, owner)) };
}

/**
 * The edition that a move gives to returns, in its transaction: with questions of the partnership one of its own is
 * frozen, once. Refuses an edition to which the cycle cannot move as unknown.
 */
export async function freezeTarget(
  trx: Trx,
  stamp: Stamp,
  cycle: Cycle,
  targetId: string,
): Promise<{ readonly editionId: string; readonly compiled: CompiledEdition }> {
  const targets = await listMoveTargets(trx, cycle);
  if (!targets.some(({ id }) => id === targetId)) throw notFound();
  const frozenId = `${targetId}+${cycle.id}`;
  const frozen = await trx.selectFrom('standard_edition').select('id').where('id', '=', frozenId).executeTakeFirst();
  if (frozen) return { editionId: frozenId, compiled: await getEdition(trx, frozenId) };
  return freezeQuestions(trx, stamp, { ...cycle, editionId: targetId });
}

/** The plan from each edition that unsent returns are on. Refuses, in words, where nothing leads from one. */
export async function plansOfMove(
  db: Reader,
  editionIds: readonly string[],
  target: UpgradeTarget,
): Promise<Map<string, { readonly plan: CarryPlan; readonly old: CompiledEdition }>> {
  const plans = new Map<string, { plan: CarryPlan; old: CompiledEdition }>();
  for (const editionId of new Set(editionIds)) {
    const plan = await findPlanInto(db, editionId, target);
    if (!plan) throw notNow('A return of this cycle is on an edition from which nothing leads to the newer one');
    plans.set(editionId, { plan, old: await getEdition(db, editionId) });
  }
  return plans;
}

/** Names the returns that a preview showed, so that the press can tell whether they are still the same. */
export const seenOf = (unsent: readonly { readonly id: string; readonly editionId: string }[]): string =>
  sha256OfValue(unsent.map(({ id, editionId }) => `${id} ${editionId}`).toSorted());

import type { Reader } from '../../../db/client.server.ts';
import {
  type CarryPlan,
  composePlans,
  findChain,
  planOf,
  planWithin,
  withAddedQuestions,
} from '../../../standards/carry-forward.ts';
import { getEdition } from './editions.server.ts';
import { findSuccession, successionId } from './successions.server.ts';

const plansByTexts = new Map<string, CarryPlan>();
const mostPlans = 32;

/**
 * How answers to one installed edition go to another, over one or several successions; within one edition everything is
 * kept. An edition with a partnership's own questions goes the way of the edition that it was made from, and its own
 * questions are carried where both ask them in the same words. Undefined when the editions are of different sets, or when no
 * installed successions lead from one to the other. Worked out once for the same texts.
 */
export async function findCarryPlan(
  db: Reader,
  fromEditionId: string,
  toEditionId: string,
): Promise<CarryPlan | undefined> {
  const ends = await db
    .selectFrom('standard_edition')
    .select(['id', 'sha256', 'set_code', 'edition', 'base_edition_id'])
    .where('id', 'in', [fromEditionId, toEditionId])
    .execute();
  const [from, to] = [fromEditionId, toEditionId].map((id) => ends.find((row) => row.id === id));
  if (!from || !to || from.set_code !== to.set_code) return undefined;
  const set = from.set_code;
  const successions = await db
    .selectFrom('standard_succession')
    .select(['from_edition as from', 'to_edition as to', 'sha256'])
    .where('set_code', '=', set)
    .orderBy('from_edition')
    .orderBy('to_edition')
    .limit(500)
    .execute();
  const chain = findChain(successions, from.edition, to.edition);
  if (!chain) return undefined;
  const key = [from.sha256, ...chain.map(({ sha256 }) => sha256), to.sha256].join();
  const known = plansByTexts.get(key);
  if (known) return known;
  const shared = await planOfChain(db, set, from.edition, chain);
  if (!shared) return undefined;
  const plan =
    from.base_edition_id === null
      ? shared
      : withAddedQuestions(
          shared,
          (await getEdition(db, from.id, from.sha256)).edition,
          (await getEdition(db, to.id, to.sha256)).edition,
        );
  plansByTexts.set(key, plan);
  const oldest = plansByTexts.keys().next();
  if (plansByTexts.size > mostPlans && !oldest.done) plansByTexts.delete(oldest.value);
  return plan;
}

/** Undefined where an edition on the way is not installed. */
async function planOfChain(
  db: Reader,
  set: string,
  start: string,
  chain: readonly { readonly from: string; readonly to: string }[],
): Promise<CarryPlan | undefined> {
  const ids = [start, ...chain.map(({ to }) => to)].map((edition) => `${set}/${edition}`);
  const installed = await db.selectFrom('standard_edition').select(['id', 'sha256']).where('id', 'in', ids).execute();
  const shas = new Map(installed.map(({ id, sha256 }) => [id, sha256]));
  if (!ids.every((id) => shas.has(id))) return undefined;
  const editions = [];
  for (const id of ids) editions.push((await getEdition(db, id, shas.get(id))).edition);
  const [first] = editions;
  let plan = first && planWithin(first);
  for (const [place, between] of chain.entries()) {
    const [before, after] = editions.slice(place, place + 2);
    const found = await findSuccession(db, { set, ...between });
    if (!plan || !found || !before || !after)
      throw new RangeError(`The succession ${successionId({ set, ...between })} went away while it was read`);
    plan = composePlans(plan, planOf(found.succession, before, after));
  }
  return plan;
}

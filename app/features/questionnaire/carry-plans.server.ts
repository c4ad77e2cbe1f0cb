import type { Reader } from '../../../db/client.server.ts';
import { type CarryPlan, composePlans, findChain, planOf, planWithin } from '../../../standards/carry-forward.ts';
import type { Edition } from '../../../standards/contract.ts';
import { getEdition } from './editions.server.ts';
import { withOwnQuestions } from './own-questions.ts';
import { findSuccession } from './successions.server.ts';

const plansByTexts = new Map<string, CarryPlan>();
const mostPlans = 32;

/** Where a plan leads: an edition of the library, and the edition that is asked, with a partnership's own questions or without. */
export interface PlanTarget {
  readonly baseEditionId: string;
  readonly edition: Edition;
}

/**
 * How answers to one installed edition go to another, over one or several successions; within one edition everything is
 * kept. Questions that a partnership added of its own go by their codes. Undefined when the editions are of different
 * sets, or when no installed successions lead from one to the other.
 */
export async function findCarryPlan(
  db: Reader,
  fromEditionId: string,
  toEditionId: string,
): Promise<CarryPlan | undefined> {
  const baseEditionId = await findBase(db, toEditionId);
  if (baseEditionId === undefined) return undefined;
  const { edition } = await getEdition(db, toEditionId);
  return findPlanInto(db, fromEditionId, { baseEditionId, edition });
}

/** As `findCarryPlan`, into an edition that need not be installed yet: that of a cycle in preparation. */
export async function findPlanInto(
  db: Reader,
  fromEditionId: string,
  { baseEditionId, edition }: PlanTarget,
): Promise<CarryPlan | undefined> {
  const fromBase = await findBase(db, fromEditionId);
  if (fromBase === undefined) return undefined;
  const plan = await findSharedPlan(db, fromBase, baseEditionId);
  if (!plan || fromBase === fromEditionId) return plan;
  return withOwnQuestions(plan, (await getEdition(db, fromEditionId)).edition, edition);
}

/** The edition of the library that an edition was made from: mostly itself. */
async function findBase(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('standard_edition').select('base_edition_id').where('id', '=', id).executeTakeFirst();
  return row && (row.base_edition_id ?? id);
}

/** Worked out once for the same texts. */
async function findSharedPlan(db: Reader, fromEditionId: string, toEditionId: string): Promise<CarryPlan | undefined> {
  const [set = '', from = ''] = fromEditionId.split('/');
  const [toSet, to = ''] = toEditionId.split('/');
  if (set !== toSet) return undefined;
  const successions = await db
    .selectFrom('standard_succession')
    .select(['from_edition as from', 'to_edition as to', 'sha256'])
    .where('set_code', '=', set)
    .orderBy('from_edition')
    .orderBy('to_edition')
    .limit(500)
    .execute();
  const chain = findChain(successions, from, to);
  if (!chain) return undefined;
  const ids = [from, ...chain.map((one) => one.to)].map((edition) => `${set}/${edition}`);
  const rows = await db.selectFrom('standard_edition').select(['id', 'sha256']).where('id', 'in', ids).execute();
  const shas = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  if (ids.some((id) => !shas.has(id))) return undefined;
  const key = [...ids.map((id) => shas.get(id)), ...chain.map(({ sha256 }) => sha256)].join();
  const known = plansByTexts.get(key);
  if (known) return known;
  const editions = [];
  for (const id of ids) editions.push((await getEdition(db, id, shas.get(id))).edition);
  const [first] = editions;
  if (!first) return undefined;
  let plan = planWithin(first);
  for (const [place, between] of chain.entries()) {
    const installed = await findSuccession(db, { set, from: between.from, to: between.to });
    const [before, after] = editions.slice(place, place + 2);
    if (!installed || !before || !after) return undefined;
    plan = composePlans(plan, planOf(installed.succession, before, after));
  }
  plansByTexts.set(key, plan);
  const oldest = plansByTexts.keys().next();
  if (plansByTexts.size > mostPlans && !oldest.done) plansByTexts.delete(oldest.value);
  return plan;
}

import type { Reader } from '../../../db/client.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import type { Portal } from '../../platform/portal.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getCycle } from '../cycles/queries.server.ts';
import type { Cycle } from '../cycles/schema.ts';
import { queueJob } from '../jobs/commands.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type LastReturn, listLastReturns } from './last-returns.server.ts';
import { type ActionPlace, listOpenActions } from './open-actions.server.ts';
import { findPlanInto } from './plan-into.server.ts';
import { type FateTotal, type PlannerAgency, type PlannerOrigin, type PlannerQuestion, totalsOf } from './planner.ts';
import type { Preview } from './preview.ts';
import { findPreviews, planKey, type Unplanned, type UpgradePlan, workOutPreviews } from './previews.server.ts';
import { questionRows } from './question-rows.ts';
import { agencyRows, countsByQuestion } from './sums.ts';
import { getUpgradeTarget, type UpgradeTarget } from './target.server.ts';

/** An upgrade as its planner shows it: every list is whole, and cut to pages by the page. */
export interface Planner {
  readonly cycle: Cycle;
  readonly target: { readonly id: string; readonly title: string; readonly edition: string };
  readonly origins: readonly PlannerOrigin[];
  /** Organisations that are asked, and those of them that have sent this partnership nothing on this set. */
  readonly asked: number;
  readonly withoutReturn: number;
  /** Last returns whose numbers are among those shown, and those still to be worked out. */
  readonly planned: number;
  readonly waiting: number;
  readonly totals: readonly FateTotal[];
  readonly questions: readonly PlannerQuestion[];
  readonly agencies: readonly PlannerAgency[];
}

/** Last returns that a page works out while somebody waits; more go to a job. */
const mostAtOnce = 40;

/**
 * What launching a cycle would carry, or has carried, over everybody whom it asks: from the returns that were sent to
 * this partnership, never from one that is being written. A number of statements that does not grow with the cohort.
 */
export async function getPlanner(portal: Portal, scope: PartnershipScope, cycleId: string): Promise<Planner> {
  const { db } = portal.database;
  const cycle = await getCycle(db, scope, cycleId);
  const target = await getUpgradeTarget(db, cycle, portal.stamp().today);
  const last = await listLastReturns(db, cycle, target.compiled.edition.set);
  const { origins, plans } = await listOrigins(db, cycle, target, last);
  const previews = await findPreviews(db, cycle.partnershipId, plans);
  const unplanned = unplannedOf(last, plans, previews);
  if (unplanned.length > mostAtOnce) await queueWork(portal, cycle, plans, unplanned);
  const fresh = await workOutPreviews(
    portal,
    { partnershipId: cycle.partnershipId, compiled: target.compiled },
    plans,
    unplanned.slice(0, mostAtOnce),
  );
  for (const [id, preview] of fresh) previews.set(id, preview);
  const actions = await listOpenActions(db, cycle.partnershipId);
  const questions = await rowsOfQuestions(db, target, plans, last, previews, actions);
  const agencies = agencyRows({ last, plans, previews, actions, compiled: target.compiled, origins });
  const { edition } = target.compiled;
  return {
    cycle,
    target: { id: target.baseEditionId, title: edition.title, edition: edition.edition },
    origins,
    asked: last.length,
    withoutReturn: last.filter(({ submissionId }) => submissionId === null).length,
    planned: agencies.filter(({ state }) => state === 'planned').length,
    waiting: agencies.filter(({ state }) => state === 'waiting').length,
    totals: totalsOf(questions),
    questions,
    agencies,
  };
}

/** Works out everything that the planner of a cycle is still waiting for: the job behind its page. */
export async function planUpgrade(portal: Portal, { cycleId }: { readonly cycleId: string }): Promise<void> {
  const { db } = portal.database;
  const owner = await db.selectFrom('cycle').select('partnership_id').where('id', '=', cycleId).executeTakeFirst();
  if (!owner) return;
  const cycle = await getCycle(db, { partnershipIds: [owner.partnership_id] }, cycleId);
  const target = await getUpgradeTarget(db, cycle, portal.stamp().today);
  const last = await listLastReturns(db, cycle, target.compiled.edition.set);
  const { plans } = await listOrigins(db, cycle, target, last);
  const unplanned = unplannedOf(last, plans, await findPreviews(db, cycle.partnershipId, plans));
  await workOutPreviews(portal, { partnershipId: cycle.partnershipId, compiled: target.compiled }, plans, unplanned);
}

/** The editions that the cohort last answered, with the one of the previous cycle, and the way from each. */
async function listOrigins(db: Reader, cycle: Cycle, target: UpgradeTarget, last: readonly LastReturn[]) {
  const returns = Map.groupBy(last, ({ editionId }) => editionId);
  const known = [...returns.keys()].filter((id) => id !== null);
  const rows = await db
    .selectFrom('standard_edition')
    .select(['id', 'title', 'edition'])
    .where((eb) =>
      eb.or([
        ...(known.length > 0 ? [eb('id', 'in', known)] : []),
        eb(
          'id',
          'in',
          db
            .selectFrom('cycle')
            .select('edition_id')
            .where('id', '=', cycle.previousCycleId ?? '')
            .where('partnership_id', '=', cycle.partnershipId),
        ),
      ]),
    )
    .orderBy('edition', 'desc')
    .orderBy('id')
    .execute();
  const origins: PlannerOrigin[] = [];
  const plans: UpgradePlan[] = [];
  for (const { id, title, edition } of rows) {
    const plan = await findPlanInto(db, id, target);
    origins.push({ editionId: id, title, edition, returns: returns.get(id)?.length ?? 0, leads: plan !== undefined });
    if (plan) plans.push({ editionId: id, plan, key: planKey(plan, target.compiled) });
  }
  return { origins, plans };
}

function unplannedOf(
  last: readonly LastReturn[],
  plans: readonly UpgradePlan[],
  previews: ReadonlyMap<string, Preview>,
): Unplanned[] {
  const ways = new Set(plans.map(({ editionId }) => editionId));
  return last.flatMap(({ submissionId, editionId }) =>
    submissionId !== null && editionId !== null && ways.has(editionId) && !previews.has(submissionId)
      ? [{ submissionId, editionId }]
      : [],
  );
}

async function queueWork(
  portal: Portal,
  cycle: Cycle,
  plans: readonly UpgradePlan[],
  unplanned: readonly Unplanned[],
): Promise<void> {
  const what = sha256OfValue([
    plans.map(({ key }) => key),
    unplanned.map(({ submissionId }) => submissionId).toSorted(),
  ]);
  await portal.database.transaction((trx) =>
    queueJob(trx, portal.stamp(), {
      kind: 'plan-upgrade',
      payload: { cycleId: cycle.id },
      reference: `plan-upgrade:${cycle.id}:${what}`,
    }),
  );
}

async function rowsOfQuestions(
  db: Reader,
  { compiled }: UpgradeTarget,
  plans: readonly UpgradePlan[],
  last: readonly LastReturn[],
  previews: ReadonlyMap<string, Preview>,
  actions: readonly ActionPlace[],
): Promise<PlannerQuestion[]> {
  const rows: PlannerQuestion[] = [];
  for (const { editionId, plan } of plans) {
    const its = last.filter((one) => one.editionId === editionId);
    const counts = countsByQuestion(its, previews, actions);
    rows.push(...questionRows(editionId, plan, await getEdition(db, editionId), compiled, counts));
  }
  return rows;
}

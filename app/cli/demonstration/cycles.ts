import type { Viewer } from '../../features/accounts/viewer.ts';
import { createCycle } from '../../features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../features/cycles/commands/launch-cycle.server.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { known, type LaunchedCycle, partnerAt, type World } from './world.ts';

export interface CyclePlan {
  readonly name: string;
  readonly editionId: string;
  /** Days from today. */
  readonly opens: number;
  readonly due: number;
  readonly moderation: number;
  readonly challenge: number;
  readonly actionsDue: number;
  /** Who prepares and launches it, where that is not Brookmere's manager; and what is done before the launch. */
  readonly by?: () => Viewer;
  readonly prepare?: (portal: Portal, cycleId: string) => Promise<void>;
}

/** Plans the preparation and the launch of a cycle. What it gives is there once the timeline has passed the launch. */
export function planCycle(world: World, plan: CyclePlan): () => LaunchedCycle {
  const { timeline } = world;
  let launched: LaunchedCycle | undefined;
  let cycleId = '';
  const by = plan.by ?? (() => partnerAt(world, 'priya.nair'));
  timeline.at(plan.opens - 7, '14:00', async (portal) => {
    const created = await createCycle(portal, by(), {
      form: {
        editionId: plan.editionId,
        name: plan.name,
        opensOn: timeline.day(plan.opens),
        dueOn: timeline.day(plan.due),
        moderationOn: timeline.day(plan.moderation),
        challengeOn: timeline.day(plan.challenge),
        actionsDueOn: timeline.day(plan.actionsDue),
      },
    });
    if (!created.ok) throw new Error(`The cycle was refused: ${JSON.stringify(created.errors)}`);
    cycleId = created.cycleId;
    await plan.prepare?.(portal, cycleId);
  });
  timeline.at(plan.opens, '08:30', async (portal) => {
    const revision = await revisionOf(portal, world, cycleId);
    await launchCycle(portal, by(), { cycleId, revision });
    const rows = await portal.database.db
      .selectFrom('agency_return')
      .select(['id', 'organisation_id'])
      .where('cycle_id', '=', cycleId)
      .execute();
    launched = { id: cycleId, returns: new Map(rows.map((row) => [row.organisation_id, row.id])) };
  });
  // Last year's answers are there before anybody opens a return, as they are where the portal runs all day.
  timeline.at(plan.opens, '08:40', async (portal) => {
    const jobs = createJobRunner(portal, jobHandlers);
    await jobs.drain();
    await jobs.stop();
  });
  return () => known(launched, `cycle ${plan.name}`);
}

export async function revisionOf(portal: Portal, world: World, cycleId: string): Promise<number> {
  const scope = { partnershipIds: [world.partnershipId] } as const;
  return (await getCycle(portal.database.db, scope, cycleId)).revision;
}

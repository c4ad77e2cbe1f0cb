import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notNow } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { getCycle } from '../cycles/queries.server.ts';
import { type ConflictThresholds, usualThresholds } from './rules.ts';

/** When a survey says otherwise in a cycle that the caller has found within its scope. */
export async function findThresholds(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<ConflictThresholds> {
  const row = await db
    .selectFrom('cycle_survey_conflict')
    .select(['agree_under as under', 'agree_over as over'])
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  return row ?? usualThresholds;
}

export interface ThresholdsPage {
  readonly cycle: { readonly id: string; readonly name: string; readonly closed: boolean };
  readonly thresholds: ConflictThresholds;
  readonly set: { readonly by: string; readonly at: string } | null;
}

/** The page on which a business manager sets it. A cycle outside the scope is refused as unknown. */
export async function getThresholdsPage(db: Reader, viewer: Viewer, cycleId: string): Promise<ThresholdsPage> {
  const cycle = await getCycle(db, partnershipScope(viewer, 'survey.change'), cycleId);
  const set = await db
    .selectFrom('cycle_survey_conflict')
    .innerJoin('person', 'person.id', 'cycle_survey_conflict.set_by')
    .select(['person.name as by', 'cycle_survey_conflict.set_at as at'])
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  return {
    cycle: { id: cycle.id, name: cycle.name, closed: cycle.status === 'closed' },
    thresholds: await findThresholds(db, cycle),
    set: set ?? null,
  };
}

/** Sets it for one cycle. Refuses a cycle outside the scope as unknown, and one that is closed. */
export async function setThresholds(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  { under, over }: ConflictThresholds,
): Promise<void> {
  const scope = partnershipScope(viewer, 'survey.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, cycleId);
    if (cycle.status === 'closed') throw notNow('This cycle is closed: what stood in it stays as it was');
    const values = { agree_under: under, agree_over: over, set_by: viewer.personId, set_at: stamp.now };
    await trx
      .insertInto('cycle_survey_conflict')
      .values({ partnership_id: cycle.partnershipId, cycle_id: cycle.id, ...values })
      .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet(values))
      .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.survey-conflict-changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { under, over },
    });
  });
}

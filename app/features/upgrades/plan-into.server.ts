import type { Reader } from '../../../db/client.server.ts';
import { type CarryPlan, withAddedQuestions } from '../../../standards/carry-forward.ts';
import { findCarryPlan } from '../questionnaire/carry-plans.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import type { UpgradeTarget } from './target.server.ts';

/**
 * The plan that a launch would find, into an edition that need not be installed yet: that of a cycle in preparation,
 * with the partnership's own questions. Undefined when nothing leads there.
 */
export async function findPlanInto(
  db: Reader,
  fromEditionId: string,
  { baseEditionId, compiled }: UpgradeTarget,
): Promise<CarryPlan | undefined> {
  const from = await db
    .selectFrom('standard_edition')
    .select('base_edition_id')
    .where('id', '=', fromEditionId)
    .executeTakeFirst();
  if (!from) return undefined;
  const shared = await findCarryPlan(db, from.base_edition_id ?? fromEditionId, baseEditionId);
  if (!shared || from.base_edition_id === null) return shared;
  return withAddedQuestions(shared, (await getEdition(db, fromEditionId)).edition, compiled.edition);
}

import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { fitting } from '../cohort.server.ts';
import type { CohortFilter } from '../cohort-query.ts';
import { getCycle } from '../queries.server.ts';
import { addToCohort } from './create-cycle.server.ts';

/** `shown`: the rows that were on the page, of which `ticked` are to be in. `filter`: everybody who matches, all in or all out. */
export type CohortChange =
  | { readonly shown: readonly string[]; readonly ticked: readonly string[] }
  | { readonly filter: CohortFilter; readonly to: 'in' | 'out' };

const batch = 500;

/** Decides who is asked in a cycle that is not launched yet. An organisation that does not fit is passed over. */
export async function changeCohort(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly change: CohortChange },
): Promise<void> {
  const scope = partnershipScope(viewer, 'cycle.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    if (cycle.status !== 'draft')
      throw notNow('This cycle has been launched: who is in it stays, and others can be added one by one');
    const { change } = input;
    const rows = await fitting(trx, cycle, 'filter' in change ? change.filter : {})
      .select(['organisation.id', 'cohort.organisation_id as chosenId'])
      .execute();
    const wanted = (id: string, chosen: boolean) => {
      if ('filter' in change) return change.to === 'in';
      return change.shown.includes(id) ? change.ticked.includes(id) : chosen;
    };
    const comes = rows.filter(({ id, chosenId }) => chosenId === null && wanted(id, false)).map(({ id }) => id);
    const goes = rows.filter(({ id, chosenId }) => chosenId !== null && !wanted(id, true)).map(({ id }) => id);
    if (comes.length + goes.length === 0) return;
    await addToCohort(trx, cycle, comes);
    for (let start = 0; start < goes.length; start += batch)
      await trx
        .deleteFrom('cycle_cohort')
        .where('partnership_id', '=', cycle.partnershipId)
        .where('cycle_id', '=', cycle.id)
        .where('organisation_id', 'in', goes.slice(start, start + batch))
        .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { fields: 'cohort', added: comes.length, removed: goes.length },
    });
  });
}

import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { type ActionScope, actionScope } from '../actions/scope.server.ts';

/**
 * The actions whose plans a viewer may read: of their organisations and their partnerships. A plan is read whole: counts
 * and rates over the few actions that are somebody's own would mislead, so whoever reads those alone is told that the
 * page does not exist, and has the list of actions.
 */
export function planScope(viewer: Viewer): ActionScope {
  const { personId, organisations, partnerships } = actionScope(viewer);
  if (!organisations && !partnerships) throw notFound();
  return { personId, organisations, own: undefined, partnerships };
}

export interface PlanOrganisation {
  readonly id: string;
  readonly name: string;
}

/**
 * The organisation whose plan is asked for: the viewer's own, or one that is or was a member of their partnership. Any
 * other is refused as not found.
 */
export async function getPlanOrganisation(
  db: Reader,
  { organisations, partnerships }: ActionScope,
  organisationId: string,
): Promise<PlanOrganisation> {
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', organisationId)
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('id', 'in', organisations.organisationIds)] : []),
        ...(partnerships
          ? [
              eb('id', 'in', (members) =>
                members
                  .selectFrom('partnership_member')
                  .select('organisation_id')
                  .where('partnership_id', 'in', partnerships.partnershipIds),
              ),
            ]
          : []),
      ]),
    )
    .executeTakeFirst();
  if (!found) throw notFound();
  return found;
}

/** A portal in which an owner has been given an action; written before it starts. */
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { createAction } from '../../app/features/actions/commands/create-action.server.ts';
import type { NewAction } from '../../app/features/actions/schema.ts';
import { addDays } from '../../app/platform/clock.ts';
import { actionFor, aPlaceOfActions } from '../builders/an-action.ts';
import { aPortal, type Dialect } from './a-portal.ts';
import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';

type Who = 'lead' | 'manager' | 'moderator' | 'chair';

export interface ActionGiven {
  readonly portal: PortalProcess;
  /** The addresses to sign in with. */
  readonly emails: Readonly<Record<Who, string>>;
  readonly reference: string;
  readonly today: string;
}

/** The action is due in twenty days. */
export async function anActionGiven(dialect: Dialect, parts: Partial<NewAction> = {}): Promise<ActionGiven> {
  const portal = await aPortal(dialect, 'library');
  const opened = await openBeforeStart(portal);
  try {
    const { organisationId, ...place } = await aPlaceOfActions(opened);
    const { today } = opened.stamp();
    const given = actionFor(organisationId, place.lead, { dueOn: addDays(today, 20), ...parts });
    const { reference } = await createAction(opened, place.manager, given);
    const emailOf = async ({ personId }: Viewer) =>
      (
        await opened.database.db
          .selectFrom('person')
          .select('email')
          .where('id', '=', personId)
          .executeTakeFirstOrThrow()
      ).email;
    const emails = {
      lead: await emailOf(place.lead),
      manager: await emailOf(place.manager),
      moderator: await emailOf(place.moderator),
      chair: await emailOf(place.chair),
    };
    return { portal, emails, reference, today };
  } finally {
    await opened.close();
  }
}

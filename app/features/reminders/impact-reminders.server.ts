import { addDays } from '../../platform/clock.ts';
import { holderName } from '../actions/scope.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

/**
 * Tells the owners of closed actions, on the day of the impact check, that somebody at the partnership looks again. The
 * partnership itself finds the action on its home. Off where the partnership sends nothing on the day of an action.
 */
export async function queueImpactReminders({
  trx,
  stamp,
  origin,
  partnershipId,
  settings,
  round,
}: Place): Promise<number> {
  if (!settings.actions.onTheDay) return 0;
  const actions = await trx
    .selectFrom('action')
    .innerJoin('person', 'person.id', 'action.owner_id')
    .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
    .select(['action.id', 'action.reference', 'action.organisation_id as organisationId', holderName.as('holder')])
    .select((eb) => eb.ref('action.impact_check_on').$notNull().as('on'))
    .select(['organisation.sector', 'person.id as personId', 'person.email'])
    .where('action.partnership_id', '=', partnershipId)
    .where('action.status', '=', 'closed')
    // A day in the holidays of a school waits for their end.
    .where('action.impact_check_on', '>=', addDays(round.after, -60))
    .where('action.impact_check_on', '<=', round.today)
    .where('person.deactivated_at', 'is', null)
    .orderBy('action.id')
    .execute();
  const due = actions.filter(({ on, sector }) =>
    fallsIn(on, round, sector === 'setting' ? settings.schoolHolidays : []),
  );
  const queued = await queueMessages(
    trx,
    stamp,
    'action-look-again',
    due.map((action) => ({
      fields: {
        reference: action.reference,
        organisation: action.holder,
        address: `${origin}/actions/${action.id}`,
      },
      to: { address: action.email, personId: action.personId },
      reference: `action-look-again:${action.id}:${action.on}:${action.personId}`,
      organisationId: action.organisationId,
      partnershipId,
    })),
  );
  return queued.size;
}

import { addDays } from '../../platform/clock.ts';
import { dayInWords } from '../../platform/words.ts';
import { holderName } from '../actions/scope.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

/** Reminds the owners of actions before the due day and on it; what is late is in the Monday digest. */
export async function queueActionReminders({
  trx,
  stamp,
  origin,
  partnershipId,
  settings,
  round,
}: Place): Promise<number> {
  const { daysBefore, onTheDay } = settings.actions;
  if (daysBefore === null && !onTheDay) return 0;
  const actions = await trx
    .selectFrom('action')
    .innerJoin('person', 'person.id', 'action.owner_id')
    .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
    .select([
      'action.id',
      'action.reference',
      'action.due_on as dueOn',
      'action.organisation_id as organisationId',
      holderName.as('holder'),
      'organisation.sector',
      'person.id as personId',
      'person.email',
    ])
    .where('action.partnership_id', '=', partnershipId)
    .where('action.status', 'in', ['open', 'in-progress'])
    .where('action.due_on', '>=', addDays(round.after, -40))
    .where('person.deactivated_at', 'is', null)
    .orderBy('action.id')
    .execute();
  const messages = actions.flatMap((action) => {
    const skipped = action.sector === 'setting' ? settings.schoolHolidays : [];
    const steps = [
      ...(daysBefore === null ? [] : [{ code: 'before', day: addDays(action.dueOn, -daysBefore) }]),
      ...(onTheDay ? [{ code: 'day', day: action.dueOn }] : []),
    ];
    const step = steps.findLast(({ day }) => fallsIn(day, round, skipped));
    return step ? [{ action, step }] : [];
  });
  const queued = await queueMessages(
    trx,
    stamp,
    'action-due',
    messages.map(({ action, step }) => ({
      fields: {
        reference: action.reference,
        organisation: action.holder,
        due: dayInWords(action.dueOn),
        address: `${origin}/actions/${action.id}`,
      },
      to: { address: action.email, personId: action.personId },
      reference: `action-due:${action.id}:${action.dueOn}:${step.code}:${action.personId}`,
      organisationId: action.organisationId,
      partnershipId,
      about: { kind: 'action' as const, id: action.id },
    })),
  );
  return queued.size;
}

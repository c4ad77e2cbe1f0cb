import { addDays } from '../../platform/clock.ts';
import { dayInWords } from '../../platform/words.ts';
import { holdersAt, holdersIn, type Somebody } from '../accounts/role-holders.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { type DueRequest, listDueRequests } from '../registers/requests/queries.server.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

/** How long before its day a reminder may fall, and how long after it one may still be on its way. */
const daysAhead = 90;
const daysBehind = 130;
const seniorRoles = ['senior-lead', 'headteacher', 'registered-person'] as const;

/**
 * Reminds of answers that are due to requests for information: before the day and on it, as for actions, and the day
 * after; once it is as late as a return may be before its seniors are told, they and the business manager hear of it. For a
 * body without an account, or one without a lead, the business manager is told the day after.
 */
export async function queueInformationReminders(place: Place): Promise<number> {
  const { trx, stamp, origin, partnershipId, settings, round } = place;
  const requests = await listDueRequests(trx, { partnershipIds: [partnershipId] }, [
    addDays(round.after, -daysBehind),
    addDays(round.today, daysAhead),
  ]);
  const due = requests.flatMap((request) => {
    const skipped = request.sector === 'setting' ? settings.schoolHolidays : [];
    const step = stepsOf(request, settings).findLast(({ day }) => fallsIn(day, round, skipped));
    return step ? [{ request, step }] : [];
  });
  if (due.length === 0) return 0;
  const ids = [...new Set(due.flatMap(({ request }) => request.organisationId ?? []))];
  const leads = await holdersIn(trx, ids, ['safeguarding-lead'], round.today);
  const seniors = await holdersIn(trx, ids, seniorRoles, round.today);
  const managers = await holdersAt(trx, partnershipId, ['business-manager'], round.today);
  const told = ({ organisationId }: DueRequest, code: string): readonly Somebody[] => {
    const own = leads.get(organisationId ?? '') ?? [];
    if (code === 'senior') return [...(seniors.get(organisationId ?? '') ?? []), ...managers];
    return own.length > 0 ? own : code === 'after' ? managers : [];
  };
  const messages = due.flatMap(({ request, step }) =>
    told(request, step.code).map(({ personId, email }) => ({
      fields: {
        reference: request.reference,
        organisation: request.organisation,
        due: dayInWords(request.dueOn),
        late: request.dueOn < round.today,
        address: `${origin}/information-requests/${request.id}`,
      },
      to: { address: email, personId },
      reference: `information-due:${request.id}:${request.dueOn}:${step.code}:${personId}`,
      organisationId: request.organisationId,
      partnershipId,
      about: { kind: 'information-request' as const, id: request.id },
    })),
  );
  return (await queueMessages(trx, stamp, 'information-due', messages)).size;
}

function stepsOf({ dueOn }: DueRequest, { actions, returns }: Place['settings']) {
  return [
    ...(actions.daysBefore === null ? [] : [{ code: 'before', day: addDays(dueOn, -actions.daysBefore) }]),
    ...(actions.onTheDay ? [{ code: 'day', day: dueOn }] : []),
    { code: 'after', day: addDays(dueOn, 1) },
    ...(returns.seniorDaysAfter === null ? [] : [{ code: 'senior', day: addDays(dueOn, returns.seniorDaysAfter) }]),
  ];
}

import { addDays } from '../../platform/clock.ts';
import { dayInWords } from '../../platform/words.ts';
import { holdersAt, holdersIn } from '../accounts/role-holders.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

/**
 * Reminds of answers that are due to challenges on the log: before the day and on it, as for actions, and the day after.
 * The challenged agency's safeguarding leads hear of it; for a body without an account, or one without a lead, the
 * business manager does, once the day has passed.
 */
export async function queueChallengeReminders({
  trx,
  stamp,
  origin,
  partnershipId,
  settings,
  round,
}: Place): Promise<number> {
  const { daysBefore, onTheDay } = settings.actions;
  const entries = await trx
    .selectFrom('challenge_log_entry as entry')
    .leftJoin('organisation', 'organisation.id', 'entry.raised_to_organisation_id')
    .select([
      'entry.id',
      'entry.reference',
      'entry.due_on as dueOn',
      'entry.raised_to_organisation_id as organisationId',
      'entry.raised_to_name as body',
      'organisation.sector',
    ])
    .where('entry.partnership_id', '=', partnershipId)
    .where('entry.status', '=', 'open')
    .where('entry.passed_on_at', 'is not', null)
    .where('entry.due_on', '>=', addDays(round.after, -40))
    .orderBy('entry.id')
    .execute();
  const due = entries.flatMap((entry) => {
    const skipped = entry.sector === 'setting' ? settings.schoolHolidays : [];
    const steps = [
      ...(daysBefore === null ? [] : [{ code: 'before', day: addDays(entry.dueOn, -daysBefore) }]),
      ...(onTheDay ? [{ code: 'day', day: entry.dueOn }] : []),
      { code: 'after', day: addDays(entry.dueOn, 1) },
    ];
    const step = steps.findLast(({ day }) => fallsIn(day, round, skipped));
    return step ? [{ entry, step }] : [];
  });
  if (due.length === 0) return 0;
  const organisationIds = due.flatMap(({ entry }) => entry.organisationId ?? []);
  const leads = await holdersIn(trx, organisationIds, ['safeguarding-lead'], round.today);
  const managers = await holdersAt(trx, partnershipId, ['business-manager'], round.today);
  const messages = due.flatMap(({ entry, step }) => {
    const own = entry.organisationId === null ? [] : (leads.get(entry.organisationId) ?? []);
    const told = own.length > 0 ? own : step.code === 'after' ? managers : [];
    return told.map(({ personId, email }) => ({
      fields: {
        reference: entry.reference,
        organisation: entry.body,
        due: dayInWords(entry.dueOn),
        late: entry.dueOn < round.today,
        address: `${origin}/challenge-log/${entry.id}`,
      },
      to: { address: email, personId },
      reference: `challenge-due:${entry.id}:${entry.dueOn}:${step.code}:${personId}`,
      organisationId: entry.organisationId,
      partnershipId,
      about: { kind: 'challenge-log' as const, id: entry.id },
    }));
  });
  return (await queueMessages(trx, stamp, 'challenge-due', messages)).size;
}

import { addDays } from '../../platform/clock.ts';
import { dayInWords } from '../../platform/words.ts';
import { holdersIn } from '../accounts/role-holders.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';
import { fallsIn } from './ladder.ts';
import type { Place } from './place.ts';

/** Working days before the day by which a part is wanted. */
const daysBefore = 2;

/**
 * Reminds whoever has a part of a return, two working days before its day and the day after, while it is not ready. Those
 * who have left the organisation are not written to. Gives how many were written.
 */
export async function queuePartReminders({
  trx,
  stamp,
  origin,
  partnershipId,
  settings,
  round,
}: Place): Promise<number> {
  const rows = await trx
    .selectFrom('delegation')
    .innerJoin('agency_return as return', 'return.id', 'delegation.return_id')
    .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'delegation.organisation_id')
    .innerJoin('person', 'person.id', 'delegation.holder_id')
    .select([
      'delegation.id',
      'delegation.due_on as dueOn',
      'delegation.holder_id as holderId',
      'delegation.return_id as returnId',
      'organisation.id as organisationId',
      'organisation.name as organisation',
      'organisation.sector',
      'cycle.name as cycle',
      'person.email',
    ])
    .where('return.partnership_id', '=', partnershipId)
    .where('cycle.status', '=', 'open')
    .where('delegation.status', 'in', ['asked', 'returned'])
    .where('person.deactivated_at', 'is', null)
    .orderBy('delegation.id')
    .execute();
  const due = rows.flatMap((row) => {
    const skipped = row.sector === 'setting' ? settings.schoolHolidays : [];
    const steps = [
      { code: 'before', day: workingDaysBefore(row.dueOn, daysBefore) },
      { code: 'after', day: addDays(row.dueOn, 1) },
    ].filter(({ day }) => fallsIn(day, round, skipped));
    const step = steps.at(-1);
    return step ? [{ ...row, step: step.code }] : [];
  });
  if (due.length === 0) return 0;
  const organisationIds = [...new Set(due.map(({ organisationId }) => organisationId))];
  const present = await holdersIn(trx, organisationIds, ['contributor', 'safeguarding-lead'], round.today);
  const messages = due
    .filter((one) => present.get(one.organisationId)?.some(({ personId }) => personId === one.holderId))
    .map((one) => ({
      fields: {
        cycle: one.cycle,
        organisation: one.organisation,
        due: dayInWords(one.dueOn),
        late: one.dueOn < round.today,
        address: `${origin}/returns/${one.returnId}`,
      },
      to: { address: one.email, personId: one.holderId },
      reference: `section-due:${one.id}:${one.step}:${one.dueOn}`,
      organisationId: one.organisationId,
      partnershipId,
      about: { kind: 'delegation' as const, id: one.id },
    }));
  return (await queueMessages(trx, stamp, 'section-due', messages)).size;
}

import { dayInWords } from '../../platform/words.ts';
import { holdersAt, holdersIn } from '../accounts/role-holders.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';
import { type Rung, rungsDue, rungsOf } from './ladder.ts';
import type { Place } from './place.ts';

interface DueReturn {
  readonly id: string;
  readonly cycleId: string;
  readonly cycle: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly dueOn: string;
  readonly rung: Rung;
}

const unsent = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'] as const satisfies ReturnStatus[];
const seniorRoles = ['senior-lead', 'headteacher', 'registered-person'] as const;

/** Reminds of every return of an open cycle that reached a rung since the last round. Gives how many were written. */
export async function queueReturnReminders(place: Place): Promise<number> {
  const due = await findDueReturns(place);
  const toLeads = due.filter(({ rung }) => rung.audience === 'lead');
  const toSeniors = due.filter(({ rung }) => rung.audience === 'senior');
  return (
    (await write(place, 'reminder', toLeads, ['safeguarding-lead'])) +
    (await write(place, 'reminder-senior', toSeniors, seniorRoles)) +
    (await tellChair(
      place,
      due.filter(({ rung }) => rung.audience === 'chair'),
    ))
  );
}

async function findDueReturns({ trx, partnershipId, settings, round }: Place): Promise<DueReturn[]> {
  const rows = await trx
    .selectFrom('agency_return as return')
    .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
    .select([
      'return.id',
      'return.status',
      'return.due_on as dueOn',
      'return.opened_at as openedAt',
      'cycle.id as cycleId',
      'cycle.name as cycle',
      'cycle.opens_on as opensOn',
      'organisation.id as organisationId',
      'organisation.name as organisation',
      'organisation.sector',
    ])
    .where('return.partnership_id', '=', partnershipId)
    .where('cycle.status', '=', 'open')
    .where('return.status', 'in', unsent)
    .orderBy('return.id')
    .execute();
  return rows.flatMap((row) => {
    const skipped = row.sector === 'setting' ? settings.schoolHolidays : [];
    return rungsDue(rungsOf(row, settings.returns), round, skipped).map((rung) => ({ ...row, rung }));
  });
}

async function write(
  { trx, stamp, origin, partnershipId, round }: Place,
  template: 'reminder' | 'reminder-senior',
  returns: readonly DueReturn[],
  roles: Parameters<typeof holdersIn>[2],
): Promise<number> {
  if (returns.length === 0) return 0;
  const people = await holdersIn(trx, [...new Set(returns.map((one) => one.organisationId))], roles, round.today);
  const messages = returns.flatMap((one) =>
    (people.get(one.organisationId) ?? []).map((person) => ({
      fields: {
        cycle: one.cycle,
        organisation: one.organisation,
        due: dayInWords(one.dueOn),
        late: one.dueOn < round.today,
        address: `${origin}/returns/${one.id}`,
      },
      to: { address: person.email, personId: person.personId },
      reference: `ladder:${one.id}:${one.dueOn}:${one.rung.code}:${person.personId}`,
      organisationId: one.organisationId,
      partnershipId,
      about: { kind: 'return' as const, id: one.id },
    })),
  );
  return (await queueMessages(trx, stamp, template, messages)).size;
}

/** The chair reads how many, and opens the list. */
async function tellChair(place: Place, returns: readonly DueReturn[]): Promise<number> {
  const { trx, stamp, origin, partnershipId, round } = place;
  if (returns.length === 0) return 0;
  const chairs = await holdersAt(trx, partnershipId, ['independent-chair'], round.today);
  const messages = [...Map.groupBy(returns, ({ cycleId }) => cycleId)].flatMap(([cycleId, late]) =>
    chairs.map((chair) => ({
      fields: {
        cycle: late[0]?.cycle ?? '',
        returns: late.length,
        address: `${origin}/cycles/${cycleId}?status=overdue`,
      },
      to: { address: chair.email, personId: chair.personId },
      reference: `late-returns:${cycleId}:${round.today}:${chair.personId}`,
      partnershipId,
    })),
  );
  return (await queueMessages(trx, stamp, 'late-returns', messages)).size;
}

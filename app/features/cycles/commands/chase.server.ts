import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { listLeads } from '../leads.server.ts';
import { getCycle } from '../queries.server.ts';
import { extensionProblem, remindableStages, returnStages, unsentStages } from '../rules.ts';
import type { Cycle, Extension } from '../schema.ts';

/**
 * Gives one return a later due date, with the reason; the dates before it stay on record, and its leads are told.
 * Refuses, at the field, a date that is not later. Refuses a return that is sent, and one outside the cycle as unknown.
 */
export async function extendDeadline(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly returnId: string; readonly form: Extension },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors }> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form, returnId } = input;
    const cycle = await openCycle(trx, scope, input.cycleId);
    const found = await trx
      .selectFrom('agency_return')
      .select(['id', 'organisation_id', 'status', 'due_on'])
      .where('partnership_id', '=', cycle.partnershipId)
      .where('cycle_id', '=', cycle.id)
      .where('id', '=', returnId)
      .executeTakeFirst();
    if (!found) throw notFound();
    if (!returnStages[found.status].mayExtend) throw notNow('This return has been sent: its date cannot move');
    const problem = extensionProblem(found.due_on, form.newDueOn, {
      actionsDueOn: cycle.actionsDueOn,
      today: stamp.today,
    });
    if (problem) return { ok: false, errors: { newDueOn: [problem] } };
    const { numUpdatedRows } = await trx
      .updateTable('agency_return')
      .set({ due_on: form.newDueOn })
      .where('partnership_id', '=', cycle.partnershipId)
      .where('id', '=', returnId)
      .where('due_on', '=', found.due_on)
      .where('status', 'in', unsentStages)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notNow('This return changed just now: load the page and look at it again');
    await trx
      .insertInto('deadline_extension')
      .values({
        id: stamp.newId(),
        organisation_id: found.organisation_id,
        partnership_id: cycle.partnershipId,
        return_id: returnId,
        from_on: found.due_on,
        to_on: form.newDueOn,
        reason: form.reason,
        extended_by: viewer.personId,
        extended_at: stamp.now,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'deadline.extended',
      owner: { organisationId: found.organisation_id, partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      detail: { from: found.due_on, to: form.newDueOn },
    });
    await tellLeads(trx, stamp, portal, cycle, 'deadline-extended', [
      { id: returnId, organisationId: found.organisation_id, dueOn: form.newDueOn },
    ]);
    return { ok: true };
  });
}

/** One return, or every return of the cycle that has not been started, or is late. */
export type ReminderTarget = { readonly returnId: string } | 'not-started' | 'overdue';

export interface Reminded {
  /** Returns whose leads a reminder went to. */
  readonly reminded: number;
  /** Returns that had one today already. */
  readonly already: number;
  /** Names of organisations that have no safeguarding lead to remind. */
  readonly withoutLead: readonly string[];
}

/** Reminds the leads of unsent returns, at most once a day for each return. Refuses a return that is sent. */
export async function remind(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly target: ReminderTarget },
): Promise<Reminded> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await openCycle(trx, scope, input.cycleId);
    const returns = await findReturnsToRemind(trx, cycle, input.target, stamp.today);
    const told = await tellLeads(trx, stamp, portal, cycle, 'reminder', returns);
    await recordEvents(
      trx,
      stamp,
      returns
        .filter(({ id }) => told.newly.has(id))
        .map((one) => ({
          type: 'reminder.sent' as const,
          owner: { organisationId: one.organisationId, partnershipId: cycle.partnershipId },
          actorId: viewer.personId,
          subject: { kind: 'return', id: one.id },
          detail: { cycle: cycle.id },
        })),
    );
    return {
      reminded: told.newly.size,
      already: returns.length - told.newly.size - told.withoutLead.length,
      withoutLead: told.withoutLead.map(({ organisationName }) => organisationName),
    };
  });
}

async function findReturnsToRemind(trx: Trx, cycle: Cycle, target: ReminderTarget, today: string) {
  let query = trx
    .selectFrom('agency_return as return')
    .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
    .select([
      'return.id',
      'return.status',
      'return.due_on as dueOn',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
    ])
    .where('return.partnership_id', '=', cycle.partnershipId)
    .where('return.cycle_id', '=', cycle.id)
    .orderBy('organisation.name');
  if (target === 'not-started') query = query.where('return.status', '=', 'not-started');
  else if (target === 'overdue')
    query = query.where('return.status', 'in', remindableStages).where('return.due_on', '<', today);
  else query = query.where('return.id', '=', target.returnId);
  const returns = await query.execute();
  if (typeof target === 'string') return returns;
  const [one] = returns;
  if (!one) throw notFound();
  if (!returnStages[one.status].mayRemind) throw notNow('This return has been sent: there is nothing to remind of');
  return returns;
}

async function openCycle(trx: Trx, scope: PartnershipScope, cycleId: string): Promise<Cycle> {
  const cycle = await getCycle(trx, scope, cycleId);
  if (cycle.status !== 'open') throw notNow('This can be done only while the cycle is open');
  return cycle;
}

type Told = {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName?: string;
  readonly dueOn: string;
};

/** Writes to the leads of each return: a reminder once a day, news of a date once for each date. */
async function tellLeads<R extends Told>(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  cycle: Cycle,
  template: 'reminder' | 'deadline-extended',
  returns: readonly R[],
): Promise<{ readonly newly: ReadonlySet<string>; readonly withoutLead: readonly R[] }> {
  const leads = Map.groupBy(
    await listLeads(
      trx,
      returns.map(({ organisationId }) => organisationId),
      stamp.today,
    ),
    ({ organisationId }) => organisationId,
  );
  const messages = returns.flatMap(({ id, organisationId, dueOn }) =>
    (leads.get(organisationId) ?? []).map((lead) => ({
      returnId: id,
      fields: {
        cycle: cycle.name,
        organisation: lead.organisationName,
        due: dayInWords(dueOn),
        late: dueOn < stamp.today,
        address: `${portal.config.publicOrigin}/returns/${id}`,
      },
      to: { address: lead.email, personId: lead.personId },
      reference: `${template}:${id}:${template === 'reminder' ? stamp.today : dueOn}:${lead.personId}`,
      organisationId,
      partnershipId: cycle.partnershipId,
      about: { kind: 'return' as const, id },
    })),
  );
  const queued = await queueMessages(trx, stamp, template, messages);
  return {
    newly: new Set(messages.filter(({ reference }) => queued.has(reference)).map(({ returnId }) => returnId)),
    withoutLead: returns.filter(({ organisationId }) => !leads.has(organisationId)),
  };
}

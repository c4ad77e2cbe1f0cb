import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { queueMessage } from '../../../app/features/notifications/commands.server.ts';
import { queueDailyJobs } from '../../../app/features/reminders/round.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { addDays, londonAt } from '../../../app/platform/clock.ts';
import { anActionOf } from '../../builders/a-late-action.ts';
import { aCycle, anInstalledEdition, anOrganisation, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import type { TestPortal } from '../../setup/each-database.ts';

/** A cycle with these dates, and one return in it. */
export async function aReturnDue(
  portal: TestPortal,
  partnershipId: string,
  dates: { readonly opensOn: string; readonly dueOn: string },
  cycleName: string,
): Promise<{ cycleId: string; returnId: string; organisationId: string; lead: Viewer; senior: Viewer }> {
  const { db } = portal.database;
  const edition = anEdition();
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition), cycleName);
  await db
    .updateTable('cycle')
    .set({ opens_on: dates.opensOn, due_on: dates.dueOn, moderation_on: '2027-06-01', challenge_on: '2027-06-10' })
    .where('id', '=', cycleId)
    .execute();
  const one = await anotherReturn(portal, partnershipId, cycleId, dates.dueOn);
  return { cycleId, ...one };
}

/** One more organisation with a return in a cycle. */
export async function anotherReturn(portal: TestPortal, partnershipId: string, cycleId: string, dueOn: string) {
  const organisationId = await anOrganisation(portal, partnershipId, { kind: 'voluntary' });
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: anEdition() });
  await portal.database.db.updateTable('agency_return').set({ due_on: dueOn }).where('id', '=', returnId).execute();
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId });
  return { returnId, organisationId, lead, senior };
}

export const moveReturn = (portal: TestPortal, id: string, status: 'in-progress' | 'signed' | 'submitted') =>
  portal.database.db.updateTable('agency_return').set({ status }).where('id', '=', id).execute();

/** The return as it stands once it was sent for signature: the request, and the message to the one who signs. */
export async function sendForSignature(
  portal: TestPortal,
  one: { readonly returnId: string; readonly organisationId: string; readonly lead: Viewer; readonly senior: Viewer },
  partnershipId: string,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    await trx
      .updateTable('agency_return')
      .set({ status: 'awaiting-sign-off' })
      .where('id', '=', one.returnId)
      .execute();
    await trx
      .insertInto('sign_off_request')
      .values({
        id: stamp.newId(),
        organisation_id: one.organisationId,
        return_id: one.returnId,
        requested_by: one.lead.personId,
        requested_at: stamp.now,
        content_hash: 'h',
      })
      .execute();
    await queueMessage(trx, stamp, {
      template: 'ready-to-sign',
      fields: { cycle: 'Section 11', organisation: 'Club', address: 'http://localhost:3000/returns/r/sign-off' },
      to: { address: one.senior.email, personId: one.senior.personId },
      reference: `ready-to-sign:${one.returnId}:1:${one.senior.personId}`,
      organisationId: one.organisationId,
      partnershipId,
      about: { kind: 'return', id: one.returnId },
    });
  });
}

/** An open action of somebody. */
export async function anActionDue(portal: TestPortal, partnershipId: string, dueOn: string) {
  const organisationId = await anOrganisation(portal, partnershipId);
  const owner = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  return { id: await anActionOf(portal, { partnershipId, organisationId, owner, dueOn }), owner };
}

/** A challenge session that is planned. */
export async function aSessionOn(portal: TestPortal, partnershipId: string, cycleId: string, heldOn: string) {
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
  await portal.database.db
    .insertInto('challenge_session')
    .values({
      id: portal.newId(),
      partnership_id: partnershipId,
      cycle_id: cycleId,
      title: 'Spring session',
      held_on: heldOn,
      starts_at: '10:00',
      place: 'Town hall',
      chair_id: chair.personId,
      status: 'planned',
      created_by: chair.personId,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return chair;
}

/** What somebody was sent, by day. */
export async function sentTo(portal: TestPortal, { email }: Pick<Viewer, 'email'>): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .select(['template', 'sent_at'])
    .where('to_address', '=', email)
    .where('status', '=', 'sent')
    .orderBy('sent_at')
    .execute();
  return rows.map(({ template, sent_at }) => `${sent_at?.slice(0, 10)} ${template}`);
}

/** The lanes that a year needs; what became of messages has tests of its own. */
const lanes = [['send-message'], ['reminder-round']] as const;

/**
 * Lives through the days. The day's work is looked for at eight in London; near a clock change at seven and at eight in
 * UTC, of which one is eight in London before the change and the other after it.
 */
export async function live(
  portal: TestPortal,
  from: string,
  to: string,
  happenings: Readonly<Record<string, () => Promise<unknown>>> = {},
): Promise<void> {
  // A year of a test need not outlive the machine.
  portal.database.sqlite?.pragma('synchronous = OFF');
  const runner = createJobRunner(portal, jobHandlers, { chance: () => 0, lanes });
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const hour of nearClockChange(day) ? [`${day}T07:00:00.000Z`, `${day}T08:00:00.000Z`] : [eightOn(day)]) {
      portal.setTime(hour);
      await queueDailyJobs(portal);
      await runner.drain();
      // What the round has written.
      await runner.drain();
    }
    portal.setTime(`${day}T12:00:00.000Z`);
    await happenings[day]?.();
  }
  await runner.stop();
}

const eightOn = (day: string) => londonAt(day, '08:00');

/** Whether the clock in London changes within three days. */
const nearClockChange = (day: string) => eightOn(addDays(day, -3)).slice(10) !== eightOn(addDays(day, 3)).slice(10);

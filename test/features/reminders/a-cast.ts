import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { newActionSchema } from '../../../app/features/actions/schema.ts';
import { raiseNow } from '../../../app/features/escalation/commands/steer.server.ts';
import type { Subject } from '../../../app/features/escalation/ladder.ts';
import { endMovedEscalations } from '../../../app/features/escalation/settle.server.ts';
import { usualMailSettings } from '../../../app/features/notifications/schema.ts';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { anEdition } from '../../builders/an-edition.ts';
import type { TestPortal } from '../../setup/each-database.ts';

/** The holidays of Brookmere's schools. */
export const schoolHolidays = [
  { from: '2026-10-26', to: '2026-10-30' },
  { from: '2026-12-21', to: '2027-01-01' },
  { from: '2027-02-15', to: '2027-02-19' },
  { from: '2027-03-29', to: '2027-04-09' },
  { from: '2027-05-31', to: '2027-06-04' },
  { from: '2027-07-22', to: '2027-08-31' },
];

/** A partnership with the holidays of its schools, and one body of each kind of duty. */
export async function aCast(portal: TestPortal) {
  const { db } = portal.database;
  const partnershipId = await aPartnership(portal, 'climbing');
  await db
    .insertInto('partnership_mail')
    .values({
      partnership_id: partnershipId,
      settings: JSON.stringify({ ...usualMailSettings, schoolHolidays }),
      revision: 1,
      updated_at: portal.stamp().now,
    })
    .execute();
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
  const body = async (kind: 'police' | 'maintained-school' | 'voluntary') => {
    const school = kind === 'maintained-school';
    const organisationId = await anOrganisation(portal, partnershipId, { kind, phase: school ? 'primary' : null });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const senior = await aViewer(portal, { role: school ? 'headteacher' : 'senior-lead', organisationId });
    return { organisationId, lead, senior };
  };
  return {
    partnershipId,
    manager,
    chair,
    police: await body('police'),
    school: await body('maintained-school'),
    charity: await body('voluntary'),
  };
}

export type Cast = Awaited<ReturnType<typeof aCast>>;

/** An action that the manager gave the police. */
export async function aPoliceAction(portal: TestPortal, { manager, police }: Cast, dueOn: string): Promise<string> {
  const made = await createAction(
    portal,
    manager,
    newActionSchema.parse({
      organisation: police.organisationId,
      challenge: '',
      submission: '',
      question: '',
      finding: 'Records differ',
      what: 'Keep one log',
      successMeasure: 'One log',
      owner: police.lead.personId,
      ownerName: '',
      dueOn,
      priority: 'high',
    }),
  );
  return made.id;
}

/** The return of the school in a cycle of its own. */
export async function aSchoolReturn(
  portal: TestPortal,
  { partnershipId, school }: Cast,
  [opensOn, dueOn]: readonly [string, string],
): Promise<string> {
  const { db } = portal.database;
  const edition = anEdition();
  const installed = await anInstalledEdition(portal, edition);
  const cycleId = await aCycle(portal, partnershipId, installed, `Schools ${dueOn}`);
  await db.updateTable('cycle').set({ opens_on: opensOn, due_on: dueOn }).where('id', '=', cycleId).execute();
  const id = await aReturn(portal, { partnershipId, cycleId, organisationId: school.organisationId, edition });
  await db.updateTable('agency_return').set({ due_on: dueOn }).where('id', '=', id).execute();
  return id;
}

/** A challenge to the charity. */
export const aCharityChallenge = (portal: TestPortal, { manager, charity }: Cast, dueOn: string): Promise<string> =>
  aLoggedChallenge(portal, manager, { organisationId: charity.organisationId, dueOn });

/** An outcome letter to an agency of its own that is asked to reply by a day. */
export async function aLetterToAnswer(portal: TestPortal, { partnershipId }: Cast, replyBy: string) {
  const { db } = portal.database;
  const edition = anEdition();
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition), `Letters ${replyBy}`);
  const organisationId = await anOrganisation(portal, partnershipId, { kind: 'police' });
  const { submissionId, lead } = await aSubmission(portal, { partnershipId, cycleId, organisationId, edition });
  const id = portal.newId();
  await db
    .insertInto('outcome_letter')
    .values({
      id,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      submission_id: submissionId,
      reference: `L-${id.slice(-8)}`,
      model: '{}',
      sha256: '0'.repeat(64),
      issued_by: lead.personId,
      issued_at: portal.stamp().now,
      reply_by: replyBy,
    })
    .execute();
  return { id, lead };
}

/** The manager presses what waits. */
export const press =
  (portal: TestPortal, { manager }: Cast, subject: Subject, id: string) =>
  async (): Promise<unknown> => {
    const { revision } = await portal.database.db
      .selectFrom('escalation')
      .select('revision')
      .where('subject_id', '=', id)
      .where('status', '<>', 'ended')
      .executeTakeFirstOrThrow();
    return raiseNow(portal, manager, { subject, id }, { revision, note: 'It is time' });
  };

/** An action is given another date, or is done. */
export const setAction =
  (portal: TestPortal, id: string, values: { due_on: string } | { status: 'done' | 'closed' }) =>
  async (): Promise<void> => {
    await portal.database.db.updateTable('action').set(values).where('id', '=', id).execute();
    await endMovedEscalations(portal);
  };

/** More time is asked for, and nobody has decided. */
export const askMoreTime =
  (portal: TestPortal, { partnershipId, police }: Cast, id: string) =>
  (): Promise<unknown> =>
    portal.database.db
      .insertInto('action_more_time')
      .values({
        id: portal.newId(),
        partnership_id: partnershipId,
        organisation_id: police.organisationId,
        action_id: id,
        due_from: '2026-10-20',
        asked_for: '2027-01-29',
        reason: 'The system is late',
        asked_by: police.lead.personId,
        asked_at: portal.stamp().now,
      })
      .execute();

/** What became of one thing, day by day: `?` waits for a press, `!` was pressed. */
export async function storyOf(portal: TestPortal, id: string): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('escalation_step as step')
    .innerJoin('escalation', 'escalation.id', 'step.escalation_id')
    .select(['step.made_on', 'step.kind', 'step.level', 'step.by_hand', 'step.note'])
    .where('escalation.subject_id', '=', id)
    .orderBy('step.made_at')
    .orderBy('step.id')
    .execute();
  return rows.map(({ made_on, kind, level, by_hand, note }) =>
    kind === 'raised'
      ? `${made_on} ${level}${by_hand ? '!' : ''}`
      : kind === 'waiting'
        ? `${made_on} ${level}?`
        : `${made_on} ${kind}${note ? ` ${note}` : ''}`,
  );
}

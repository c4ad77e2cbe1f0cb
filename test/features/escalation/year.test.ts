import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { newActionSchema } from '../../../app/features/actions/schema.ts';
import { raiseNow } from '../../../app/features/escalation/commands/steer.server.ts';
import type { Subject } from '../../../app/features/escalation/ladder.ts';
import { endMovedEscalations } from '../../../app/features/escalation/settle.server.ts';
import { usualMailSettings } from '../../../app/features/notifications/schema.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { createNotifyStandIn, notifyConfig } from '../../mocks/notify-service.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { live } from '../reminders/a-year.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterAll(() => server.close());

/** The holidays of Brookmere's schools. */
const schoolHolidays = [
  { from: '2026-10-26', to: '2026-10-30' },
  { from: '2026-12-21', to: '2027-01-01' },
  { from: '2027-02-15', to: '2027-02-19' },
  { from: '2027-03-29', to: '2027-04-09' },
  { from: '2027-05-31', to: '2027-06-04' },
];

/** What became of one thing, day by day: `?` waits for a press, `!` was pressed. */
async function storyOf(portal: TestPortal, id: string): Promise<string[]> {
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

async function sentTo(portal: TestPortal, { email }: Viewer): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .select(['template', 'sent_at'])
    .where('to_address', '=', email)
    .where('status', '=', 'sent')
    .orderBy('sent_at')
    .execute();
  return rows.map(({ template, sent_at }) => `${sent_at?.slice(0, 10)} ${template}`);
}

async function cast(portal: TestPortal) {
  const { db } = portal.database;
  const partnershipId = await aPartnership(portal);
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
    const organisationId = await anOrganisation(portal, partnershipId, {
      kind,
      phase: kind === 'maintained-school' ? 'primary' : null,
    });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const senior = await aViewer(portal, {
      role: kind === 'maintained-school' ? 'headteacher' : 'senior-lead',
      organisationId,
    });
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

type Cast = Awaited<ReturnType<typeof cast>>;

async function anAction(portal: TestPortal, { manager, police }: Cast, dueOn: string): Promise<string> {
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

async function aSchoolReturn(portal: TestPortal, { partnershipId, school }: Cast, dueOn: string): Promise<string> {
  const { db } = portal.database;
  const edition = anEdition();
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition), 'Schools, 2026');
  const id = await aReturn(portal, { partnershipId, cycleId, organisationId: school.organisationId, edition });
  await db.updateTable('agency_return').set({ due_on: dueOn }).where('id', '=', id).execute();
  return id;
}

describeEachDatabase('the ladders of escalation, lived through day by day', (open) => {
  it('climb on the right days of a year: bank holidays, both clock changes, school holidays, weekends', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    const { db } = portal.database;
    portal.setTime('2026-10-12T07:00:00.000Z');
    const people = await cast(portal);
    const action = await anAction(portal, people, '2026-10-20');
    const schoolReturn = await aSchoolReturn(portal, people, '2026-12-11');
    const challenge = await aLoggedChallenge(portal, people.manager, {
      organisationId: people.charity.organisationId,
      dueOn: '2027-03-24',
    });
    const press = (subject: Subject, id: string) => async () => {
      const row = await db
        .selectFrom('escalation')
        .select('revision')
        .where('subject_id', '=', id)
        .where('status', '<>', 'ended')
        .executeTakeFirstOrThrow();
      await raiseNow(portal, people.manager, { subject, id }, { revision: row.revision, note: 'It is time' });
    };
    const setAction = (values: { due_on: string } | { status: 'done' }) => async () => {
      await db.updateTable('action').set(values).where('id', '=', action).execute();
      await endMovedEscalations(portal);
    };
    const happenings = {
      // More time that is only asked for stops nothing.
      '2026-11-12': () =>
        db
          .insertInto('action_more_time')
          .values({
            id: portal.newId(),
            partnership_id: people.partnershipId,
            organisation_id: people.police.organisationId,
            action_id: action,
            due_from: '2026-10-20',
            asked_for: '2027-01-29',
            reason: 'The system is late',
            asked_by: people.police.lead.personId,
            asked_at: portal.stamp().now,
          })
          .execute(),
      '2026-11-26': press('action', action),
      '2026-12-17': setAction({ due_on: '2027-01-29' }),
      '2027-01-22': press('return', schoolReturn),
      '2027-02-10': setAction({ status: 'done' }),
      '2027-02-23': () =>
        db.updateTable('agency_return').set({ status: 'submitted' }).where('id', '=', schoolReturn).execute(),
    };
    await live(portal, '2026-10-16', '2027-04-30', happenings, { eightAlone: true });
    expect(await storyOf(portal, action)).toEqual([
      // Five working days after the 20th, over the weekend of the clock change.
      '2026-10-27 1',
      '2026-11-10 2',
      '2026-11-24 3?',
      '2026-11-26 3!',
      '2026-12-15 4?',
      '2026-12-17 ended more-time',
      '2027-02-05 1',
      '2027-02-10 ended done',
    ]);
    expect(await storyOf(portal, schoolReturn)).toEqual([
      // The 12th day of school: Christmas and New Year do not count, and the Monday in place of Boxing Day is among them.
      '2027-01-12 1',
      '2027-01-22 2?',
      '2027-01-22 2!',
      '2027-02-05 3?',
      '2027-02-24 ended done',
    ]);
    expect(await storyOf(portal, challenge)).toEqual([
      // Good Friday, Easter Monday and the start of summer time lie between.
      '2027-04-02 1',
      '2027-04-09 2?',
    ]);
    expect(await sentTo(portal, people.police.senior)).toEqual([
      '2026-10-27 escalation-raised',
      '2026-11-10 escalation-raised',
      '2026-11-27 escalation-raised',
      '2027-02-05 escalation-raised',
    ]);
    expect(await sentTo(portal, people.school.senior)).toEqual([
      '2026-12-18 reminder-senior',
      '2027-01-12 escalation-raised',
      '2027-01-25 escalation-raised',
    ]);
    expect(await sentTo(portal, people.charity.senior)).toEqual(['2027-04-02 escalation-raised']);
    expect((await sentTo(portal, people.chair)).filter((sent) => sent.endsWith('escalations-today'))).toEqual([
      '2026-11-10 escalations-today',
      '2026-11-27 escalations-today',
      '2027-01-25 escalations-today',
    ]);
    const drafted = await db
      .selectFrom('escalation_letter')
      .select(['letter', 'status'])
      .orderBy('created_at')
      .execute();
    expect(drafted).toEqual([
      { letter: 'chief-officer', status: 'set-aside' },
      { letter: 'explain', status: 'set-aside' },
    ]);
  });
});

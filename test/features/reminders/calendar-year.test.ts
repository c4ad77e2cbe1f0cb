import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { createNotifyStandIn, notifyConfig } from '../../mocks/notify-service.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { schoolHolidays, storyOf } from './a-cast.ts';
import { live, sentTo } from './a-year.ts';
import { autumn, climbing, spring } from './stories.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterAll(() => server.close());

/** England's bank holidays of the year, as www.gov.uk/bank-holidays lists them: not taken from the code under test. */
const englandsBankHolidays = [
  ...['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
];

const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** What holds for every message of the year, whatever it says. */
async function keepsTheRules(portal: TestPortal): Promise<void> {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .leftJoin('organisation', 'organisation.id', 'outbox_message.organisation_id')
    .select(['to_address', 'sent_at', 'organisation.sector'])
    .where('outbox_message.status', '=', 'sent')
    .execute();
  expect(service.posts).toHaveLength(rows.length);
  const sent = rows.map(({ sent_at, ...row }) => ({ ...row, at: sent_at ?? '', day: sent_at?.slice(0, 10) ?? '' }));
  expect(new Set(sent.map(({ at }) => london.format(new Date(at))))).toEqual(new Set(['08:00']));
  expect(sent.filter(({ day }) => englandsBankHolidays.includes(day))).toEqual([]);
  expect(sent.filter(({ day }) => [0, 6].includes(new Date(day).getUTCDay()))).toEqual([]);
  const inHolidays = ({ day }: { readonly day: string }) =>
    schoolHolidays.some(({ from, to }) => from <= day && day <= to);
  expect(sent.filter((one) => one.sector === 'setting' && inHolidays(one))).toEqual([]);
  expect(sent.filter((one) => one.sector === 'agency' && inHolidays(one))).not.toEqual([]);
  expect(new Set(sent.map(({ day, to_address }) => `${day} ${to_address}`)).size).toBe(rows.length);
  expect(new Set(sent.map(({ day }) => day.slice(0, 7))).size).toBe(12);
}

describeEachDatabase('a whole year of the calendar, lived through day by day', (open) => {
  it('reminds and climbs on the right days: bank holidays, both clock changes, school holidays, weekends', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2026-09-01T06:00:00.000Z');
    const a = await autumn(portal);
    const s = await spring(portal);
    const c = await climbing(portal);
    const happenings = { ...a.happenings, ...s.happenings, ...c.happenings };
    expect(Object.keys(happenings)).toHaveLength(
      [a, s, c].reduce((total, { happenings: own }) => total + Object.keys(own).length, 0),
    );
    await live(portal, '2026-09-01', '2027-08-31', happenings);

    const sent = (person: Viewer) => sentTo(portal, person);
    expect(await sent(a.silent.lead)).toEqual([
      '2026-10-12 reminder',
      '2026-10-19 reminder',
      '2026-10-28 reminder',
      '2026-11-04 reminder',
      '2026-11-09 reminder',
      '2026-11-24 escalation-raised',
    ]);
    expect(await sent(a.silent.senior)).toEqual(['2026-11-13 reminder-senior', '2026-11-24 escalation-raised']);
    expect(await sent(a.chair)).toEqual(['2026-11-20 late-returns']);
    expect(await sent(a.prompt.lead)).toEqual(['2026-10-12 reminder', '2026-10-19 reminder']);
    expect(await sent(a.prompt.senior)).toEqual([]);
    expect(await sent(a.signed.senior)).toEqual(['2026-10-16 ready-to-sign', '2026-10-20 sign-off-waiting']);
    expect(await sent(a.signed.lead)).toEqual([
      '2026-10-12 reminder',
      '2026-10-21 sign-off-waiting',
      '2026-10-22 sign-off-waiting',
      '2026-10-23 sign-off-waiting',
      '2026-10-28 reminder',
    ]);
    // Due on Christmas Day, a Friday: Tuesday is the first day after it, and Monday’s digest follows a day later.
    expect(await sent(a.christmas.owner)).toEqual([
      '2026-12-11 action-due',
      '2026-12-14 weekly-digest',
      '2026-12-21 weekly-digest',
      '2026-12-29 action-due',
      '2026-12-30 weekly-digest',
      '2027-01-04 weekly-digest',
      '2027-01-05 escalation-raised',
    ]);
    expect(await sent(s.one.lead)).toEqual([
      '2027-03-10 reminder',
      '2027-03-25 reminder',
      '2027-04-07 reminder',
      '2027-04-14 reminder',
    ]);
    expect(await sent(s.chair)).toEqual([
      '2027-03-08 session-pack',
      '2027-03-22 session-pack',
      '2027-03-30 session-pack',
    ]);
    // Monday is Easter Monday: both fall on Tuesday, and the second waits for the next day.
    expect(await sent(s.action.owner)).toEqual([
      '2027-03-16 action-due',
      '2027-03-22 weekly-digest',
      '2027-03-30 action-due',
      '2027-03-31 weekly-digest',
      '2027-04-05 weekly-digest',
      '2027-04-06 escalation-raised',
    ]);
    // The last Monday of August is a bank holiday: the digest comes on Tuesday.
    expect(await sent(s.august.owner)).toEqual([
      '2027-08-06 action-due',
      '2027-08-09 weekly-digest',
      '2027-08-16 weekly-digest',
      '2027-08-20 action-due',
      '2027-08-23 weekly-digest',
      '2027-08-27 escalation-raised',
      '2027-08-31 weekly-digest',
    ]);
    // First five working days after the 20th, over the weekend of the clock change.
    expect(await storyOf(portal, c.action)).toEqual([
      '2026-10-27 1',
      '2026-11-10 2',
      '2026-11-24 3?',
      '2026-11-26 3!',
      '2026-12-15 4?',
      '2026-12-17 ended more-time',
      '2027-02-05 1',
      '2027-02-10 ended done',
    ]);
    // The 12th day of school: Christmas and New Year do not count, and the Monday in place of Boxing Day is among them.
    expect(await storyOf(portal, c.winterReturn)).toEqual([
      '2027-01-12 1',
      '2027-01-22 2?',
      '2027-01-22 2!',
      '2027-02-05 3?',
      '2027-02-24 ended done',
    ]);
    // Twelve days of school are not over before the summer holidays are.
    expect(await storyOf(portal, c.summerReturn)).toEqual([]);
    // Good Friday, Easter Monday and the start of summer time lie between.
    expect(await storyOf(portal, c.challenge)).toEqual(['2027-04-02 1', '2027-04-09 2?', '2027-04-13 ended done']);
    // Over the bank holiday at the end of May; a charity has no school holidays.
    expect(await storyOf(portal, c.mayChallenge)).toEqual(['2027-06-07 1', '2027-06-14 2?']);
    // Over the bank holiday at the beginning of May.
    expect(await storyOf(portal, c.letter.id)).toEqual(['2027-05-10 1', '2027-05-24 2']);
    expect(await sent(c.cast.police.senior)).toEqual([
      '2026-10-27 escalation-raised',
      '2026-11-10 escalation-raised',
      '2026-11-27 escalation-raised',
      '2027-02-05 escalation-raised',
    ]);
    expect(await sent(c.cast.police.lead)).toEqual([
      '2026-09-01 action-assigned',
      '2026-10-06 action-due',
      '2026-10-12 weekly-digest',
      '2026-10-19 weekly-digest',
      '2026-10-20 action-due',
      '2026-10-26 weekly-digest',
      '2026-10-27 escalation-raised',
      '2026-11-02 weekly-digest',
      '2026-11-09 weekly-digest',
      '2026-11-16 weekly-digest',
      '2026-11-23 weekly-digest',
      '2026-11-30 weekly-digest',
      '2026-12-07 weekly-digest',
      '2026-12-14 weekly-digest',
      '2027-01-15 action-due',
      '2027-01-18 weekly-digest',
      '2027-01-25 weekly-digest',
      '2027-01-29 action-due',
      '2027-02-01 weekly-digest',
      '2027-02-05 escalation-raised',
      '2027-02-08 weekly-digest',
    ]);
    expect(await sent(c.cast.school.senior)).toEqual([
      '2026-12-18 reminder-senior',
      '2027-01-12 escalation-raised',
      '2027-01-25 escalation-raised',
      '2027-02-23 information-due',
      '2027-07-16 reminder-senior',
    ]);
    // Half-way of the second return lies in the holidays of May: it comes on the first day of school.
    expect(await sent(c.cast.school.lead)).toEqual([
      '2026-09-01 information-asked',
      '2026-11-05 reminder',
      '2026-11-23 reminder',
      '2026-12-02 reminder',
      '2026-12-09 reminder',
      '2026-12-14 reminder',
      '2027-01-12 escalation-raised',
      '2027-02-02 information-due',
      // Due on a day of the holidays of February.
      '2027-02-22 information-due',
      '2027-06-07 reminder',
      '2027-06-21 reminder',
      '2027-06-30 reminder',
      '2027-07-07 reminder',
      '2027-07-12 reminder',
    ]);
    expect(await sent(c.cast.charity.senior)).toEqual(['2027-04-02 escalation-raised', '2027-06-07 escalation-raised']);
    expect(await sent(c.cast.charity.lead)).toEqual([
      '2026-09-01 several-messages',
      '2027-03-10 challenge-due',
      '2027-03-24 challenge-due',
      '2027-03-25 challenge-due',
      '2027-04-02 escalation-raised',
      '2027-05-14 challenge-due',
      '2027-05-28 challenge-due',
      '2027-06-01 challenge-due',
      '2027-06-07 escalation-raised',
    ]);
    expect(await sent(c.letter.lead)).toEqual(['2027-05-10 escalation-raised']);
    // The list of late returns of a school waits for the end of its holidays.
    expect(await sent(c.cast.chair)).toEqual([
      '2026-11-10 escalations-today',
      '2026-11-27 escalations-today',
      '2027-01-04 late-returns',
      '2027-01-25 escalations-today',
      '2027-05-24 escalations-today',
    ]);
    const drafted = await portal.database.db
      .selectFrom('escalation_letter')
      .select(['letter', 'status'])
      .orderBy('created_at')
      .execute();
    expect(drafted).toEqual([
      { letter: 'chief-officer', status: 'set-aside' },
      { letter: 'explain', status: 'set-aside' },
    ]);
    await keepsTheRules(portal);
  }, 180_000);
});

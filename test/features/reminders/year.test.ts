import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { aPartnership } from '../../builders/a-partnership.ts';
import { createNotifyStandIn, notifyConfig } from '../../mocks/notify-service.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { anActionDue, anotherReturn, aReturnDue, aSessionOn, live, moveReturn, sendForSignature } from './a-year.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterAll(() => server.close());

const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** What somebody was sent, by day. */
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

describeEachDatabase('the ladder of reminders, lived through day by day', (open) => {
  it('reminds of returns and signatures on the right days in autumn, until the return moves', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2026-09-01T07:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const dates = { opensOn: '2026-09-14', dueOn: '2026-11-06' };
    const silent = await aReturnDue(portal, partnershipId, dates, 'Section 11, 2026');
    const chair = await aSessionOn(portal, partnershipId, silent.cycleId, '2027-12-01');
    const prompt = await anotherReturn(portal, partnershipId, silent.cycleId, dates.dueOn);
    const signed = await anotherReturn(portal, partnershipId, silent.cycleId, dates.dueOn);
    await live(portal, '2026-09-10', '2026-12-20', {
      '2026-10-15': () => sendForSignature(portal, signed, partnershipId),
      '2026-10-20': () => moveReturn(portal, prompt.returnId, 'submitted'),
      '2026-10-23': () => moveReturn(portal, signed.returnId, 'signed'),
      '2026-10-29': () => moveReturn(portal, signed.returnId, 'submitted'),
    });
    expect(await sentTo(portal, silent.lead)).toEqual([
      '2026-10-12 reminder',
      '2026-10-19 reminder',
      '2026-10-28 reminder',
      '2026-11-04 reminder',
      '2026-11-09 reminder',
      '2026-11-24 escalation-raised',
    ]);
    expect(await sentTo(portal, silent.senior)).toEqual(['2026-11-13 reminder-senior', '2026-11-24 escalation-raised']);
    expect(await sentTo(portal, chair)).toEqual(['2026-11-20 late-returns']);
    expect(await sentTo(portal, prompt.lead)).toEqual(['2026-10-12 reminder', '2026-10-19 reminder']);
    expect(await sentTo(portal, prompt.senior)).toEqual([]);
    expect(await sentTo(portal, signed.senior)).toEqual(['2026-10-16 ready-to-sign', '2026-10-20 sign-off-waiting']);
    expect(await sentTo(portal, signed.lead)).toEqual([
      '2026-10-12 reminder',
      '2026-10-21 sign-off-waiting',
      '2026-10-22 sign-off-waiting',
      '2026-10-23 sign-off-waiting',
      '2026-10-28 reminder',
    ]);
    const times = await portal.database.db
      .selectFrom('outbox_message')
      .select('sent_at')
      .where('status', '=', 'sent')
      .execute();
    expect(new Set(times.map(({ sent_at }) => london.format(new Date(sent_at ?? ''))))).toEqual(new Set(['08:00']));
    expect(service.posts).toHaveLength(times.length);
  });

  it('reminds of sessions and actions on the right days in spring, over Easter and into summer time', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2027-02-01T07:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const one = await aReturnDue(
      portal,
      partnershipId,
      { opensOn: '2027-02-01', dueOn: '2027-04-16' },
      'Section 11, 2027',
    );
    const chair = await aSessionOn(portal, partnershipId, one.cycleId, '2027-03-31');
    const action = await anActionDue(portal, partnershipId, '2027-03-30');
    const { db } = portal.database;
    await live(portal, '2027-02-25', '2027-04-30', {
      '2027-03-11': () => moveReturn(portal, one.returnId, 'in-progress'),
      '2027-04-06': () => db.updateTable('action').set({ status: 'closed' }).where('id', '=', action.id).execute(),
      '2027-04-15': () => moveReturn(portal, one.returnId, 'submitted'),
    });
    expect(await sentTo(portal, one.lead)).toEqual([
      '2027-03-10 reminder',
      '2027-03-25 reminder',
      '2027-04-07 reminder',
      '2027-04-14 reminder',
    ]);
    expect(await sentTo(portal, chair)).toEqual([
      '2027-03-08 session-pack',
      '2027-03-22 session-pack',
      '2027-03-30 session-pack',
    ]);
    expect(await sentTo(portal, action.owner)).toEqual([
      '2027-03-16 action-due',
      '2027-03-22 weekly-digest',
      // Monday is Easter Monday: both fall on Tuesday, and the second waits for the next day.
      '2027-03-30 action-due',
      '2027-03-31 weekly-digest',
      '2027-04-05 weekly-digest',
      '2027-04-06 escalation-raised',
    ]);
  });

  it('tells the owner of a closed action once, on the day on which somebody looks whether it still works', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2027-02-01T07:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const { id, owner } = await anActionDue(portal, partnershipId, '2027-01-20');
    const reopened = await anActionDue(portal, partnershipId, '2027-01-20');
    const { db } = portal.database;
    const closed = { status: 'closed', impact_check_on: '2027-02-06' } as const;
    await db.updateTable('action').set(closed).where('id', '=', id).execute();
    await db
      .updateTable('action')
      .set({ ...closed, status: 'done' })
      .where('id', '=', reopened.id)
      .execute();
    // The day is a Saturday.
    await live(portal, '2027-02-04', '2027-02-10');
    expect(await sentTo(portal, owner)).toEqual(['2027-02-08 action-look-again']);
    expect(await sentTo(portal, reopened.owner)).toEqual([]);
  });

  it('is caught up after days on which the portal was down, each step once', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2026-10-01T07:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const one = await aReturnDue(portal, partnershipId, { opensOn: '2026-09-14', dueOn: '2026-11-06' }, 'Section 11');
    await live(portal, '2026-10-26', '2026-10-27');
    // Down from Wednesday, on which a reminder was due, until Friday.
    await live(portal, '2026-10-30', '2026-11-02');
    expect(await sentTo(portal, one.lead)).toEqual(['2026-10-30 reminder']);
  });

  it('takes a reminder back when the return is sent while the reminder waits', async () => {
    const portal = await open({ mailer: createNotifyMailer(notifyConfig(), placeholdersOf) });
    portal.setTime('2026-10-01T07:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const one = await aReturnDue(portal, partnershipId, { opensOn: '2026-09-14', dueOn: '2026-11-06' }, 'Section 11');
    service.next({ status: 429, error: 'RateLimitError', message: 'Exceeded rate limit' });
    await live(portal, '2026-10-28', '2026-10-28', {
      '2026-10-28': () => moveReturn(portal, one.returnId, 'submitted'),
    });
    await live(portal, '2026-10-29', '2026-10-29');
    expect(await sentTo(portal, one.lead)).toEqual([]);
    const rows = await portal.database.db.selectFrom('outbox_message').select(['status', 'last_error']).execute();
    expect(rows).toEqual([{ status: 'withdrawn', last_error: 'What it reminded of has moved on' }]);
  });
});

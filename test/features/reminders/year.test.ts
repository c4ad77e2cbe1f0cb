import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { aPartnership } from '../../builders/a-partnership.ts';
import { createNotifyStandIn, notifyConfig } from '../../mocks/notify-service.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { anActionDue, aReturnDue, live, moveReturn, sentTo } from './a-year.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterAll(() => server.close());

describeEachDatabase('reminders from day to day', (open) => {
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

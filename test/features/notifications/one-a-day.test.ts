import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { usualMailSettings } from '../../../app/features/notifications/schema.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { openMailer } from '../../../app/platform/mail/open-mailer.server.ts';
import { aReminder, aSignInLink, messageOf, sendMail } from '../../builders/a-message.ts';
import { anOrganisation, aPartnership } from '../../builders/a-partnership.ts';
import { createNotifyStandIn, notifyConfig, templateIds } from '../../mocks/notify-service.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterAll(() => server.close());

const mailer = () => createNotifyMailer(notifyConfig(), placeholdersOf);
const lead = 'lead@example.org';

describeEachDatabase('an ordinary message', (open) => {
  it('comes at most once a day to a person; the rest comes together the next day', async () => {
    const portal = await open({ mailer: mailer() });
    await aReminder(portal, lead, { organisation: 'First' });
    await sendMail(portal);
    const later = [
      await aReminder(portal, lead, { organisation: 'Second' }),
      await aReminder(portal, lead, { organisation: 'Third' }),
    ];
    await aReminder(portal, 'another@example.org');
    await sendMail(portal);
    expect(service.sent.map((email) => email.email_address)).toEqual([lead, 'another@example.org']);
    portal.setTime('2026-11-02T17:59:00.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(2);

    portal.setTime('2026-11-03T08:00:00.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(3);
    const together = service.sent[2];
    expect(together).toMatchObject({ template_id: templateIds['several-messages'], email_address: lead });
    expect(together?.personalisation.lines).toEqual([
      'The return of Second for Section 11, 2026 is due on 11 December 2026.',
      'The return of Third for Section 11, 2026 is due on 11 December 2026.',
    ]);
    for (const id of later)
      expect(await messageOf(portal, id)).toMatchObject({ status: 'merged', merged_into: together?.reference });
    await sendMail(portal);
    expect(service.sent).toHaveLength(3);
  });

  it('that waits alone comes the next day as itself', async () => {
    const portal = await open({ mailer: mailer() });
    await aReminder(portal, lead);
    await sendMail(portal);
    const second = await aReminder(portal, lead);
    portal.setTime('2026-11-03T09:00:00.000Z');
    await sendMail(portal);
    expect(service.sent[1]).toMatchObject({ reference: second, template_id: templateIds.reminder });
  });

  it('waits for Monday when it is written at the weekend; a link to sign in does not', async () => {
    const portal = await open({ mailer: mailer() });
    portal.setTime('2026-11-07T10:00:00.000Z');
    const id = await aReminder(portal, lead);
    await aSignInLink(portal, lead);
    await sendMail(portal);
    expect(service.sent.map((email) => email.template_id)).toEqual([templateIds['sign-in-link']]);
    portal.setTime('2026-11-09T07:59:00.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(1);
    portal.setTime('2026-11-09T08:00:00.000Z');
    await sendMail(portal);
    expect(service.sent[1]).toMatchObject({ reference: id });
  });

  it('waits for the end of the holidays when it is for a school', async () => {
    const portal = await open({ mailer: mailer() });
    const partnershipId = await aPartnership(portal);
    const settings = { ...usualMailSettings, schoolHolidays: [{ from: '2026-11-02', to: '2026-11-06' }] };
    await portal.database.db
      .insertInto('partnership_mail')
      .values({
        partnership_id: partnershipId,
        settings: JSON.stringify(settings),
        revision: 1,
        updated_at: portal.stamp().now,
      })
      .execute();
    const school = await anOrganisation(portal, partnershipId, { kind: 'maintained-school' });
    const club = await anOrganisation(portal, partnershipId, { kind: 'voluntary' });
    await aReminder(portal, 'head@example.org', { partnershipId, organisationId: school });
    await aReminder(portal, 'club@example.org', { partnershipId, organisationId: club });
    await sendMail(portal);
    expect(service.sent.map((email) => email.email_address)).toEqual(['club@example.org']);
    portal.setTime('2026-11-09T08:00:00.000Z');
    await sendMail(portal);
    expect(service.sent.map((email) => email.email_address)).toEqual(['club@example.org', 'head@example.org']);
  });

  it('is held, not lost, while mail is switched off', async () => {
    const portal = await open({ mailer: openMailer({ kind: 'none' }, 'http://localhost:3000', placeholdersOf) });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    expect(await messageOf(portal, id)).toMatchObject({
      status: 'held',
      last_error: 'Mail is switched off (LOS_MAIL is none)',
    });
  });

  it('counts as sent at once where messages are shown on screen', async () => {
    const portal = await open();
    portal.setTime('2026-11-07T10:00:00.000Z');
    const ids = [await aReminder(portal, lead), await aReminder(portal, lead)];
    await sendMail(portal);
    for (const id of ids) expect(await messageOf(portal, id)).toMatchObject({ status: 'sent' });
    const waiting = portal.database.db.selectFrom('job').select('id').where('status', '<>', 'done');
    expect(await waiting.execute()).toEqual([]);
  });
});

describeEachDatabase('a link to sign in', (open) => {
  it('is not sent once it would open nothing any more', async () => {
    const portal = await open({ mailer: mailer() });
    service.next(...Array.from({ length: 4 }, () => ({ status: 500, error: 'Exception', message: 'Down' }) as const));
    await aSignInLink(portal, lead);
    for (const minute of ['00', '02', '06', '12', '25']) {
      portal.setTime(`2026-11-02T09:${minute}:00.000Z`);
      await sendMail(portal);
    }
    expect([service.posts.length, service.sent.length]).toEqual([4, 0]);
    expect(await portal.database.db.selectFrom('outbox_message').select('status').execute()).toEqual([
      { status: 'withdrawn' },
    ]);
  });
});

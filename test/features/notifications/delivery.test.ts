import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createRequestContext } from '../../../app/context.server.ts';
import { listDeadLetters, retryDeadLetters } from '../../../app/features/notifications/dead-letters.server.ts';
import { checkDeliveries } from '../../../app/features/notifications/delivery.server.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { listBrokenAddresses } from '../../../app/features/reminders/broken-addresses.server.ts';
import { refuseAtEdge } from '../../../app/platform/http-server.server.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { action } from '../../../app/routes/resources/delivery.ts';
import { aReminder, messageOf, sendMail } from '../../builders/a-message.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { createNotifyStandIn, notifyConfig } from '../../mocks/notify-service.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

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
const mail = notifyConfig();
const lead = 'lead@example.org';

async function post(
  portal: TestPortal,
  body: unknown,
  authorization: string | null = `Bearer ${mail.callbackToken}`,
): Promise<number> {
  const url = new URL('https://assurance.example.org/notify/delivery');
  const headers = new Headers(authorization === null ? {} : { authorization });
  const request = new Request(url, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(refuseAtEdge(request, 'https://assurance.example.org')).toBeUndefined();
  const configured = { ...portal, config: { ...portal.config, mail } };
  const context = createRequestContext(request, configured, { requestId: 'test', nonce: 'test' });
  const answer = await action({ request, url, params: {}, context, pattern: '/notify/delivery' });
  return answer.status;
}

async function aSentReminder(portal: TestPortal, to = lead) {
  const id = await aReminder(portal, to);
  await sendMail(portal);
  const { provider_id } = await messageOf(portal, id);
  return { id, receipt: { id: provider_id, reference: id, to, notification_type: 'email' } };
}

describeEachDatabase('a delivery receipt', (open) => {
  it('is taken from whoever holds the token, and from nobody else', async () => {
    const portal = await open({ mailer: mailer() });
    const { id, receipt } = await aSentReminder(portal);
    const delivered = { ...receipt, status: 'delivered', completed_at: '2026-11-02T09:01:00.000000Z' };
    for (const wrong of [null, '', 'Bearer', `Bearer ${mail.callbackToken}x`, mail.callbackToken, 'Bearer wrong'])
      expect(await post(portal, delivered, wrong)).toBe(401);
    expect(await messageOf(portal, id)).toMatchObject({ delivery: null });
    expect(await post(portal, delivered)).toBe(200);
    expect(await messageOf(portal, id)).toMatchObject({
      status: 'sent',
      delivery: 'delivered',
      delivery_at: '2026-11-02T09:01:00.000Z',
    });
    for (const bad of ['no json', '{}', { ...delivered, status: 'lost' }, 'x'.repeat(20_000)])
      expect([400, 413]).toContain(await post(portal, bad));
    expect(await post(portal, { ...delivered, id: 'unknown', reference: 'unknown' })).toBe(200);
  });

  it('may come twice, before our own note of the message, and in the wrong order', async () => {
    const portal = await open({ mailer: mailer() });
    const { id, receipt } = await aSentReminder(portal);
    await portal.database.db
      .updateTable('outbox_message')
      .set({ status: 'queued', provider_id: null, sent_at: null })
      .execute();
    const later = { ...receipt, status: 'delivered', completed_at: '2026-11-02T09:05:00.000000Z' };
    expect(await post(portal, later)).toBe(200);
    expect(await post(portal, later)).toBe(200);
    const earlier = { ...receipt, status: 'temporary-failure', completed_at: '2026-11-02T09:01:00.000000Z' };
    expect(await post(portal, earlier)).toBe(200);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', delivery: 'delivered', resent: 0 });
    await sendMail(portal);
    expect(service.posts).toHaveLength(1);
  });

  it('of an address that does not exist shows on the home page of the manager, whose messages then wait', async () => {
    const portal = await open({ mailer: mailer() });
    const partnershipId = await aPartnership(portal);
    const organisationId = await anOrganisation(portal, partnershipId);
    const person = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const { id, receipt } = await aSentReminder(portal, person.email);
    expect(await post(portal, { ...receipt, status: 'permanent-failure', completed_at: '2026-11-02T10:00:00Z' })).toBe(
      200,
    );
    const { db } = portal.database;
    const ours = { partnershipIds: [partnershipId] } as const;
    expect(await listBrokenAddresses(db, ours, '2026-11-02', 10)).toMatchObject([{ address: person.email }]);
    const theirs = { partnershipIds: [await aPartnership(portal, 'otherside')] } as const;
    expect(await listBrokenAddresses(db, theirs, '2026-11-02', 10)).toEqual([]);
    const [letter] = await listDeadLetters(db, 'installation', { limit: 5, offset: 0 });
    expect(letter).toMatchObject({ id, reason: 'The address does not exist or takes no mail' });

    // The person has another address now: the message goes there, under a reference of its own.
    await db.updateTable('person').set({ email: 'right@example.org' }).where('id', '=', person.personId).execute();
    await db.updateTable('outbox_message').set({ person_id: person.personId }).where('id', '=', id).execute();
    expect(await retryDeadLetters(portal, 'installation', [id])).toBe(1);
    await sendMail(portal);
    expect(service.sent[1]).toMatchObject({ reference: `${id}-1`, email_address: 'right@example.org' });
    expect(await listBrokenAddresses(db, ours, '2026-11-02', 10)).toEqual([]);
  });

  it('of a full mailbox has the message tried again the next day, twice at most', async () => {
    const portal = await open({ mailer: mailer() });
    const { id, receipt } = await aSentReminder(portal);
    const failed = { ...receipt, status: 'temporary-failure' };
    await post(portal, { ...failed, completed_at: '2026-11-02T10:00:00Z' });
    await sendMail(portal);
    expect(service.posts).toEqual([id]);
    for (const [day, resent] of [
      ['2026-11-03', 1],
      ['2026-11-04', 2],
    ] as const) {
      portal.setTime(`${day}T08:00:00.000Z`);
      await sendMail(portal);
      expect(service.posts.at(-1)).toBe(`${id}-${resent}`);
      // An old word about the first sending changes nothing.
      await post(portal, { ...failed, completed_at: `${day}T08:30:00Z` });
      await post(portal, {
        ...failed,
        id: service.sent.at(-1)?.id,
        reference: `${id}-${resent}`,
        completed_at: `${day}T09:00:00Z`,
      });
    }
    expect(service.posts).toHaveLength(3);
    expect(await messageOf(portal, id)).toMatchObject({
      status: 'failed',
      last_error: 'The mailbox could not be reached, or is full',
    });
  });

  it('of a fault between mail services has the message tried again within minutes', async () => {
    const portal = await open({ mailer: mailer() });
    const { id, receipt } = await aSentReminder(portal);
    await post(portal, { ...receipt, status: 'technical-failure', completed_at: '2026-11-02T09:01:00Z' });
    portal.setTime('2026-11-02T09:11:00.000Z');
    await sendMail(portal);
    expect(service.posts).toEqual([id, `${id}-1`]);
  });
});

describeEachDatabase('a message without a receipt', (open) => {
  it('is asked about after three days', async () => {
    const portal = await open({ mailer: mailer() });
    const { id } = await aSentReminder(portal);
    const [email] = service.sent;
    if (email) email.status = 'permanent-failure';
    portal.setTime('2026-11-05T08:59:00.000Z');
    await checkDeliveries(portal);
    expect(await messageOf(portal, id)).toMatchObject({ delivery: null });
    portal.setTime('2026-11-05T09:01:00.000Z');
    await checkDeliveries(portal);
    expect(await messageOf(portal, id)).toMatchObject({ delivery: 'permanent-failure' });
  });
});

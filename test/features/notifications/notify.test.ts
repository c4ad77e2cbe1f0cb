import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { listDeadLetters, retryDeadLetters } from '../../../app/features/notifications/dead-letters.server.ts';
import { usualMailSettings } from '../../../app/features/notifications/schema.ts';
import { placeholdersOf } from '../../../app/features/notifications/templates.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { createNotifyMailer } from '../../../app/platform/mail/notify-mailer.server.ts';
import { aReminder, aSignInLink, manyReminders, messageOf, sendMail } from '../../builders/a-message.ts';
import { aPartnership } from '../../builders/a-partnership.ts';
import { createNotifyStandIn, notifyConfig, notifyKey, templateIds } from '../../mocks/notify-service.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

let service = createNotifyStandIn();
const server = setupServer(
  http.all('https://api.notifications.service.gov.uk/*', ({ request }) => service.answer(request)),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  service = createNotifyStandIn();
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const mailer = (timeout = 300) => createNotifyMailer(notifyConfig(), placeholdersOf, { timeout });
const lead = 'lead@example.org';

describeEachDatabase('a message by GOV.UK Notify', (open) => {
  it('goes out under its outbox id, with its template, the partnership’s reply-to, and nobody’s words as links', async () => {
    const portal = await open({ mailer: mailer() });
    const partnershipId = await aPartnership(portal);
    const replyToId = '44444444-4444-4444-8444-444444444444';
    await portal.database.db
      .insertInto('partnership_mail')
      .values({
        partnership_id: partnershipId,
        reply_to: 'partnership@example.org',
        notify_reply_to_id: replyToId,
        settings: JSON.stringify(usualMailSettings),
        revision: 1,
        updated_at: portal.stamp().now,
      })
      .execute();
    const id = await aReminder(portal, lead, { partnershipId, organisation: '[Click](https://evil.example)' });
    await sendMail(portal);
    const [email] = service.sent;
    expect(email).toMatchObject({
      reference: id,
      template_id: templateIds.reminder,
      email_address: lead,
      email_reply_to_id: replyToId,
      personalisation: { organisation: '[Click](https://evil.example)', is_or_was: 'is' },
    });
    expect(email?.sanitise_content_for).toEqual(['cycle', 'organisation', 'due', 'is_or_was']);
    expect(JSON.stringify([email?.reference])).not.toMatch(/@|lead/);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', provider_id: email?.id, attempts: 1 });
    await sendMail(portal);
    expect(service.posts).toHaveLength(1);
  });

  it.each([
    [400, 'BadRequestError', 'Cannot send to this recipient when service is in trial mode'],
    [403, 'AuthError', 'Invalid token: API key not found'],
  ] as const)('that is refused (%i) is not tried again until somebody asks for it', async (status, error, message) => {
    const portal = await open({ mailer: mailer() });
    service.next({ status, error, message });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    portal.setTime('2026-11-03T09:00:00.000Z');
    await sendMail(portal);
    expect(service.posts).toEqual([id]);
    const [letter] = await listDeadLetters(portal.database.db, 'installation', { limit: 10, offset: 0 });
    expect(letter).toMatchObject({ id, status: 'failed', reason: `${error}: ${message} (${status})` });

    expect(await retryDeadLetters(portal, 'installation', [id])).toBe(1);
    await sendMail(portal);
    expect(service.sent.map(({ reference }) => reference)).toEqual([id]);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', last_error: null });
    expect(await retryDeadLetters(portal, 'installation', 'all')).toBe(0);
  });

  it('waits when the service asks for it, and everything else waits with it', async () => {
    const portal = await open({ mailer: mailer() });
    service.next({ status: 429, error: 'RateLimitError', message: 'Exceeded rate limit' });
    await manyReminders(portal, 3);
    await sendMail(portal);
    expect([service.posts.length, service.sent.length]).toEqual([1, 0]);
    portal.setTime('2026-11-02T09:00:59.000Z');
    await sendMail(portal);
    expect(service.posts).toHaveLength(1);
    portal.setTime('2026-11-02T09:01:00.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(3);
  });

  it('is tried again with growing pauses after a fault of the service', async () => {
    const portal = await open({ mailer: mailer() });
    const fault = { status: 500, error: 'Exception', message: 'Internal server error' } as const;
    service.next(fault, fault);
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    await sendMail(portal);
    expect(service.posts).toHaveLength(1);
    portal.setTime('2026-11-02T09:01:00.000Z');
    await sendMail(portal);
    portal.setTime('2026-11-02T09:02:59.000Z');
    await sendMail(portal);
    expect([service.posts.length, service.sent.length]).toEqual([2, 0]);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'queued', attempts: 2 });
    portal.setTime('2026-11-02T09:03:00.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(1);
  });

  it('is a dead letter after a working day without a clear answer', async () => {
    const portal = await open({ mailer: mailer() });
    service.next(...Array.from({ length: 20 }, () => ({ status: 500, error: 'Exception', message: 'Down' }) as const));
    const id = await aReminder(portal, lead);
    for (let hour = 9; hour < 72; hour += 1) {
      portal.setTime(new Date(Date.parse('2026-11-02T00:00:00.000Z') + hour * 3_600_000).toISOString());
      await sendMail(portal);
    }
    expect(service.posts).toHaveLength(12);
    expect(await messageOf(portal, id)).toMatchObject({
      status: 'failed',
      last_error: 'Tried 12 times: Exception: Down (500)',
    });
  });

  it('is not sent twice when the service took it and its answer was lost', async () => {
    const portal = await open({ mailer: mailer() });
    service.next('taken-unanswered');
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'queued', attempts: 1 });
    portal.setTime('2026-11-02T09:05:00.000Z');
    await sendMail(portal);
    expect(service.posts).toEqual([id]);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', provider_id: service.sent[0]?.id });
  });

  it('is sent again when there was no answer and the service does not have it', async () => {
    const portal = await open({ mailer: mailer() });
    service.next('no-answer');
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    portal.setTime('2026-11-02T09:05:00.000Z');
    await sendMail(portal);
    expect(service.posts).toEqual([id, id]);
    expect(service.sent).toHaveLength(1);
  });

  it('is not sent again by the process that comes after one that was killed in the middle', async () => {
    const portal = await open({ mailer: mailer() });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    // What the tables hold when the process died between the service's answer and its own note of it.
    await portal.database.db
      .updateTable('outbox_message')
      .set({ status: 'queued', sent_at: null, provider_id: null })
      .execute();
    await portal.database.db
      .updateTable('job')
      .set({ status: 'running', leased_until: '2026-11-02T09:01:00.000Z' })
      .execute();
    portal.setTime('2026-11-02T09:02:00.000Z');
    await sendMail(portal);
    expect(service.posts).toEqual([id]);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent' });
  });

  it('goes out once, however many runners work at the same queue', async () => {
    const portal = await open({ mailer: mailer(5000) });
    await manyReminders(portal, 40);
    const runners = Array.from({ length: 4 }, () =>
      createJobRunner(portal, jobHandlers, { lanes: [['send-message']], chance: () => 0 }),
    );
    await Promise.all(runners.map((runner) => runner.drain()));
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(new Set(service.posts).size).toBe(40);
    expect(service.posts).toHaveLength(40);
  });

  it('keeps to 300 a minute, and a link to sign in overtakes the rest', async () => {
    const portal = await open({ mailer: mailer(5000) });
    await manyReminders(portal, 305);
    const { db } = portal.database;
    const gone = db.selectFrom('outbox_message').select('id').orderBy('id').limit(298);
    await db
      .updateTable('outbox_message')
      .set({ status: 'sent', attempted_at: '2026-11-02T08:59:30.000Z' })
      .where('id', 'in', gone)
      .execute();
    await sendMail(portal);
    expect(service.sent).toHaveLength(2);
    await aSignInLink(portal, 'somebody@example.org');
    await sendMail(portal);
    expect(service.sent).toHaveLength(3);
    portal.setTime('2026-11-02T09:00:31.000Z');
    await sendMail(portal);
    expect(service.sent).toHaveLength(8);
  });
});

describe('the check at the start', () => {
  it('finds nothing wrong when every template is there', async () => {
    expect(await mailer().check()).toEqual([]);
  });

  it('names each template that is not there, and each placeholder that stays empty', async () => {
    server.use(
      http.get('https://api.notifications.service.gov.uk/v2/templates', () =>
        Response.json({
          templates: Object.entries(templateIds)
            .filter(([name]) => name !== 'submitted')
            .map(([name, id]) => ({ id, subject: 'S', body: name === 'reminder' ? 'Dear ((first name))' : '' })),
        }),
      ),
    );
    expect(await mailer().check()).toEqual([
      'The template for reminder at GOV.UK Notify has placeholders that we do not fill: first name',
      'GOV.UK Notify has no e-mail template with the id given for submitted',
    ]);
  });

  it('warns, and no more, when the service is away or the key is wrong', async () => {
    server.use(http.get('https://api.notifications.service.gov.uk/v2/templates', () => Response.error()));
    const [warning, ...more] = await mailer().check();
    expect([warning, more]).toEqual([expect.stringMatching(/could not be asked about its templates: no answer/), []]);
    expect(warning).not.toContain(notifyKey);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { listDeadLetters } from '../../../app/features/notifications/dead-letters.server.ts';
import type { SmtpConfig } from '../../../app/platform/mail/mail-config.server.ts';
import type { Mailer } from '../../../app/platform/mail/mailer.ts';
import { createSmtpMailer } from '../../../app/platform/mail/smtp-mailer.server.ts';
import { aReminder, messageOf, sendMail } from '../../builders/a-message.ts';
import { openSmtpPeer, type SmtpPeer } from '../../mocks/smtp-peer.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function aPeer(options?: Parameters<typeof openSmtpPeer>[0]): Promise<SmtpPeer> {
  const peer = await openSmtpPeer(options);
  opened.push(peer);
  return peer;
}

function mailerFor(peer: { readonly port: number }, parts: Partial<SmtpConfig> = {}, timeout = 1500): Mailer {
  const config: SmtpConfig = {
    kind: 'smtp',
    host: '127.0.0.1',
    port: peer.port,
    tls: 'off',
    user: null,
    password: null,
    from: 'Line of Sight <portal@example.org>',
    replyTo: 'partnership@example.org',
    ...parts,
  };
  const mailer = createSmtpMailer(config, 'https://assurance.example.org', { timeout });
  opened.push(mailer);
  return mailer;
}

const lead = 'lead@example.org';

describeEachDatabase('a message over SMTP', (open) => {
  it('arrives with its words, who answers go to, and an id that a repeat would have too', async () => {
    const peer = await aPeer();
    const portal = await open({ mailer: mailerFor(peer) });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    const [letter] = peer.received;
    expect(letter).toMatchObject({ from: 'portal@example.org', to: [lead] });
    for (const line of [
      'From: Line of Sight <portal@example.org>',
      'Reply-To: partnership@example.org',
      'Subject: Reminder: a return is waiting',
      `Message-ID: <${id}@assurance.example.org>`,
      'Auto-Submitted: auto-generated',
    ])
      expect(letter?.raw).toContain(line);
    expect(letter?.raw.replaceAll('=\r\n', '')).toContain('is due on 11 December 2026');
    expect(letter?.raw).not.toContain('List-Unsubscribe');
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', provider_id: null });
  });

  it('to an address that does not exist is a dead letter, and the address is noted as broken', async () => {
    const peer = await aPeer();
    const portal = await open({ mailer: mailerFor(peer) });
    peer.next({ at: 'rcpt', code: 550, words: `No such user <${lead}>` });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    const [letter] = await listDeadLetters(portal.database.db, 'installation', { limit: 9, offset: 0 });
    expect(letter).toMatchObject({
      id,
      status: 'failed',
      reason: expect.stringContaining('550 No such user (address)'),
    });
    portal.setTime('2026-11-03T09:00:00.000Z');
    const second = await aReminder(portal, lead);
    await sendMail(portal);
    expect(peer.received).toEqual([]);
    expect(await messageOf(portal, second)).toMatchObject({ status: 'held', last_error: 'The address does not work' });
  });

  it('is tried again after a greylisting answer, and goes out once', async () => {
    const peer = await aPeer();
    const portal = await open({ mailer: mailerFor(peer) });
    peer.next({ at: 'rcpt', code: 451, words: 'Try again later' });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'queued', attempts: 1 });
    portal.setTime('2026-11-02T09:02:00.000Z');
    await sendMail(portal);
    expect(peer.received).toHaveLength(1);
    expect(await messageOf(portal, id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('waits while the mail server is away', async () => {
    const portal = await open({ mailer: mailerFor({ port: 1 }) });
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    expect(await messageOf(portal, id)).toMatchObject({
      status: 'queued',
      last_error: expect.stringContaining('No clear answer from the mail server'),
    });
  });

  it('is sent at least once: a repeat after a lost answer carries the same id', async () => {
    const peer = await aPeer();
    const portal = await open({ mailer: mailerFor(peer) });
    peer.next('hang-up');
    const id = await aReminder(portal, lead);
    await sendMail(portal);
    portal.setTime('2026-11-02T09:02:00.000Z');
    await sendMail(portal);
    expect(peer.received.map(({ raw }) => /Message-ID: <([^@]+)@/.exec(raw)?.[1])).toEqual([id, id]);
  });
});

describe('the way to the mail server', () => {
  const message = {
    id: 'm1',
    to: lead,
    template: 'weekly-digest',
    subject: 'Your actions this week',
    text: 'Two actions are due.',
    values: {},
    replyTo: 'other-partnership@example.org',
    notifyReplyToId: null,
    unsubscribeUrl: 'https://assurance.example.org/messages/stop/token',
  } as const;

  it('lets a weekly digest be stopped with one click', async () => {
    const peer = await aPeer();
    expect(await mailerFor(peer).send(message)).toEqual({ kind: 'accepted', providerId: null });
    const raw = peer.received[0]?.raw.replaceAll(/\r\n /g, ' ') ?? '';
    expect(raw).toContain('List-Unsubscribe: <https://assurance.example.org/messages/stop/token>');
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(raw).toContain('Reply-To: other-partnership@example.org');
  });

  it('refuses a server that offers no TLS, unless told that it may', async () => {
    const peer = await aPeer();
    expect(await mailerFor(peer, { tls: 'starttls' }).send(message)).toMatchObject({ kind: 'unclear' });
    expect(peer.received).toEqual([]);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const peer = await aPeer({ starttls: true });
    expect(await mailerFor(peer, { tls: 'starttls' }).send(message)).toMatchObject({ kind: 'unclear' });
    expect(peer.received).toEqual([]);
  });

  it('gives name and password, and waits for the operator when they are wrong', async () => {
    const peer = await aPeer({ password: 'right' });
    expect(await mailerFor(peer, { user: 'portal', password: 'right' }).send(message)).toMatchObject({
      kind: 'accepted',
    });
    const wrong = mailerFor(peer, { user: 'portal', password: 'wrong' });
    expect(await wrong.send(message)).toMatchObject({ kind: 'unclear' });
    const [warning] = await wrong.check();
    expect(warning).toMatch(/^The mail server 127\.0\.0\.1 did not let us in/);
    expect(warning).not.toContain('wrong');
  });

  it('takes no line break out of an address or a subject', async () => {
    const peer = await aPeer();
    await mailerFor(peer).send({ ...message, subject: 'Hello\r\nBcc: everybody@example.org' });
    expect(peer.received[0]?.to).toEqual([lead]);
    expect(peer.received[0]?.raw).not.toMatch(/^Bcc:/m);
  });
});

import { expect, it } from 'vitest';
import { createRequestContext } from '../../../app/context.server.ts';
import { addressOfStopToken, stopDigestUrl } from '../../../app/features/notifications/opt-out.server.ts';
import { runReminderRound } from '../../../app/features/reminders/round.server.ts';
import { refuseAtEdge } from '../../../app/platform/http-server.server.ts';
import { isRefusal } from '../../../app/platform/refusals.ts';
import { action, loader } from '../../../app/routes/messages/stop.tsx';
import { aPartnership } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { anActionDue } from '../reminders/a-year.ts';

function argumentsFor(portal: TestPortal, address: string, body?: string) {
  const url = new URL(stopDigestUrl(portal.config, address));
  const request = new Request(url, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(refuseAtEdge(request, portal.config.publicOrigin)).toBeUndefined();
  const context = createRequestContext(request, portal, { requestId: 'test', nonce: 'test' });
  return {
    request,
    url,
    params: { token: url.pathname.split('/').at(-1) ?? '' },
    context,
    pattern: '/messages/stop/:token',
  };
}

const digests = (portal: TestPortal) =>
  portal.database.db.selectFrom('outbox_message').select('id').where('template', '=', 'weekly-digest').execute();

describeEachDatabase('the weekly message', (open) => {
  it('stops with the one click of a mail program, comes again when asked, and opening the page changes nothing', async () => {
    const portal = await open();
    const { owner } = await anActionDue(portal, await aPartnership(portal), '2026-11-06');
    const monday = async (day: string) => {
      portal.setTime(`${day}T09:00:00.000Z`);
      await runReminderRound(portal, { day });
      return (await digests(portal)).length;
    };
    loader(argumentsFor(portal, owner.email));
    expect(await monday('2026-11-02')).toBe(1);
    expect(await action(argumentsFor(portal, owner.email, 'List-Unsubscribe=One-Click'))).toEqual({ stopped: true });
    expect(await action(argumentsFor(portal, owner.email, 'List-Unsubscribe=One-Click'))).toEqual({ stopped: true });
    expect(await monday('2026-11-09')).toBe(1);
    expect(await action(argumentsFor(portal, owner.email, 'wanted=again'))).toEqual({ stopped: false });
    expect(await monday('2026-11-16')).toBe(2);
  });

  it('comes on Mondays alone', async () => {
    const portal = await open();
    await anActionDue(portal, await aPartnership(portal), '2026-11-06');
    portal.setTime('2026-11-03T09:00:00.000Z');
    await runReminderRound(portal, { day: '2026-11-03' });
    expect(await digests(portal)).toEqual([]);
  });
});

it('cannot be stopped with a token that we did not make, or for another address', () => {
  const config = { publicOrigin: 'https://assurance.example.org', sessionSecret: 'secret-of-this-installation' };
  const token = stopDigestUrl(config, 'lead@example.org').split('/').at(-1) ?? '';
  expect(addressOfStopToken(token, config.sessionSecret)).toBe('lead@example.org');
  const forged = `${Buffer.from('other@example.org').toString('base64url')}.${token.split('.')[1]}`;
  for (const bad of [forged, `${token}x`, token.split('.')[0] ?? '', '', '.'])
    expect(addressOfStopToken(bad, config.sessionSecret)).toBeUndefined();
  expect(addressOfStopToken(token, 'secret-of-another-installation')).toBeUndefined();
});

describeEachDatabase('the page that stops it', (open) => {
  it('does not exist for a token that we did not make', async () => {
    const portal = await open();
    const request = argumentsFor(portal, 'lead@example.org', 'List-Unsubscribe=One-Click');
    const failure = await action({ ...request, params: { token: 'made-up.token' } }).catch((error: unknown) => error);
    expect(isRefusal(failure) && failure.code).toBe('not-found');
  });
});

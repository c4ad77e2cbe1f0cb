import { describe, expect, it } from 'vitest';
import { beginSession, newSession } from '../../../app/features/accounts/begin-session.server.ts';
import { endOtherSessions, endOwnSession } from '../../../app/features/accounts/commands/end-session.server.ts';
import { sessionHashOf } from '../../../app/features/accounts/confirmation-session.server.ts';
import { deviceInWords } from '../../../app/features/accounts/device.ts';
import { listOwnSessions } from '../../../app/features/accounts/own-sessions.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { attemptCookie, isByItself, sessionCookie } from '../../../app/features/accounts/sessions.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function signIn(portal: TestPortal, viewer: Viewer, device: string): Promise<string> {
  const session = newSession(portal);
  await portal.database.transaction((trx) =>
    beginSession(trx, portal.stamp(), session, {
      personId: viewer.personId,
      way: 'link',
      browser: { device, address: '192.0.2.7' },
    }),
  );
  return session.token;
}

const sessionsOf = (portal: TestPortal, viewer: Viewer, token: string) =>
  listOwnSessions(portal.database.db, {
    personId: viewer.personId,
    tokenHash: sessionHashOf(portal, token),
    now: portal.stamp().now,
  });

describeEachDatabase('the sessions of a person', (open) => {
  it('are told apart by browser, time and way, and are nobody else’s to see or to end', async () => {
    const portal = await open();
    const [kim, ann] = [await aViewer(portal, { none: true }), await aViewer(portal, { none: true })];
    const phone = await signIn(portal, kim, 'Safari on an iPhone');
    portal.setTime('2026-11-02T09:10:00.000Z');
    const desk = await signIn(portal, kim, 'Edge on Windows');
    const hers = await signIn(portal, ann, 'Firefox on Linux');
    const listed = await sessionsOf(portal, kim, desk);
    expect(listed.map(({ device, current, way, address }) => [device, current, way, address])).toEqual([
      ['Edge on Windows', true, 'by a link sent by e-mail', '192.0.2.7'],
      ['Safari on an iPhone', false, 'by a link sent by e-mail', '192.0.2.7'],
    ]);
    await expect(endOwnSession(portal, ann, listed[1]?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    await endOwnSession(portal, kim, listed[1]?.id ?? '');
    expect(await findViewer(portal, phone)).toBeUndefined();
    expect(await findViewer(portal, desk)).toEqual(kim);
    expect(await findViewer(portal, hers)).toEqual(ann);
  });

  it('all end at once but the one that asks', async () => {
    const portal = await open();
    const [kim, ann] = [await aViewer(portal, { none: true }), await aViewer(portal, { none: true })];
    const tokens = [await signIn(portal, kim, 'a'), await signIn(portal, kim, 'b'), await signIn(portal, kim, 'c')];
    const hers = await signIn(portal, ann, 'd');
    expect(await endOtherSessions(portal, kim, tokens[1] ?? '')).toBe(2);
    const found = await Promise.all([...tokens, hers].map((token) => findViewer(portal, token)));
    expect(found.map((viewer) => viewer?.personId)).toEqual([undefined, kim.personId, undefined, ann.personId]);
  });

  it('end after an hour in which only the page asked, and go on while the person does something', async () => {
    const portal = await open();
    const kim = await aViewer(portal, { none: true });
    const [watched, used] = [await signIn(portal, kim, 'a'), await signIn(portal, kim, 'b')];
    for (const time of ['09:30', '09:59']) {
      portal.setTime(`2026-11-02T${time}:00.000Z`);
      expect(await findViewer(portal, watched, { byPerson: false })).toBeDefined();
      expect(await findViewer(portal, used)).toBeDefined();
    }
    portal.setTime('2026-11-02T10:00:01.000Z');
    expect(await findViewer(portal, watched, { byPerson: false })).toBeUndefined();
    expect(await findViewer(portal, used)).toBeDefined();
  });
});

it('knows a browser by what people call it', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
  expect(deviceInWords(`${windows} Safari/537.36`)).toBe('Chrome on Windows');
  expect(deviceInWords(`${windows} Safari/537.36 Edg/142.0.0.0`)).toBe('Edge on Windows');
  expect(deviceInWords('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox on Linux',
  );
  expect(
    deviceInWords(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari on an iPhone');
  expect(deviceInWords('curl/8.5')).toBeNull();
  expect(deviceInWords(null)).toBeNull();
});

describe('what a page asks for by itself', () => {
  const asked = (path: string, headers: Record<string, string> = {}) =>
    isByItself(new Request(`http://localhost:3000${path}`, { headers }));

  it('is events of a session, progress and pages that load themselves again, not what somebody opens or types', () => {
    expect(asked('/challenge/1/events', { accept: 'text/event-stream' })).toBe(true);
    expect(asked('/packs/1/progress.json', { 'x-by-itself': '1' })).toBe(true);
    expect(asked('/challenge/1/screen?follow=1&by-itself=1')).toBe(true);
    expect(asked('/challenge/1/screen?follow=1')).toBe(false);
    expect(asked('/returns/1/answers')).toBe(false);
  });
});

describe('a cookie of the portal', () => {
  it('is no script’s to read, goes over https alone, and to this host alone', () => {
    for (const cookie of [sessionCookie('token', true), sessionCookie(null, true), attemptCookie('token', true)]) {
      const [named, ...attributes] = cookie.split('; ');
      expect(named).toMatch(/^__Host-los-(session|attempt)=/);
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']));
      expect(cookie).not.toContain('Domain');
    }
  });
});

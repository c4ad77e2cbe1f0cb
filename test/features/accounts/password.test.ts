import { readFileSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { unknownBrowser } from '../../../app/features/accounts/begin-session.server.ts';
import { hasRecentConfirmation } from '../../../app/features/accounts/confirmation-session.server.ts';
import { offerAuthenticator } from '../../../app/features/accounts/password/authenticator.server.ts';
import { whyGuessable, wordsOfTheService } from '../../../app/features/accounts/password/common.server.ts';
import {
  findOwnPassword,
  removePassword,
  setPassword,
} from '../../../app/features/accounts/password/own-password.server.ts';
import {
  confirmWithPassword,
  signInWithPassword,
} from '../../../app/features/accounts/password/use-password.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const password = 'correct horse battery staple';
const codeFor = (portal: TestPortal, key: string) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
    timestamp: portal.clock.now().getTime(),
  });
const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

async function withPassword(portal: TestPortal) {
  const kim = await aViewer(portal, { none: true });
  const session = await aSessionToken(portal, kim);
  const { sealed, key } = offerAuthenticator(portal, kim);
  const set = await setPassword(portal, kim, session, formOf({ password, code: codeFor(portal, key), sealed }));
  if (!set.ok) throw new Error(JSON.stringify(set.errors));
  return { kim, session, key, codes: set.codes };
}

const signIn = (portal: TestPortal, viewer: Viewer, code: string, typed = password) =>
  signInWithPassword(portal, {
    email: viewer.email,
    password: typed,
    code: code.replaceAll('-', ''),
    browser: unknownBrowser,
  });

describeEachDatabase('a password with an authenticator', (open) => {
  it('signs in with a code that counts once, and not the one that set it up', async () => {
    const portal = await open();
    const { kim, key } = await withPassword(portal);
    expect(await signIn(portal, kim, codeFor(portal, key))).toEqual({ outcome: 'wrong' });
    portal.setTime('2026-11-02T09:01:00.000Z');
    const code = codeFor(portal, key);
    expect(await signIn(portal, kim, code, 'another password entirely')).toEqual({ outcome: 'wrong' });
    const came = await signIn(portal, kim, code);
    expect(came.outcome).toBe('right');
    if (came.outcome === 'right') expect(await findViewer(portal, came.value)).toEqual(kim);
    expect(await signIn(portal, kim, code)).toEqual({ outcome: 'wrong' });
    portal.setTime('2026-11-02T09:03:00.000Z');
    expect(await signIn(portal, kim, code)).toEqual({ outcome: 'wrong' });
  });

  it('takes each recovery code once, and keeps nothing in the clear', async () => {
    const portal = await open();
    const { kim, codes, key } = await withPassword(portal);
    const [first = '', second = ''] = codes;
    expect((await signIn(portal, kim, first)).outcome).toBe('right');
    expect(await signIn(portal, kim, first)).toEqual({ outcome: 'wrong' });
    expect(await findOwnPassword(portal.database.db, kim.personId)).toMatchObject({ codesLeft: 9 });
    const { db } = portal.database;
    const kept = JSON.stringify([
      await db.selectFrom('person_password').selectAll().execute(),
      await db.selectFrom('recovery_code').selectAll().execute(),
    ]);
    for (const secret of [password, key.replaceAll(' ', ''), second, second.replace('-', '')])
      expect(kept).not.toContain(secret);
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('slows down after five wrong tries, also at once and for addresses that nobody has', async () => {
    const portal = await open();
    const { kim, codes } = await withPassword(portal);
    const nobody = { ...kim, email: 'nobody@example.org' };
    const tries = await Promise.all(Array.from({ length: 7 }, () => signIn(portal, nobody, '123456')));
    expect(tries.filter(({ outcome }) => outcome === 'wait')).toHaveLength(2);
    for (let time = 0; time < 5; time++)
      expect(await signIn(portal, kim, '000000', 'wrong')).toEqual({ outcome: 'wrong' });
    const [code = '', other = ''] = codes;
    expect(await signIn(portal, kim, code)).toEqual({ outcome: 'wait', until: '2026-11-02T09:01:00.000Z' });
    portal.setTime('2026-11-02T09:01:00.000Z');
    expect(await signIn(portal, kim, '000000', 'wrong')).toEqual({ outcome: 'wrong' });
    expect(await signIn(portal, kim, code)).toEqual({ outcome: 'wait', until: '2026-11-02T09:03:00.000Z' });
    portal.setTime('2026-11-02T09:03:00.000Z');
    expect((await signIn(portal, kim, code)).outcome).toBe('right');
    expect(await signIn(portal, kim, '000000', 'wrong')).toEqual({ outcome: 'wrong' });
    expect((await signIn(portal, kim, other)).outcome).toBe('right');
  });

  it('confirms the session of its own person', async () => {
    const portal = await open();
    const { kim, session, codes } = await withPassword(portal);
    const stranger = await aSessionToken(portal, await aViewer(portal, { none: true }));
    portal.setTime('2026-11-02T09:40:00.000Z');
    const given = { password, code: (codes[0] ?? '').replace('-', '') };
    expect(await confirmWithPassword(portal, stranger, given)).toEqual({ outcome: 'wrong' });
    expect(await confirmWithPassword(portal, session, given)).toEqual({ outcome: 'right', value: true });
    expect([await hasRecentConfirmation(portal, session), await hasRecentConfirmation(portal, stranger)]).toEqual([
      true,
      false,
    ]);
    await removePassword(portal, kim);
    expect(await findOwnPassword(portal.database.db, kim.personId)).toBeUndefined();
  });

  it('is set with a secret that the page offered to this person, and ends their other sessions', async () => {
    const portal = await open();
    const [kim, sam] = [await aViewer(portal, { none: true }), await aViewer(portal, { none: true })];
    const [session, other] = [await aSessionToken(portal, kim), await aSessionToken(portal, kim)];
    const { sealed, key } = offerAuthenticator(portal, sam);
    const foreign = formOf({ password, code: codeFor(portal, key), sealed });
    expect(await setPassword(portal, kim, session, foreign)).toMatchObject({
      ok: false,
      errors: { code: [expect.stringContaining('too old')] },
    });
    const own = offerAuthenticator(portal, kim);
    const wrong = formOf({ password, code: '000000', sealed: own.sealed });
    expect(await setPassword(portal, kim, session, wrong)).toMatchObject({
      ok: false,
      errors: { code: [expect.stringContaining('not right')] },
    });
    expect(offerAuthenticator(portal, kim, own.sealed).key).toBe(own.key);
    const right = formOf({ password, code: codeFor(portal, own.key), sealed: own.sealed });
    expect((await setPassword(portal, kim, session, right)).ok).toBe(true);
    expect([await findViewer(portal, session), await findViewer(portal, other)]).toEqual([kim, undefined]);
    portal.setTime('2026-11-02T09:31:00.000Z');
    expect(offerAuthenticator(portal, kim, own.sealed).key).not.toBe(own.key);
  });
});

describe('a password that would be guessed early', () => {
  const person = { name: 'Kimberley Osei', email: 'k.osei@brookmere.example' };

  it('is refused: common ones, however they are dressed, and those made of what everybody knows', () => {
    for (const typed of [
      'qwertyuiop12',
      '1234567890123456',
      'Password-Password',
      'aaaaaaaaaaaaaaaa',
      'abababababab',
      'kimberleyosei1',
      'line of sight 1',
      'safeguarding12',
      'Section 11 assurance',
      'children.partnership.175',
    ])
      expect([typed, whyGuessable(typed, person)]).toEqual([typed, expect.stringContaining('Choose another password')]);
  });

  it('may not rest on the words that docs/sign-in.md lists', () => {
    const page = readFileSync(new URL('../../../docs/sign-in.md', import.meta.url), 'utf8');
    expect(wordsOfTheService.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
    expect(wordsOfTheService.filter((word) => whyGuessable(`${word}-12345`, person) === undefined)).toEqual([]);
  });

  it('is not one of three words that have nothing to do with each other', () => {
    for (const typed of ['correct horse battery staple', 'marmalade-tractor-nine', 'Grüße aus dem Ärmelkanal'])
      expect([typed, whyGuessable(typed, person)]).toEqual([typed, undefined]);
  });
});

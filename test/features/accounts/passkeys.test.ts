import { expect, it } from 'vitest';
import { unknownBrowser } from '../../../app/features/accounts/begin-session.server.ts';
import { hasRecentConfirmation } from '../../../app/features/accounts/confirmation-session.server.ts';
import {
  addPasskey,
  listOwnPasskeys,
  removePasskey,
  renamePasskey,
} from '../../../app/features/accounts/passkeys/own-passkeys.server.ts';
import { confirmWithPasskey, signInWithPasskey } from '../../../app/features/accounts/passkeys/use-passkey.server.ts';
import { type PasskeyPurpose, startPasskey } from '../../../app/features/accounts/passkeys/verify.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { anotherKey, TestPasskey } from '../../builders/a-passkey.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const start = async (portal: TestPortal, purpose: PasskeyPurpose, sessionToken?: string) => {
  const { attemptToken, options } = await startPasskey(portal, { purpose, sessionToken });
  return { attemptToken, challenge: options.challenge };
};

async function withPasskey(portal: TestPortal, viewer: Viewer) {
  const sessionToken = await aSessionToken(portal, viewer);
  const passkey = new TestPasskey(viewer.personId);
  const { attemptToken, challenge } = await start(portal, 'register', sessionToken);
  const answer = passkey.register(challenge);
  expect(await addPasskey(portal, viewer, { sessionToken, attemptToken, answer, name: 'Phone' })).toBe(true);
  return { passkey, sessionToken };
}

const signIn = (portal: TestPortal, attemptToken: string, answer: string) =>
  signInWithPasskey(portal, { attemptToken, answer, browser: unknownBrowser });

describeEachDatabase('a passkey', (open) => {
  it('signs in whom it belongs to, and what it says of itself is kept', async () => {
    const portal = await open();
    const kim = await aViewer(portal, { none: true });
    const { passkey } = await withPasskey(portal, kim);
    const { attemptToken, challenge } = await start(portal, 'sign-in');
    const token = await signIn(portal, attemptToken, passkey.use(challenge));
    expect(await findViewer(portal, token)).toEqual(kim);
    const row = await portal.database.db.selectFrom('passkey').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ counter: 2, multi_device: 1, backed_up: 1, last_used_at: portal.stamp().now });
  });

  it('signs in once for each challenge, and never with a lie', async () => {
    const portal = await open();
    const [kim, sam] = [await aViewer(portal, { none: true }), await aViewer(portal, { none: true })];
    const { passkey } = await withPasskey(portal, kim);
    const { passkey: copied } = await withPasskey(portal, sam);
    const first = await start(portal, 'sign-in');
    const answer = passkey.use(first.challenge);
    expect(await signIn(portal, first.attemptToken, answer)).toBeDefined();
    expect(await signIn(portal, first.attemptToken, answer)).toBeUndefined();
    const other = await start(portal, 'sign-in');
    expect(await signIn(portal, other.attemptToken, answer)).toBeUndefined();
    const lies = [
      { origin: 'http://evil.example' },
      { host: 'evil.example' },
      { challenge: first.challenge },
      { locked: true },
      { userHandle: sam.personId },
      { key: anotherKey() },
      { counter: 1 },
    ];
    for (const lie of lies) {
      const { attemptToken, challenge } = await start(portal, 'sign-in');
      expect([lie, await signIn(portal, attemptToken, passkey.use(challenge, lie))]).toEqual([lie, undefined]);
    }
    const late = await start(portal, 'sign-in');
    portal.setTime('2026-11-02T09:11:00.000Z');
    expect(await signIn(portal, late.attemptToken, copied.use(late.challenge))).toBeUndefined();
    const fresh = await start(portal, 'sign-in');
    await portal.database.db.updateTable('person').set({ deactivated_at: portal.stamp().now }).execute();
    expect(await signIn(portal, fresh.attemptToken, copied.use(fresh.challenge))).toBeUndefined();
  });

  it('confirms the session that asked, with a passkey of its own person alone', async () => {
    const portal = await open();
    const [kim, sam] = [await aViewer(portal, { none: true }), await aViewer(portal, { none: true })];
    const { passkey, sessionToken } = await withPasskey(portal, kim);
    const { passkey: foreign } = await withPasskey(portal, sam);
    portal.setTime('2026-11-02T09:40:00.000Z');
    const elsewhere = await aSessionToken(portal, kim);
    portal.setTime('2026-11-02T09:58:00.000Z');
    const asked = await start(portal, 'confirm', sessionToken);
    const confirm = (token: string, { attemptToken }: typeof asked, answer: string) =>
      confirmWithPasskey(portal, token, { attemptToken, answer });
    expect(await confirm(sessionToken, asked, foreign.use(asked.challenge))).toBe(false);
    const again = await start(portal, 'confirm', sessionToken);
    expect(await confirm(elsewhere, again, passkey.use(again.challenge))).toBe(false);
    const signing = await start(portal, 'sign-in');
    expect(await confirm(sessionToken, signing, passkey.use(signing.challenge))).toBe(false);
    expect(await hasRecentConfirmation(portal, sessionToken)).toBe(false);
    const last = await start(portal, 'confirm', sessionToken);
    expect(await confirm(sessionToken, last, passkey.use(last.challenge))).toBe(true);
    expect(await hasRecentConfirmation(portal, sessionToken)).toBe(true);
    expect(await hasRecentConfirmation(portal, elsewhere)).toBe(false);
  });

  it('is renamed and removed by its person alone, and not as the last way of somebody without links', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const kim = await aViewer(portal, { role: 'moderator', partnershipId });
    const sam = await aViewer(portal, { none: true });
    await withPasskey(portal, kim);
    const [one] = await listOwnPasskeys(portal.database.db, kim.personId);
    const id = one?.id ?? '';
    await expect(renamePasskey(portal, sam, id, 'Mine')).rejects.toMatchObject({ code: 'not-found' });
    await expect(removePasskey(portal, sam, id)).rejects.toMatchObject({ code: 'not-found' });
    await renamePasskey(portal, kim, id, 'Telephone');
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    await portal.database.db
      .insertInto('partnership_sign_in')
      .values({
        partnership_id: partnershipId,
        links_allowed: 0,
        changed_at: portal.stamp().now,
        changed_by: manager.personId,
        revision: 1,
      })
      .execute();
    await expect(removePasskey(portal, kim, id)).rejects.toThrow('only way to sign in');
    await portal.database.db.updateTable('partnership_sign_in').set({ links_allowed: 1 }).execute();
    expect((await listOwnPasskeys(portal.database.db, kim.personId)).map(({ name }) => name)).toEqual(['Telephone']);
    await removePasskey(portal, kim, id);
    expect(await listOwnPasskeys(portal.database.db, kim.personId)).toEqual([]);
  });
});

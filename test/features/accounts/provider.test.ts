import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askForSignInLink } from '../../../app/features/accounts/commands/ask-for-sign-in-link.server.ts';
import { hasRecentConfirmation } from '../../../app/features/accounts/confirmation-session.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { ProviderScene } from '../../security/provider-scene.ts';
import { coreTries, isAccepted } from '../../security/provider-tries.ts';
import { describeEachDatabase, openTestPortal, type TestPortal } from '../../setup/each-database.ts';

const linkOf = async ({ portal, sam }: ProviderScene): Promise<string> => {
  await askForSignInLink(portal, { email: sam.email, destination: '/returns' });
  const { body } = await portal.database.db
    .selectFrom('outbox_message')
    .select('body')
    .where('template', '=', 'sign-in-link')
    .executeTakeFirstOrThrow();
  return /\/sign-in\/link\/(\S+)/.exec(body)?.[1] ?? '';
};

describeEachDatabase('signing in at an organisation', (open) => {
  const scenes: ProviderScene[] = [];
  afterEach(async () => {
    for (const scene of scenes.splice(0)) await scene.close();
  });
  const aScene = async () => {
    const scene = await ProviderScene.open(await open());
    scenes.push(scene);
    return scene;
  };

  it('opens a session for whom the account is connected with, whatever e-mail address it has now', async () => {
    const scene = await aScene();
    scene.provider.tricks = { claims: (honest) => ({ ...honest, email: scene.sam.email }) };
    const outcome = await scene.signIn({ destination: '/returns' });
    expect(outcome).toMatchObject({ outcome: 'signed-in', destination: '/returns' });
    if (outcome.outcome !== 'signed-in') return;
    expect(await findViewer(scene.portal, outcome.sessionToken)).toEqual(scene.kim);
  });

  it('connects an account with whom an invitation was sent to, once, and knows them by it from then on', async () => {
    const scene = await aScene();
    scene.provider.tricks = { subject: 'subject-of-sam' };
    expect(await scene.signIn()).toMatchObject({ outcome: 'problem', problem: 'unknown' });
    const linkToken = await linkOf(scene);
    const begun = await scene.mustBegin({ purpose: 'bind', linkToken });
    expect(await scene.finish(begun, scene.provider.visit(begun.address))).toMatchObject({
      outcome: 'signed-in',
      destination: '/returns',
    });
    const later = await scene.signIn();
    expect(later).toMatchObject({ outcome: 'signed-in' });
    if (later.outcome === 'signed-in') expect(await findViewer(scene.portal, later.sessionToken)).toEqual(scene.sam);
    await expect(scene.begin({ purpose: 'bind', linkToken })).rejects.toMatchObject({ code: 'not-found' });
    const told = await scene.portal.database.db
      .selectFrom('outbox_message')
      .select('body')
      .where('template', '=', 'sign-in-changed')
      .executeTakeFirstOrThrow();
    expect(told.body).toContain('the sign-in of Brookmere Council was connected');
  });

  it('connects from a session, and confirms it afresh', async () => {
    const scene = await aScene();
    scene.provider.tricks = { subject: 'subject-of-sam' };
    const sessionToken = await aSessionToken(scene.portal, scene.sam);
    expect(await scene.signIn({ purpose: 'bind', sessionToken })).toEqual({ outcome: 'bound' });
    scene.portal.setTime('2026-11-02T09:40:00.000Z');
    expect(await hasRecentConfirmation(scene.portal, sessionToken)).toBe(false);
    const asked = await scene.mustBegin({ purpose: 'confirm', sessionToken });
    const sent = new URL(asked.address).searchParams;
    expect([sent.get('prompt'), sent.get('max_age')]).toEqual(['login', '0']);
    expect(await scene.signIn({ purpose: 'confirm', sessionToken })).toEqual({
      outcome: 'confirmed',
      destination: null,
    });
    expect(await hasRecentConfirmation(scene.portal, sessionToken)).toBe(true);
  });

  it('sends along state, nonce and a proof of its own each time, and keeps none of them', async () => {
    const scene = await aScene();
    const sent = [await scene.mustBegin(), await scene.mustBegin()].map(({ address }) => new URL(address).searchParams);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = sent.map((one) => one.get(name) ?? '');
      expect(new Set(values).size).toBe(2);
      expect(Math.min(...values.map((value) => value.length))).toBeGreaterThanOrEqual(43);
    }
    expect([sent[0]?.get('code_challenge_method'), sent[0]?.get('scope')]).toEqual(['S256', 'openid']);
    const kept = JSON.stringify(await scene.portal.database.db.selectFrom('sign_in_attempt').selectAll().execute());
    expect(
      sent.flatMap((one) => [one.get('state'), one.get('nonce')]).filter((one) => kept.includes(one ?? '')),
    ).toEqual([]);
  });
});

describe('a hostile identity provider gets nobody in', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openTestPortal('sqlite');
  });
  afterAll(() => portal.close());

  it.each(coreTries)('with $says', async (one) => {
    const scene = await ProviderScene.open(portal);
    expect(await isAccepted(scene, one)).toBe(false);
    await scene.close();
  });

  it('while the same provider, when honest, does', async () => {
    const scene = await ProviderScene.open(portal);
    expect(await isAccepted(scene, { says: 'honest' })).toBe(true);
    await scene.close();
  });
});

import { expect, it } from 'vitest';
import { askForSignInLink } from '../../../app/features/accounts/commands/ask-for-sign-in-link.server.ts';
import { completeSignIn } from '../../../app/features/accounts/commands/complete-sign-in.server.ts';
import { endRoles } from '../../../app/features/accounts/commands/end-roles.server.ts';
import { postConfirmationForm } from '../../../app/features/accounts/commands/post-confirmation-form.server.ts';
import { findConfirmationWays } from '../../../app/features/accounts/confirmation-ways.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { saveSignInSettings } from '../../../app/features/accounts/sign-in-settings.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { aBinding, anIssuer } from '../../builders/an-issuer.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aPlace(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const kim = await aViewer(portal, { role: 'senior-lead', organisationId });
  const issuerId = await anIssuer(portal, { organisationId }, { issuer: 'https://idp.example' });
  return { manager, kim, issuerId, organisationId };
}

async function newestMessage(portal: TestPortal, email: string) {
  await askForSignInLink(portal, { email, destination: '/returns' });
  const { template, body } = await portal.database.db
    .selectFrom('outbox_message')
    .select(['template', 'body'])
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return { template, link: /\/sign-in\/link\/(\S+)/.exec(body)?.[1] ?? '' };
}

describeEachDatabase('links, where a partnership keeps them for getting back in', (open) => {
  it('sign in who has no other way, and are recovery for who has one', async () => {
    const portal = await open();
    const { manager, kim, issuerId } = await aPlace(portal);
    await saveSignInSettings(portal, manager, { linksAllowed: false, revision: 0 });
    expect((await newestMessage(portal, kim.email)).template).toBe('sign-in-link');
    await aBinding(portal, issuerId, 'kim', kim.personId);
    const elsewhere = await aSessionToken(portal, kim);
    const { template, link } = await newestMessage(portal, kim.email);
    expect(template).toBe('recovery-link');
    const came = await completeSignIn(portal, link);
    expect(came.destination).toBe('/account');
    expect(await findViewer(portal, came.sessionToken)).toEqual(kim);
    expect(await findViewer(portal, elsewhere)).toBeUndefined();
    const told = await portal.database.db
      .selectFrom('outbox_message')
      .select('body')
      .where('template', '=', 'sign-in-changed')
      .executeTakeFirstOrThrow();
    expect(told.body).toContain('a recovery link was used');
  });

  it('bring five recovery links in twenty minutes and then none, unseen by whoever asks', async () => {
    const portal = await open();
    const { manager, kim, issuerId } = await aPlace(portal);
    await saveSignInSettings(portal, manager, { linksAllowed: false, revision: 0 });
    await aBinding(portal, issuerId, 'kim', kim.personId);
    const links = [];
    const sent = async () =>
      Number(
        (
          await portal.database.db
            .selectFrom('outbox_message')
            .select((eb) => eb.fn.countAll<number>().as('total'))
            .where('template', '=', 'recovery-link')
            .executeTakeFirstOrThrow()
        ).total,
      );
    for (let time = 0; time < 5; time += 1) links.push((await newestMessage(portal, kim.email)).link);
    expect(new Set(links).size).toBe(5);
    // The same answer for whoever asks, and no sixth message.
    expect(await askForSignInLink(portal, { email: kim.email })).toBe(
      await askForSignInLink(portal, { email: 'nobody@brookmere.example' }),
    );
    expect(await sent()).toBe(5);
    await completeSignIn(portal, links[4] ?? '');
    await askForSignInLink(portal, { email: kim.email });
    expect(await sent()).toBe(5);
    portal.setTime('2026-11-02T09:20:01.000Z');
    await askForSignInLink(portal, { email: kim.email });
    expect(await sent()).toBe(6);
  });

  it('confirm nothing by a code either, which is offered beside other ways otherwise', async () => {
    const portal = await open();
    const { manager, kim, issuerId } = await aPlace(portal);
    await aBinding(portal, issuerId, 'kim', kim.personId);
    const token = await aSessionToken(portal, kim);
    portal.setTime('2026-11-02T09:40:00.000Z');
    const post = async (intent?: string) => {
      const form = new FormData();
      form.set('declared', 'yes');
      if (intent !== undefined) form.set('confirm-intent', intent);
      const ways = await findConfirmationWays(portal, kim);
      return postConfirmationForm(portal, { token, attemptToken: undefined, ways }, form);
    };
    const codes = () => portal.database.db.selectFrom('confirmation_code').select('id').execute();
    expect(await post()).toMatchObject({ codeSent: false, waiting: [['declared', 'yes']] });
    expect(await codes()).toEqual([]);
    expect(await post('send')).toMatchObject({ codeSent: true });
    expect(await codes()).toHaveLength(1);
    await saveSignInSettings(portal, manager, { linksAllowed: false, revision: 0 });
    expect(await post('another')).toMatchObject({ codeSent: false });
    expect(await post('check')).toMatchObject({ codeSent: false });
    expect(await codes()).toHaveLength(1);
    expect(await findConfirmationWays(portal, kim)).toMatchObject({ mail: false, providers: [{ id: issuerId }] });
  });

  it('are decided by whoever runs the partnership, on what they saw', async () => {
    const portal = await open();
    const { manager, kim } = await aPlace(portal);
    await expect(saveSignInSettings(portal, kim, { linksAllowed: false, revision: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
    await saveSignInSettings(portal, manager, { linksAllowed: false, revision: 0 });
    await expect(saveSignInSettings(portal, manager, { linksAllowed: true, revision: 0 })).rejects.toMatchObject({
      code: 'stale-revision',
    });
    await saveSignInSettings(portal, manager, { linksAllowed: true, revision: 1 });
  });
});

describeEachDatabase('somebody who leaves', (open) => {
  it('is cut off in the same moment: every session ends with their last role', async () => {
    const portal = await open();
    const { manager, kim, organisationId } = await aPlace(portal);
    const tokens = [await aSessionToken(portal, kim), await aSessionToken(portal, kim)];
    await portal.database.transaction(async (trx) => {
      const stamp = portal.stamp();
      await endRoles(trx, stamp, {
        organisationId,
        personId: kim.personId,
        role: 'all',
        on: stamp.today,
        actorId: manager.personId,
      });
    });
    expect(await Promise.all(tokens.map((token) => findViewer(portal, token)))).toEqual([undefined, undefined]);
  });
});

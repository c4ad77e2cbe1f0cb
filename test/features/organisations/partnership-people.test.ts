import { expect, it } from 'vitest';
import { listRoleHolders } from '../../../app/features/accounts/queries.server.ts';
import {
  endPartnershipRole,
  inviteToPartnership,
} from '../../../app/features/organisations/commands/partnership-people.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const form = { email: 'new@example.org', personName: 'Noor Haddad', personJobTitle: null, role: 'moderator' };

async function start(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const holders = () => listRoleHolders(portal.database.db, { partnershipId }, portal.stamp().today);
  return { partnershipId, manager, holders };
}

describeEachDatabase('the people of a partnership', (open) => {
  it('are given a role once and told once', async () => {
    const portal = await open();
    const { manager, holders } = await start(portal);
    await inviteToPartnership(portal, manager, form);
    await inviteToPartnership(portal, manager, form);
    expect((await holders()).map(({ name, role }) => [name, role])).toContainEqual(['Noor Haddad', 'moderator']);
    expect(await holders()).toHaveLength(2);
    expect(await portal.database.db.selectFrom('outbox_message').selectAll().execute()).toHaveLength(1);
  });

  it('are refused a role that is not the partnership’s', async () => {
    const portal = await open();
    const { manager, holders } = await start(portal);
    expect(await inviteToPartnership(portal, manager, { ...form, role: 'headteacher' })).toEqual({
      ok: false,
      errors: { role: ['Choose what this person does'] },
    });
    expect(await holders()).toHaveLength(1);
  });

  it('lose a role from the day it ends', async () => {
    const portal = await open();
    const { manager, holders } = await start(portal);
    await inviteToPartnership(portal, manager, form);
    const added = (await holders()).find(({ email }) => email === form.email);
    await endPartnershipRole(portal, manager, { personId: added?.personId ?? '', role: 'moderator' });
    expect(await holders()).toHaveLength(1);
  });

  it('always have a business manager among them', async () => {
    const portal = await open();
    const { manager, holders } = await start(portal);
    await expect(
      endPartnershipRole(portal, manager, { personId: manager.personId, role: 'business-manager' }),
    ).rejects.toThrow('needs a business manager');
    expect(await holders()).toHaveLength(1);
  });

  it('are changed by their own business manager alone', async () => {
    const portal = await open();
    const { partnershipId, manager, holders } = await start(portal);
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
    const foreign = await aViewer(portal, {
      role: 'business-manager',
      partnershipId: await aPartnership(portal, 'other'),
    });
    await expect(inviteToPartnership(portal, chair, form)).rejects.toThrow('Page not found');
    await expect(
      endPartnershipRole(portal, foreign, { personId: manager.personId, role: 'business-manager' }),
    ).rejects.toThrow('Page not found');
    expect(await holders()).toHaveLength(2);
  });
});

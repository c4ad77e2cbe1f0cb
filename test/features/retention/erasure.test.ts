import { expect, it } from 'vitest';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { getCertificate } from '../../../app/features/retention/certificate.server.ts';
import { approveRun } from '../../../app/features/retention/commands/decide-run.server.ts';
import { liftHold, placeHold } from '../../../app/features/retention/commands/hold.server.ts';
import { prepareErasure } from '../../../app/features/retention/commands/prepare-run.server.ts';
import { dispose } from '../../../app/features/retention/dispose.server.ts';
import { erasedName } from '../../../app/features/retention/erase-person.server.ts';
import type { Owner } from '../../../app/features/retention/owner.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aPersonEverywhere, canaryAddress, canaryName, whereStands } from './a-person-everywhere.ts';

const asked = { email: canaryAddress, reason: 'Asked for in writing on 1 November' };

async function erased(portal: TestPortal, world: Awaited<ReturnType<typeof aPersonEverywhere>>): Promise<string> {
  const owner: Owner = { kind: 'partnership', id: world.partnershipId };
  const run = await prepareErasure(portal, world.manager, owner, asked);
  if (!run.prepared) throw new Error(run.problem);
  await approveRun(portal, world.manager, run.id);
  await dispose(portal, { runId: run.id });
  return run.id;
}

describeEachDatabase('erasing an account', (open) => {
  it('leaves no name and no address anywhere, an action that somebody can still read, and a chain that verifies', async () => {
    const portal = await open();
    const { db } = portal.database;
    const world = await aPersonEverywhere(portal);
    expect(await whereStands(db, canaryName)).toEqual([
      'action.owner_name',
      'organisation_contact.name',
      'person.name',
    ]);
    expect(await whereStands(db, canaryAddress)).toContain('outbox_message.to_address');
    // The action keeps the name that its owner had when it was given.
    await db.updateTable('action').set({ owner_name: 'Wilhelmina Canary' }).where('id', '=', world.actionId).execute();
    const run = await erased(portal, world);
    expect(await whereStands(db, canaryName)).toEqual([]);
    expect(await whereStands(db, canaryAddress)).toEqual([]);
    expect(await whereStands(db, 'Head of Canaries')).toEqual([]);
    const action = await db.selectFrom('action').selectAll().where('id', '=', world.actionId).executeTakeFirstOrThrow();
    expect([action.owner_name, action.owner_id]).toEqual([erasedName, world.personId]);
    expect(await db.selectFrom('session').select('id').where('person_id', '=', world.personId).execute()).toEqual([]);
    const { model } = await getCertificate(db, world.manager, run);
    expect(model.lists).toEqual([{ words: 'Account of somebody who left', ids: [world.personId] }]);
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('does not hide what is changed in the record afterwards', async () => {
    const portal = await open();
    const { db } = portal.database;
    const world = await aPersonEverywhere(portal);
    await erased(portal, world);
    const event = await db
      .selectFrom('event')
      .select(['chain', 'seq'])
      .where('type', '=', 'sign-in.completed')
      .where('actor_id', '=', world.personId)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('event')
      .set({ actor_id: world.manager.personId })
      .where('chain', '=', event.chain)
      .where('seq', '=', event.seq)
      .execute();
    expect((await verifyChains(db)).faults).toEqual([
      { chain: event.chain, seq: Number(event.seq), fault: 'was changed after it was written' },
    ]);
  });

  it('waits for the end of the roles, for a hold on the person, and is not for an owner who shares them with another', async () => {
    const portal = await open();
    const { db } = portal.database;
    const world = await aPersonEverywhere(portal);
    const owner: Owner = { kind: 'partnership', id: world.partnershipId };
    const ask = () => prepareErasure(portal, world.manager, owner, asked);
    const placed = await placeHold(portal, world.manager, owner, {
      what: 'person',
      email: canaryAddress,
      reason: 'A complaint names them',
    });
    if (!placed.placed) throw new Error(placed.problem);
    expect(await ask()).toMatchObject({ problem: expect.stringContaining('legal hold') });
    await liftHold(portal, world.manager, placed.id, { reason: 'It is settled' });
    const elsewhere = await aPartnership(portal, 'otherside');
    const grant = {
      id: portal.newId(),
      person_id: world.personId,
      role: 'observer',
      organisation_id: null,
      partnership_id: elsewhere,
      from_on: '2020-01-01',
      created_at: portal.stamp().now,
    };
    await db
      .insertInto('role_grant')
      .values({ ...grant, to_on: null })
      .execute();
    expect(await ask()).toMatchObject({ problem: expect.stringContaining('still has a role') });
    await db.updateTable('role_grant').set({ to_on: '2020-02-01' }).where('id', '=', grant.id).execute();
    expect(await ask()).toMatchObject({ problem: expect.stringContaining('elsewhere') });
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    await expect(prepareErasure(portal, stranger, owner, asked)).rejects.toThrow('Page not found');
    expect(await whereStands(db, canaryName)).toContain('person.name');
  });
});

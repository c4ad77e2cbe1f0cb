import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { listForTheBoard } from '../../../app/features/actions/board.server.ts';
import { checkImpact } from '../../../app/features/actions/commands/check-impact.server.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { ratifyActions } from '../../../app/features/actions/commands/ratify-actions.server.ts';
import { decideAction, markDone } from '../../../app/features/actions/commands/update-action.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { saveActionSettings } from '../../../app/features/actions/settings.server.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const done = { note: 'Every child has a plan', evidence: null, link: 'https://x.example/minutes' };

/** An action that its owner says is done, at revision 2. */
async function aDoneAction(portal: TestPortal, place: Awaited<ReturnType<typeof aPlaceOfActions>>, parts = {}) {
  const { id } = await createAction(portal, place.manager, actionFor(place.organisationId, place.lead, parts));
  await markDone(portal, place.lead, id, { revision: 1, ...done });
  return id;
}

describeEachDatabase('closing an action', (open) => {
  it('needs something that shows what changed, and words on it', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aPlaceOfActions(portal);
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    expect(await markDone(portal, lead, id, { revision: 1, note: 'Done', evidence: null })).toMatchObject({
      saved: false,
      field: 'link',
    });
    await markDone(portal, lead, id, { revision: 1, ...done });
    expect((await getAction(portal.database.db, lead, id, '2026-11-02')).updates[0]?.note).toBe(
      'Every child has a plan\n\nWhere it can be seen: https://x.example/minutes',
    );
  });

  it('is for a board to ratify where the partnership wants it, several at once and all or none', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aPlaceOfActions(portal);
    const { partnershipId, manager, chair, moderator } = place;
    await saveActionSettings(portal, chair, partnershipId, {
      ratify: ['review'],
      managerGrantsTime: false,
      impactMonths: 3,
    });
    const review = { source: 'review', sourceName: 'Alder' } as const;
    const ids = [await aDoneAction(portal, place, review), await aDoneAction(portal, place, { ratify: 'yes' })];
    const plain = await aDoneAction(portal, place);
    const exempt = await aDoneAction(portal, place, { ...review, ratify: 'no' });
    for (const id of [...ids, plain, exempt])
      await decideAction(portal, moderator, id, 'verified', { revision: 2, note: 'Seen', impactCheckOn: null });
    const statusOf = async (id: string) => (await getAction(db, manager, id, '2026-11-02')).status;
    expect(await Promise.all([...ids, plain, exempt].map(statusOf))).toEqual([
      'verified',
      'verified',
      'closed',
      'closed',
    ]);
    const waiting = await listForTheBoard(db, partnershipScope(manager, 'action.ratify'), 1);
    expect(waiting.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(waiting.items[0]).toMatchObject({ checked: 'Seen', checkedBy: 'Sam Patel' });
    const board = { boardOn: '2026-11-02', note: null };
    await expect(ratifyActions(portal, moderator, 'ratified', { actions: ids, ...board })).rejects.toThrow('not found');
    await expect(ratifyActions(portal, manager, 'ratified', { actions: [...ids, plain], ...board })).rejects.toThrow(
      'has been checked',
    );
    expect(await Promise.all(ids.map(statusOf))).toEqual(['verified', 'verified']);
    expect(await ratifyActions(portal, manager, 'not-ratified', { actions: ids, ...board })).toMatchObject({
      field: 'note',
    });
    await ratifyActions(portal, manager, 'ratified', { actions: ids, ...board });
    expect(await getAction(db, manager, ids[0] ?? '', '2026-11-02')).toMatchObject({
      status: 'closed',
      impactCheckOn: '2027-02-02',
      updates: [{ kind: 'ratified', note: 'Meeting of 2 November 2026.' }, { kind: 'verified' }, { kind: 'done' }],
    });
  });

  it('goes back to its owner where the board does not ratify', async () => {
    const portal = await open();
    const place = await aPlaceOfActions(portal);
    const id = await aDoneAction(portal, place, { ratify: 'yes' });
    await decideAction(portal, place.moderator, id, 'verified', { revision: 2, note: 'Seen' });
    await ratifyActions(portal, place.chair, 'not-ratified', {
      actions: [id],
      boardOn: '2026-11-02',
      note: 'Too few files',
    });
    expect(await getAction(portal.database.db, place.lead, id, '2026-11-02')).toMatchObject({
      status: 'in-progress',
      impactCheckOn: null,
    });
  });

  it('is not for its executive sponsor to check', async () => {
    const portal = await open();
    const place = await aPlaceOfActions(portal);
    const { organisationId, manager, lead, moderator } = place;
    const twoHats: Viewer = { ...lead, partnershipRoles: moderator.partnershipRoles };
    const { id } = await createAction(
      portal,
      manager,
      actionFor(organisationId, 'Dee Carter', { sponsor: lead.personId }),
    );
    await markDone(portal, lead, id, { revision: 1, ...done });
    await expect(decideAction(portal, twoHats, id, 'verified', { revision: 2, note: 'x' })).rejects.toThrow('sponsor');
  });

  it('is looked at again: it holds until another day, or it does not and is opened or followed', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aPlaceOfActions(portal);
    const { manager, chair, lead, organisationId } = place;
    const id = await aDoneAction(portal, place);
    await decideAction(portal, manager, id, 'verified', { revision: 2, note: 'Seen' });
    expect(await getAction(db, lead, id, '2026-11-02')).toMatchObject({ impactCheckOn: '2027-05-02' });
    const again = { revision: 3, note: 'Ten files', impactCheckOn: '2027-11-01' };
    const owner: Viewer = { ...lead, partnershipRoles: manager.partnershipRoles };
    await expect(checkImpact(portal, owner, id, 'impact-held', again)).rejects.toThrow('your own');
    await expect(checkImpact(portal, lead, id, 'impact-held', again)).rejects.toThrow('Page not found');
    await checkImpact(portal, chair, id, 'impact-held', again);
    expect(await getAction(db, lead, id, '2027-11-02')).toMatchObject({
      status: 'closed',
      impactCheckOn: '2027-11-01',
    });
    const lost = { revision: 4, note: 'Half of them', afterwards: 'follow-up' } as const;
    await checkImpact(portal, chair, id, 'impact-lost', lost);
    expect(await getAction(db, lead, id, '2027-11-02')).toMatchObject({ status: 'closed', impactCheckOn: null });
    const next = await createAction(portal, manager, actionFor(organisationId, lead, { follows: id }));
    expect((await getAction(db, lead, id, '2027-11-02')).lineage.followers).toMatchObject([{ id: next.id }]);
    expect((await getAction(db, lead, next.id, '2027-11-02')).lineage.follows).toMatchObject({ id });
    await checkImpact(portal, chair, id, 'impact-lost', { ...lost, revision: 5, afterwards: 'reopen' });
    const reopened = await getAction(db, lead, id, '2027-11-02');
    expect(reopened.status).toBe('in-progress');
    expect(reopened.updates.map(({ kind }) => kind).toSorted()).toEqual(
      ['done', 'impact-not-seen', 'impact-not-seen', 'impact-seen', 'reopened', 'verified'].toSorted(),
    );
  });
});

import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { postGroup, postGroups, postPriorities, postPriority } from '../../../app/features/partnerships/post.server.ts';
import {
  getGroupsPage,
  getPrioritiesPage,
  listCurrentPriorities,
  listOpenGroups,
} from '../../../app/features/partnerships/queries.server.ts';
import { aGroup, aPriority } from '../../builders/a-group.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function aPlace(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  return {
    partnershipId,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }),
    chair: await aViewer(portal, { role: 'independent-chair', partnershipId }),
  };
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const namesFor = async (portal: TestPortal, viewer: Viewer) =>
  (await getGroupsPage(portal.database.db, viewer)).groups.map(({ name }) => name);

const titlesFor = async (portal: TestPortal, viewer: Viewer) =>
  (await getPrioritiesPage(portal.database.db, viewer, today)).priorities.map(({ title }) => title);

describeEachDatabase('groups and priorities', (open) => {
  it('groups stand board first, are renamed, closed and opened again, and one name is never taken twice', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, chair, partnershipId } = await aPlace(portal);
    const group = await aGroup(portal, manager, 'Neglect sub-group');
    await aGroup(portal, manager, 'The board', 'board');
    expect(await namesFor(portal, chair)).toEqual(['The board', 'Neglect sub-group']);
    expect(
      await postGroups(portal, manager, aForm({ intent: 'add', name: 'neglect SUB-GROUP', kind: 'sub-group' })),
    ).toMatchObject({
      ok: false,
      errors: { name: ['Enter a name that no other open group has'] },
      values: { name: 'neglect SUB-GROUP' },
    });
    const post = (fields: Record<string, string>) => postGroup(portal, manager, group, aForm(fields));
    expect(await post({ intent: 'change', name: ' ', revision: '1' })).toMatchObject({
      errors: { name: ['Enter the name of the group'], kind: ['Choose what kind of group it is'] },
    });
    await post({ intent: 'change', name: 'Early help group', kind: 'task-group', revision: '1' });
    await expect(post({ intent: 'close', revision: '1' })).rejects.toMatchObject({ code: 'stale-revision' });
    await post({ intent: 'close', revision: '2' });
    expect((await listOpenGroups(db, partnershipId, today)).map(({ name }) => name)).toEqual(['The board']);
    await aGroup(portal, manager, 'Early help group');
    expect(await post({ intent: 'open', revision: '3' })).toMatchObject({ ok: false, intent: 'open' });
    expect(await namesFor(portal, manager)).toEqual(['The board', 'Early help group', 'Early help group']);
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('priorities and themes keep the order that the manager gives them, and end with their last day', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, chair, partnershipId } = await aPlace(portal);
    const help = await aPriority(portal, manager, 'Help');
    await aPriority(portal, manager, 'Ask us first', 'young-people');
    const harm = await aPriority(portal, manager, 'Harm');
    await postPriorities(portal, manager, aForm({ intent: 'up', priority: harm }));
    await postPriorities(portal, manager, aForm({ intent: 'up', priority: harm }));
    expect(await titlesFor(portal, chair)).toEqual(['Harm', 'Ask us first', 'Help']);
    const ending = {
      intent: 'change',
      title: 'Help early',
      'fromOn-day': '1',
      'fromOn-month': '4',
      'fromOn-year': '2026',
      'toOn-day': '1',
      'toOn-month': '11',
      'toOn-year': '2026',
      revision: '1',
    };
    expect(await postPriority(portal, manager, help, aForm({ ...ending, 'toOn-year': '2025' }))).toMatchObject({
      errors: { toOn: ['Enter a last day that is not before the day it was set'] },
    });
    expect(await postPriority(portal, manager, help, aForm(ending))).toMatchObject({ ok: true });
    const current = await listCurrentPriorities(db, partnershipId, today);
    expect(current.map(({ title }) => title)).toEqual(['Harm', 'Ask us first']);
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('a chair reads them and changes none, and another partnership finds none', async () => {
    const portal = await open();
    const { manager, chair } = await aPlace(portal);
    const other = await aPlace(portal, 'otherside');
    const group = await aGroup(portal, manager);
    const priority = await aPriority(portal, manager);
    const notFound = { code: 'not-found' };
    for (const viewer of [chair, other.manager]) {
      await expect(postGroup(portal, viewer, group, aForm({ intent: 'close', revision: '1' }))).rejects.toMatchObject(
        notFound,
      );
      await expect(postPriorities(portal, viewer, aForm({ intent: 'up', priority }))).rejects.toMatchObject(notFound);
      await expect(postPriority(portal, viewer, priority, aForm({ intent: 'change' }))).rejects.toMatchObject(notFound);
    }
    expect(await namesFor(portal, other.manager)).toEqual([]);
    expect(await titlesFor(portal, other.manager)).toEqual([]);
  });
});

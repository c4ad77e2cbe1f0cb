import { expect, it } from 'vitest';
import { getGroupPage } from '../../../app/features/organisations/groups/group-page.server.ts';
import { leaveGroup, linkSite, linkSites } from '../../../app/features/organisations/groups/link-sites.server.ts';
import {
  listGroupsInScope,
  listGroupsOfSite,
  listSuggestedGroups,
} from '../../../app/features/organisations/groups/queries.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { groupScope } from '../../../app/features/trusts/scope.ts';
import { getSiteReturn, listSettlements } from '../../../app/features/trusts/site-return.server.ts';
import { exportSites, listSites } from '../../../app/features/trusts/sites.server.ts';
import { rated, submitted } from '../../builders/a-filled-return.ts';
import { aCycle, anOrganisation, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { aMember, answerCentrally, aTrust, settle, type Trust } from '../../builders/a-trust.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { loadedAs } from './loaded.ts';

const anybody = { search: '', standing: '' } as const;
const scopeOf = ({ trustId, trustLead }: Trust) => groupScope(trustLead, 'group.read', trustId);
const areaOf = ({ partnershipIds }: Trust, area: 0 | 1) => ({ partnershipIds: [partnershipIds[area]] }) as const;
const todayOf = (portal: TestPortal) => portal.stamp().today;

describeEachDatabase('linking sites to a trust', (open) => {
  it('is for the manager of each area and its own sites, and shows nothing of the others', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder, , cedar] = trust.sites;
    const [mo, mia] = trust.managers;
    const link = { groupId: trust.trustId, fromOn: '2026-09-01' };
    await expect(linkSite(portal, mo, { siteId: cedar.organisationId, ...link })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { db } = portal.database;
    const seen = JSON.stringify([
      await getGroupPage(db, mo, trust.trustId, { today: todayOf(portal), page: 1 }),
      await listGroupsInScope(db, areaOf(trust, 0), todayOf(portal)),
      await listSuggestedGroups(db, areaOf(trust, 0), todayOf(portal)),
      await listGroupsOfSite(db, areaOf(trust, 0), cedar.organisationId),
      await loadedAs(portal, mo, 'organisations/organisation', { organisationId: trust.trustId }),
    ]);
    for (const canary of [cedar.organisationId, 'Cedar', trust.partnershipIds[1], 'otherside'])
      expect(seen).not.toContain(canary);
    expect(seen).toContain(alder.organisationId);
    expect(await listGroupsInScope(db, areaOf(trust, 0), todayOf(portal))).toMatchObject([{ sites: 2 }]);
    expect(await listGroupsInScope(db, areaOf(trust, 1), todayOf(portal))).toMatchObject([{ sites: 1 }]);
    await expect(
      getGroupPage(db, mia, alder.organisationId, { today: todayOf(portal), page: 1 }),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses a second group, a group of groups, a setting as a group and a day that has not come', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    const [mo] = trust.managers;
    const [area] = trust.partnershipIds;
    const other = await anOrganisation(portal, area, { name: 'Other Trust', kind: 'academy-trust' });
    const problemOf = async (siteId: string, groupId: string, fromOn = '2026-09-01') => {
      const outcome = await linkSite(portal, mo, { siteId, groupId, fromOn });
      return outcome.ok ? undefined : Object.keys(outcome.errors)[0];
    };
    expect(await problemOf(alder.organisationId, other)).toBe('groupId');
    expect(await problemOf(trust.trustId, other)).toBe('groupId');
    const free = await anOrganisation(portal, area, { name: 'Free School', kind: 'academy' });
    expect(await problemOf(free, alder.organisationId)).toBe('groupId');
    expect(await problemOf(free, free)).toBe('groupId');
    expect(await problemOf(free, other, '2026-12-01')).toBe('fromOn');
    expect(await problemOf(free, other)).toBeUndefined();
  });

  it('links a site once, whoever presses at the same moment', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [area] = trust.partnershipIds;
    const [mo] = trust.managers;
    const other = await anOrganisation(portal, area, { name: 'Other Trust', kind: 'academy-trust' });
    const siteId = await anOrganisation(portal, area, { name: 'Wanted School', kind: 'academy' });
    const outcomes = await Promise.all(
      [trust.trustId, other].map((groupId) => linkSite(portal, mo, { siteId, groupId, fromOn: '2026-09-01' })),
    );
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  it('ends on a date, and the site can join another from that day on', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    const [mo] = trust.managers;
    const { db } = portal.database;
    const other = await anOrganisation(portal, trust.partnershipIds[0], { name: 'Other Trust', kind: 'academy-trust' });
    const [link] = await listGroupsOfSite(db, areaOf(trust, 0), alder.organisationId);
    const leave = (toOn: string) =>
      leaveGroup(portal, mo, { siteId: alder.organisationId, linkId: link?.id ?? '', toOn });
    expect(await leave('2026-09-01')).toMatchObject({ ok: false });
    expect(await leave('2026-11-01')).toEqual({ ok: true });
    await expect(leave('2026-11-02')).rejects.toMatchObject({ code: 'not-found' });
    const join = (fromOn: string) => linkSite(portal, mo, { siteId: alder.organisationId, groupId: other, fromOn });
    expect(await join('2026-10-31')).toMatchObject({ ok: false });
    expect(await join('2026-11-01')).toEqual({ ok: true });
    expect(
      (await listSites(db, scopeOf(trust), anybody, todayOf(portal))).items.map(({ siteName }) => siteName),
    ).toEqual(['Beech School', 'Cedar School']);
  });

  it('suggests the schools that the register puts into a trust, by its name', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const { db } = portal.database;
    const names = ['Dale School', 'Elm School', 'Far School'];
    const ids: string[] = [];
    for (const [place, name] of names.entries()) {
      const id = await anOrganisation(portal, trust.partnershipIds[place === 2 ? 1 : 0], { name, kind: 'academy' });
      const facts = JSON.stringify({ trust: place === 1 ? 'Nobody Knows Trust' : ' harbour learning  TRUST' });
      await db.updateTable('organisation').set({ facts }).where('id', '=', id).execute();
      ids.push(id);
    }
    expect(await listSuggestedGroups(db, areaOf(trust, 0), todayOf(portal))).toEqual([
      { name: 'harbour learning  TRUST', groupId: trust.trustId, sites: [{ id: ids[0], name: 'Dale School' }] },
      { name: 'Nobody Knows Trust', groupId: null, sites: [{ id: ids[1], name: 'Elm School' }] },
    ]);
    const page = await getGroupPage(db, trust.managers[0], trust.trustId, { today: todayOf(portal), page: 1 });
    expect(page.suggested).toEqual([{ id: ids[0], name: 'Dale School' }]);
    expect(await linkSites(portal, trust.managers[0], { groupId: trust.trustId, siteIds: ids.slice(0, 1) })).toBe(1);
    expect((await listSuggestedGroups(db, areaOf(trust, 0), todayOf(portal))).map(({ name }) => name)).toEqual([
      'Nobody Knows Trust',
    ]);
  });
});

describeEachDatabase('what a trust sees of its sites', (open) => {
  it('is how far each is, what was sent, and what became of its own answers; never the words of a draft', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder, beech, cedar] = trust.sites;
    await answerCentrally(portal, trust, 'policy');
    await settle(portal, alder, 'policy', 'central-stands');
    await settle(portal, beech, 'policy', 'central-different', { text: 'We share with the church.' });
    await submitted(portal, alder, { staff: rated('amber', 'canary-sent'), branch: rated('green') });
    const draft = { staff: rated('red', 'canary-of-a-draft') };
    await saveAnswers(portal, beech.lead, {
      returnId: beech.returnId,
      standardCode: 'a1',
      answers: [{ questionCode: 'staff', value: draft.staff, revision: 0 }],
    });
    const { db } = portal.database;
    const { items } = await listSites(db, scopeOf(trust), anybody, todayOf(portal));
    expect(
      items.map(({ siteName, agencyReturn: one }) => [
        siteName,
        one?.status,
        one?.percent,
        one?.ratings.map(({ word, count }) => `${count} ${word}`),
        one && [one.central.waiting, one.central.accepted, one.central.excepted],
      ]),
    ).toEqual([
      ['Alder School', 'submitted', 100, ['1 Partly in place', '2 In place'], [0, 1, 0]],
      ['Beech School', 'in-progress', 50, [], [0, 0, 1]],
      ['Cedar School', 'not-started', 0, [], [1, 0, 0]],
    ]);
    const seen = JSON.stringify([
      items,
      await exportSites(db, scopeOf(trust), anybody, todayOf(portal)),
      await getSiteReturn(portal, scopeOf(trust), beech.returnId, todayOf(portal)),
      await listSettlements(db, scopeOf(trust), 'excepted', todayOf(portal)),
    ]);
    expect(seen).toContain('We share with the church.');
    expect(seen).not.toContain('canary-of-a-draft');
    const sent = await getSiteReturn(portal, scopeOf(trust), alder.returnId, todayOf(portal));
    expect(JSON.stringify(sent.copy)).toContain('canary-sent');
    expect((await getSiteReturn(portal, scopeOf(trust), cedar.returnId, todayOf(portal))).copy).toBeNull();
  });

  it('is nothing that was sent before the site joined, and nothing at all of anybody else', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const { db } = portal.database;
    const [area] = trust.partnershipIds;
    const late = await anOrganisation(portal, area, { name: 'Late School', kind: 'academy' });
    const cycleId = await aCycle(portal, area, `${trust.edition.set}/${trust.edition.edition}`, 'Schools 2025');
    const returnId = await aReturn(portal, {
      partnershipId: area,
      cycleId,
      organisationId: late,
      edition: trust.edition,
    });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: late });
    await submitted(
      portal,
      { edition: trust.edition, partnershipId: area, organisationId: late, cycleId, returnId, lead },
      { policy: rated('red'), staff: rated('red') },
    );
    await expect(getSiteReturn(portal, scopeOf(trust), returnId, todayOf(portal))).rejects.toMatchObject({
      code: 'not-found',
    });
    portal.setTime('2026-11-03T09:00:00Z');
    await linkSite(portal, trust.managers[0], { siteId: late, groupId: trust.trustId, fromOn: '2026-11-03' });
    await expect(getSiteReturn(portal, scopeOf(trust), returnId, todayOf(portal))).rejects.toMatchObject({
      code: 'not-found',
    });
    const { items } = await listSites(db, scopeOf(trust), { search: 'late', standing: 'none' }, todayOf(portal));
    expect(items).toEqual([{ siteId: late, siteName: 'Late School', agencyReturn: null }]);
    for (const viewer of [...trust.managers, lead])
      expect(() => groupScope(viewer, 'group.read', trust.trustId)).toThrow('Page not found');
  });

  it('is read in a number of queries that does not grow with 75 sites', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const { db } = portal.database;
    const countQueries = async () => {
      await listSites(db, scopeOf(trust), anybody, todayOf(portal));
      portal.takeQueries();
      const page = await listSites(db, scopeOf(trust), anybody, todayOf(portal));
      return { queries: portal.takeQueries().length, page };
    };
    const few = await countQueries();
    const [area] = trust.partnershipIds;
    const [{ cycleId }] = trust.sites;
    for (let number = 0; number < 72; number += 1) {
      const name = `Site ${String(number).padStart(2, '0')}`;
      const organisationId = await anOrganisation(portal, area, { name, kind: 'academy' });
      await aReturn(portal, { partnershipId: area, cycleId, organisationId, edition: trust.edition });
      await linkSite(portal, trust.managers[0], {
        siteId: organisationId,
        groupId: trust.trustId,
        fromOn: '2026-09-01',
      });
    }
    const many = await countQueries();
    expect([many.page.total, many.page.pageCount, many.page.items.length]).toEqual([75, 2, 50]);
    expect(many.queries).toBe(few.queries);
    const csv = await exportSites(db, scopeOf(trust), anybody, todayOf(portal));
    expect(csv.trim().split('\n')).toHaveLength(76);
  });
});

describeEachDatabase('a site that belongs to two areas', (open) => {
  it('is one site of the trust with a return for each', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    const [, other] = trust.partnershipIds;
    await aMember(portal, other, alder.organisationId);
    const cycleId = await aCycle(portal, other, `${trust.edition.set}/${trust.edition.edition}`, 'Also asked');
    await aReturn(portal, {
      partnershipId: other,
      cycleId,
      organisationId: alder.organisationId,
      edition: trust.edition,
    });
    const { items } = await listSites(
      portal.database.db,
      scopeOf(trust),
      { search: 'alder', standing: '' },
      todayOf(portal),
    );
    expect(items.map(({ agencyReturn }) => agencyReturn?.cycleName).toSorted()).toEqual(['Also asked', 'Schools 2026']);
  });
});

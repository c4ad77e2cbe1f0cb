import { beforeEach, expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { extendDeadline, remind } from '../../../app/features/cycles/commands/chase.server.ts';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import { countReturns, getReturn, listAllReturns, listReturns } from '../../../app/features/cycles/dashboard.server.ts';
import type { DashboardFilter, DashboardSort } from '../../../app/features/cycles/dashboard-query.ts';
import { returnsAsCsv } from '../../../app/features/cycles/export.server.ts';
import { getCycle, listExtensions } from '../../../app/features/cycles/queries.server.ts';
import { anOrganisation } from '../../builders/a-partnership.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { agencies, aPlace, draftCycle, launchedCycle, type Place, returnOf, setStage } from './a-cycle.ts';

describeEachDatabase('the dashboard of a cycle', (open) => {
  let place: Place;
  beforeEach(async () => {
    place = await aPlace(await open());
  });
  const db = () => place.portal.database.db;
  const scope = () => partnershipScope(place.manager, 'cycle.read');
  const today = () => place.portal.stamp().today;
  const list = async (
    cycleId: string,
    filter: DashboardFilter = {},
    sort: DashboardSort = { by: 'name', descending: false },
    page = 1,
  ) => listReturns(db(), await getCycle(db(), scope(), cycleId), { filter, sort, page, today: today() });
  const names = async (...args: Parameters<typeof list>) =>
    (await list(...args)).items.map(({ organisationName }) => organisationName);

  /** Alder not started, Birch half way, Cedar sent, Dogwood late. */
  async function fourReturns() {
    const ids = await agencies(place, ['Alder', 'Birch', 'Cedar', 'Dogwood']);
    const cycleId = await launchedCycle(place);
    const [alder = '', birch = '', cedar = '', dogwood = ''] = await Promise.all(
      ids.map((id) => returnOf(place, cycleId, id)),
    );
    await setStage(place, birch, 'in-progress');
    await db()
      .updateTable('standard_progress')
      .set({ answered: 1, required_complete: 1 })
      .where('return_id', '=', birch)
      .where('standard_code', '=', 'a1')
      .execute();
    await setStage(place, cedar, 'submitted');
    await db().updateTable('agency_return').set({ due_on: '2026-11-01' }).where('id', '=', dogwood).execute();
    return { cycleId, alder, birch, cedar, dogwood, organisationIds: ids };
  }

  it('says where each return is and how far, who is late, and how many stand where', async () => {
    const { cycleId } = await fourReturns();
    const { items } = await list(cycleId);
    expect(items.map((entry) => [entry.organisationName, entry.stage, entry.percent, entry.late])).toEqual([
      ['Alder', 'not-started', 0, false],
      ['Birch', 'in-progress', 50, false],
      ['Cedar', 'submitted', 100, false],
      ['Dogwood', 'not-started', 0, true],
    ]);
    expect(await countReturns(db(), await getCycle(db(), scope(), cycleId), today())).toEqual({
      total: 4,
      byStage: { 'not-started': 2, 'in-progress': 1, 'awaiting-sign-off': 0, signed: 0, submitted: 1, closed: 0 },
      overdue: 1,
      withoutLead: 0,
    });
  });

  it('narrows by stage, lateness, missing lead, kind and words, and sorts either way', async () => {
    const { cycleId } = await fourReturns();
    expect(await names(cycleId, { standing: 'not-started' })).toEqual(['Alder', 'Dogwood']);
    expect(await names(cycleId, { standing: 'overdue' })).toEqual(['Dogwood']);
    expect(await names(cycleId, { standing: 'no-lead' })).toEqual([]);
    expect(await names(cycleId, { kind: 'police' })).toEqual([]);
    expect(await names(cycleId, { kind: 'voluntary' })).toHaveLength(4);
    expect(await names(cycleId, { search: 'ced' })).toEqual(['Cedar']);
    expect(await names(cycleId, {}, { by: 'name', descending: true })).toEqual(['Dogwood', 'Cedar', 'Birch', 'Alder']);
    expect(await names(cycleId, {}, { by: 'progress', descending: true })).toEqual([
      'Cedar',
      'Birch',
      'Alder',
      'Dogwood',
    ]);
    expect(await names(cycleId, {}, { by: 'due', descending: false })).toEqual(['Dogwood', 'Alder', 'Birch', 'Cedar']);
    expect(await names(cycleId, {}, { by: 'standing', descending: true })).toEqual([
      'Cedar',
      'Birch',
      'Alder',
      'Dogwood',
    ]);
  });

  it('asks the same number of queries for 10 returns and for 300, and never reads an answer', async () => {
    for (let number = 0; number < 10; number++) await anOrganisation(place.portal, place.partnershipId);
    const small = await launchedCycle(place);
    for (let number = 0; number < 290; number++) await anOrganisation(place.portal, place.partnershipId);
    const large = await draftCycle(place);
    expect(await launchCycle(place.portal, place.manager, { cycleId: large, revision: 1 })).toEqual({ returns: 300 });
    const queriesFor = async (cycleId: string) => {
      place.portal.takeQueries();
      const cycle = await getCycle(db(), scope(), cycleId);
      await countReturns(db(), cycle, today());
      const page = await listReturns(db(), cycle, {
        filter: {},
        sort: { by: 'progress', descending: true },
        page: 1,
        today: today(),
      });
      return { queries: place.portal.takeQueries(), page };
    };
    const few = await queriesFor(small);
    const many = await queriesFor(large);
    expect(few.page).toMatchObject({ total: 10, pageCount: 1 });
    expect(many.page).toMatchObject({ total: 300, pageCount: 6 });
    expect(many.page.items).toHaveLength(50);
    expect(many.queries).toHaveLength(few.queries.length);
    expect(many.queries).toHaveLength(4);
    for (const query of many.queries) expect(query).not.toMatch(/"answer"|"answer_revision"|"snapshot"/);
  });

  it('moves one deadline with a reason, keeps the dates before it, and tells the leads', async () => {
    const { cycleId, alder } = await fourReturns();
    const extend = (newDueOn: string, reason = 'New lead since October') =>
      extendDeadline(place.portal, place.manager, { cycleId, returnId: alder, form: { newDueOn, reason } });
    expect(await extend('2026-12-11')).toMatchObject({ ok: false, errors: { newDueOn: [expect.any(String)] } });
    expect(await extend('2026-12-18')).toEqual({ ok: true });
    place.portal.setTime('2026-12-17T09:00:00Z');
    expect(await extend('2027-01-08', 'Inspection in December')).toEqual({ ok: true });
    const cycle = await getCycle(db(), scope(), cycleId);
    expect(await getReturn(db(), cycle, alder, today())).toMatchObject({
      dueOn: '2027-01-08',
      firstDueOn: '2026-12-11',
    });
    expect(await listExtensions(db(), scope(), alder)).toMatchObject([
      { fromOn: '2026-12-18', toOn: '2027-01-08', reason: 'Inspection in December' },
      { fromOn: '2026-12-11', toOn: '2026-12-18', reason: 'New lead since October' },
    ]);
    expect(await listExtensions(db(), partnershipScope(place.stranger, 'cycle.read'), alder)).toEqual([]);
    const told = await db()
      .selectFrom('outbox_message')
      .select('body')
      .where('template', '=', 'deadline-extended')
      .orderBy('created_at')
      .execute();
    expect(told).toHaveLength(2);
    expect(told[1]?.body).toContain('8 January 2027');
    const events = await db().selectFrom('event').select('detail').where('type', '=', 'deadline.extended').execute();
    expect(events.map(({ detail }) => detail).join()).not.toContain('Inspection');
  });

  it('does not move the deadline of a return that is sent, or of another cycle or partnership', async () => {
    const { cycleId, alder, cedar } = await fourReturns();
    const other = await launchedCycle(place);
    const form = { newDueOn: '2026-12-18', reason: 'Why' };
    const extend = (id: string, returnId: string, who = place.manager) =>
      extendDeadline(place.portal, who, { cycleId: id, returnId, form });
    await expect(extend(cycleId, cedar)).rejects.toMatchObject({ code: 'not-now' });
    await expect(extend(other, alder)).rejects.toMatchObject({ code: 'not-found' });
    await expect(extend(cycleId, alder, place.stranger)).rejects.toMatchObject({ code: 'not-found' });
    const draft = await draftCycle(place);
    await expect(extend(draft, alder)).rejects.toMatchObject({ code: 'not-now' });
  });

  it('reminds at most once a day for each return', async () => {
    const { cycleId, alder, cedar } = await fourReturns();
    const ask = (target: Parameters<typeof remind>[2]['target'], who = place.manager) =>
      remind(place.portal, who, { cycleId, target });
    expect(await ask({ returnId: alder })).toEqual({ reminded: 1, already: 0, withoutLead: [] });
    expect(await ask({ returnId: alder })).toEqual({ reminded: 0, already: 1, withoutLead: [] });
    expect(await ask('not-started')).toEqual({ reminded: 1, already: 1, withoutLead: [] });
    place.portal.setTime('2026-11-03T09:00:00Z');
    expect(await ask('overdue')).toEqual({ reminded: 1, already: 0, withoutLead: [] });
    await expect(ask({ returnId: cedar })).rejects.toMatchObject({ code: 'not-now' });
    await expect(ask({ returnId: 'no-such' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask('not-started', place.stranger)).rejects.toMatchObject({ code: 'not-found' });
    const messages = await db()
      .selectFrom('outbox_message')
      .select('reference')
      .where('template', '=', 'reminder')
      .execute();
    expect(messages).toHaveLength(3);
    const events = await db().selectFrom('event').select('id').where('type', '=', 'reminder.sent').execute();
    expect(events).toHaveLength(3);
    expect((await list(cycleId)).items.find(({ returnId }) => returnId === alder)?.remindedAt).toBe(
      '2026-11-02T09:00:00.000Z',
    );
  });

  it('names the organisations that have nobody to remind', async () => {
    await anOrganisation(place.portal, place.partnershipId, { name: 'Nobody There' });
    const cycleId = await launchedCycle(place);
    expect(await remind(place.portal, place.manager, { cycleId, target: 'not-started' })).toEqual({
      reminded: 0,
      already: 0,
      withoutLead: ['Nobody There'],
    });
    expect(await names(cycleId, { standing: 'no-lead' })).toEqual(['Nobody There']);
    const cycle = await getCycle(db(), scope(), cycleId);
    expect((await countReturns(db(), cycle, today())).withoutLead).toBe(1);
  });

  it('gives the same list as a file for a spreadsheet, with formulas made harmless', async () => {
    await agencies(place, ['=HYPERLINK("http://evil")', 'Ärztehaus']);
    const cycleId = await launchedCycle(place);
    const cycle = await getCycle(db(), scope(), cycleId);
    const all = await listAllReturns(db(), cycle, {
      filter: {},
      sort: { by: 'name', descending: false },
      today: today(),
    });
    const csv = returnsAsCsv(cycle, all);
    expect(csv.startsWith('\uFEFFcycle,edition,organisation,kind')).toBe(true);
    expect(csv).toContain('"\'=HYPERLINK');
    expect(csv).toContain('Ärztehaus,Charity or community organisation,,Not yet started,0,2026-12-11,2026-12-11,no');
    expect(csv.trim().split('\r\n')).toHaveLength(3);
  });
});

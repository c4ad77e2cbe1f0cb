import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { getBoardPage } from '../../../app/features/plans/board/get-board.server.ts';
import { planColumns } from '../../../app/features/plans/columns.ts';
import { TimelineFigure } from '../../../app/features/plans/components/timeline-figure.tsx';
import { figuresAsCsv, getPlanFigures } from '../../../app/features/plans/figures/get-figures.server.ts';
import { getPlanPage, getWholePlan, mostOnPaper } from '../../../app/features/plans/plan/get-plan.server.ts';
import { writePlanFile } from '../../../app/features/plans/plan/plan-files.server.ts';
import { planQuery, readPlanFilter } from '../../../app/features/plans/plan-filter.ts';
import { listPlan } from '../../../app/features/plans/plan-rows.server.ts';
import { getPlanOrganisation, planScope } from '../../../app/features/plans/scope.server.ts';
import { timelineOf } from '../../../app/features/plans/timeline/timeline.ts';
import { readWorkbook } from '../../../app/platform/workbook.server.ts';
import { drawDocument } from '../../../pdf/draw.tsx';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aGroup, aPlannedAction, aPriority } from '../../builders/a-planned-action.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';
const filter = (query = '') => readPlanFilter(new URLSearchParams(query));

/** Housing with two actions, a school with a closed one, a group with one of its own, and another partnership. */
async function aSetting(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const housing = await anOrganisation(portal, partnershipId, { name: 'Millbrook Housing' });
  const school = await anOrganisation(portal, partnershipId, { name: 'Vale School', kind: 'maintained-school' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: housing }, 'Jo Bell');
  const contributor = await aViewer(portal, { role: 'contributor', organisationId: housing });
  const group = await aGroup(portal, partnershipId);
  const neglect = await aPriority(portal, partnershipId, { title: 'Neglect' });
  const heard = await aPriority(portal, partnershipId, { title: 'Being heard', setBy: 'young-people', position: 2 });
  const base = { partnership_id: partnershipId, created_by: manager.personId };
  const overdue = await aPlannedAction(
    portal,
    {
      ...base,
      organisation_id: housing,
      due_on: '2026-10-01',
      priority_id: neglect,
      rag: 'amber',
      percent: 40,
      status: 'in-progress',
      what: '=HYPERLINK("http://example.org")',
    },
    [
      { kind: 'progress', made_at: '2026-07-01T10:00:00.000Z', note: 'First note' },
      { kind: 'progress', made_at: '2026-08-01T10:00:00.000Z', note: 'Line one\nLine two' },
    ],
  );
  const later = await aPlannedAction(portal, {
    ...base,
    organisation_id: housing,
    group_id: group,
    due_on: '2027-02-01',
    first_due_on: '2026-10-01',
    source_kind: 'inspection',
    priority_id: heard,
  });
  const closed = await aPlannedAction(
    portal,
    { ...base, organisation_id: school, status: 'closed', closed_at: '2026-10-20T10:00:00.000Z', percent: 100 },
    [
      { kind: 'done', made_at: '2026-10-10T10:00:00.000Z', note: 'Children say so' },
      { kind: 'verified', made_at: '2026-10-20T10:00:00.000Z' },
    ],
  );
  const own = await aPlannedAction(
    portal,
    { ...base, group_id: group, due_on: '2026-12-01', status: 'verified', what: 'Audit neglect' },
    [
      { kind: 'done', made_at: '2026-10-01T10:00:00.000Z' },
      { kind: 'verified', made_at: '2026-10-05T10:00:00.000Z' },
    ],
  );
  const otherPartnership = await aPartnership(portal, 'elsewhere');
  const elsewhere = await anOrganisation(portal, otherPartnership, { name: 'Elsewhere' });
  const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: otherPartnership });
  await aPlannedAction(portal, { ...base, partnership_id: otherPartnership, organisation_id: elsewhere });
  return {
    partnershipId,
    housing,
    school,
    elsewhere,
    manager,
    lead,
    contributor,
    stranger,
    group,
    neglect,
    overdue,
    later,
    closed,
    own,
  };
}

it('the columns of a plan’s files have the same names in the same places every year', () => {
  expect(planColumns.map(({ heading }) => heading).join('; ')).toBe(
    'Reference; Partnership; Organisation; Kind of organisation; Sector; Group; Cycle; Source; Standard; Priority; Serves; Set by; What was found; Action; Target: how we shall know; Given; Starts; First due; Due; Status; Overdue; Per cent done; RAG; Latest progress; Latest progress on; Evidence of impact; Proof; Done; Closed; Impact check; Owner; Sponsor',
  );
});

it('the state of a plan is its address, and what an address does not know is left out', () => {
  expect(planQuery(filter('status=current&by=none&page=3&x=1'))).toBe('');
  expect(planQuery(filter('by=agency&status=overdue&sector=nonsense'))).toBe('?status=overdue&by=agency');
});

describeEachDatabase('the plan of actions', (open) => {
  it('holds what is not closed, narrowed and put together as its address says', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, lead, housing, group, neglect, overdue, later, closed, own } = await aSetting(portal);
    const scope = planScope(manager);
    const references = async (query: string) =>
      (await listPlan(db, scope, filter(query), today, 1)).items.map(({ reference }) => reference);
    expect(await references('')).toEqual([overdue, own, later].map(({ reference }) => reference));
    expect(await references('status=overdue')).toEqual([overdue.reference]);
    expect(await references('status=closed')).toEqual([closed.reference]);
    expect(await references('sector=group')).toEqual([own.reference]);
    expect(await references('sector=setting&status=all')).toEqual([closed.reference]);
    expect(await references(`group=${group}`)).toEqual([own.reference, later.reference]);
    expect(await references(`priority=${neglect}`)).toEqual([overdue.reference]);
    expect(await references('source=inspection')).toEqual([later.reference]);
    expect(await references(`organisation=${housing}`)).toEqual([overdue.reference, later.reference]);
    const byPriority = await getPlanPage(db, scope, filter('by=priority&status=all'), today, 1);
    expect(byPriority.groups.map(({ words, total, overdue: late }) => [words, total, late])).toEqual([
      ['Partnership priority: Neglect', 1, 1],
      ['Youth theme: Being heard', 1, 0],
      ['Without a partnership priority or youth theme', 2, 0],
    ]);
    expect([...new Set(byPriority.actions.items.map(({ groupKey }) => groupKey))]).toEqual(
      byPriority.groups.map(({ key }) => key),
    );
    for (const by of ['agency', 'sector', 'group', 'source', 'status']) {
      const page = await getPlanPage(db, scope, filter(`by=${by}&status=all`), today, 1);
      expect(page.groups.reduce((sum, { total }) => sum + total, 0)).toBe(4);
      expect(page.groups.every(({ words }) => words !== '')).toBe(true);
    }
    expect(byPriority.summary.map(({ value }) => value)).toEqual(['2', '1', '0', '1', '1']);
    const agency = await getPlanPage(db, planScope(lead), filter('status=all'), today, 1);
    expect(agency.actions.items.map(({ reference }) => reference)).toEqual([overdue.reference, later.reference]);
    expect(agency.actions.items[0]).toMatchObject({
      organisation: 'Millbrook Housing',
      serves: { title: 'Neglect', setBy: 'partnership' },
      overdue: true,
      latest: { text: 'Line one\nLine two', on: '2026-08-01' },
      givenOn: '2026-06-01',
    });
  });

  it('is of the agency’s own people and the partnership, and of nobody else', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, lead, contributor, stranger, housing, school, elsewhere } = await aSetting(portal);
    expect(await getPlanOrganisation(db, planScope(manager), school)).toMatchObject({ name: 'Vale School' });
    expect(await getPlanOrganisation(db, planScope(lead), housing)).toMatchObject({ name: 'Millbrook Housing' });
    expect(() => planScope(contributor)).toThrow('Page not found');
    for (const [viewer, organisation] of [
      [lead, school],
      [stranger, housing],
      [manager, elsewhere],
    ] as const) {
      await expect(getPlanOrganisation(db, planScope(viewer), organisation)).rejects.toThrow('Page not found');
      await expect(getWholePlan(portal, viewer, new URLSearchParams({ organisation }))).rejects.toThrow(
        'Page not found',
      );
    }
    const narrowed = await listPlan(db, planScope(lead), filter(`organisation=${school}&status=all`), today, 1);
    expect(narrowed.total).toBe(0);
    await expect(getBoardPage(portal, lead, new URLSearchParams())).rejects.toThrow('Page not found');
    const foreign = await aPartnership(portal, 'third');
    await expect(getBoardPage(portal, manager, new URLSearchParams({ partnership: foreign }))).rejects.toThrow(
      'Page not found',
    );
  });

  it('leaves as CSV, XLSX and ODS with the same cells, whole, and no formula', async () => {
    const portal = await open();
    const { manager, overdue } = await aSetting(portal);
    const search = new URLSearchParams('status=all');
    const file = async (ending: string) => (await writePlanFile(portal, manager, search, ending)).bytes;
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file('csv'));
    expect(csv.startsWith('\uFEFFReference,Partnership,Organisation')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK`);
    for (const ending of ['xlsx', 'ods']) {
      const book = await readWorkbook(await file(ending));
      const rows = 'sheets' in book ? (book.sheets[0]?.rows ?? []) : [];
      expect(rows[0]).toEqual(planColumns.map(({ heading }) => heading));
      expect(rows).toHaveLength(5);
      const row = rows.find(([reference]) => reference === overdue.reference);
      expect(row?.[13]).toBe(`'=HYPERLINK("http://example.org")`);
      expect(row?.[23]).toBe('Line one\nLine two');
      expect(row?.[21]).toBe('40');
    }
    await expect(file('exe')).rejects.toThrow('Page not found');
  });

  it('says on paper what does not stand there', async () => {
    const portal = await open();
    const { manager, lead, partnershipId, housing } = await aSetting(portal);
    const base = { partnership_id: partnershipId, created_by: manager.personId, organisation_id: housing };
    const search = new URLSearchParams('by=agency');
    expect((await getWholePlan(portal, lead, search)).model.scope).toBe('Millbrook Housing');
    expect((await getWholePlan(portal, manager, search)).model).toMatchObject({
      leftOut: null,
      narrowed: 'Not closed, by agency',
      parts: [{ heading: 'Millbrook Housing', note: '2 actions, 1 overdue' }, { heading: 'Neglect sub-group' }],
    });
    await aPlannedAction(portal, base);
    const { db } = portal.database;
    const {
      id: _,
      reference: __,
      ...row
    } = await db.selectFrom('action').selectAll().limit(1).executeTakeFirstOrThrow();
    const copies = Array.from({ length: mostOnPaper }, (_one, at) => ({
      ...row,
      id: portal.newId(),
      reference: `COPY-${at}`,
    }));
    for (let at = 0; at < copies.length; at += 100)
      await db
        .insertInto('action')
        .values(copies.slice(at, at + 100))
        .execute();
    portal.takeQueries();
    const { model } = await getWholePlan(portal, manager, new URLSearchParams());
    expect(portal.takeQueries().length).toBeLessThan(14);
    expect(model.parts.flatMap(({ actions }) => actions)).toHaveLength(mostOnPaper);
    expect(model.leftOut).toMatch(/^The first 500 of 50\d actions stand here\./);
  });

  it('has figures from its history and as CSV, and a timeline that says in a table what it draws', async () => {
    const portal = await open();
    const { manager, lead, overdue } = await aSetting(portal);
    const figures = await getPlanFigures(portal, manager, new URLSearchParams('months=6'));
    expect(figures.burnDown.steps.map(({ at, open: count, notDone }) => [at, count, notDone])).toEqual([
      ['2026-05-02', 0, 0],
      ['2026-06-01', 4, 4],
      ['2026-10-01', 4, 3],
      ['2026-10-10', 4, 2],
      ['2026-10-20', 3, 2],
    ]);
    expect(figures.burnDown.months.at(-2)).toMatchObject({ at: '2026-10-31', overdue: 2, pastFirst: 0 });
    expect(figures.onTime.counts).toEqual({ first: 2, granted: 0, late: 0, overdue: 2, extended: 0 });
    expect(figures.byKind.map(({ kind }) => kind)).toHaveLength(3);
    expect(figuresAsCsv(figures).split('\n')[0]).toBe('\uFEFFfigure,of,day,name,count,counted,per_cent');
    expect((await getPlanFigures(portal, lead, new URLSearchParams())).actions).toBe(2);
    const { items } = await listPlan(portal.database.db, planScope(lead), filter(), today, 1);
    const timeline = timelineOf(items, today);
    const page = renderToStaticMarkup(
      <MemoryRouter>
        <TimelineFigure timeline={timeline} />
      </MemoryRouter>,
    );
    expect(page).toContain('1 of 2 actions on this page is overdue');
    expect(page).toContain('role="img"');
    for (const words of [overdue.reference, '1 October 2026', '1 February 2027', '1 June 2026'])
      expect(page).toContain(words);
  });
});

async function anEscalation(
  portal: TestPortal,
  {
    partnershipId,
    organisationId,
    action,
  }: { partnershipId: string; organisationId: string; action: { id: string; reference: string } },
) {
  await portal.database.db
    .insertInto('escalation')
    .values({
      id: portal.newId(),
      partnership_id: partnershipId,
      organisation_id: organisationId,
      subject: 'action',
      subject_id: action.id,
      action_id: action.id,
      name: `Action ${action.reference}`,
      due_on: '2026-09-01',
      level: 2,
      level_name: 'Executive sponsor',
      level_on: '2026-10-15',
      status: 'open',
      opened_at: '2026-10-01T09:00:00.000Z',
      revision: 1,
    })
    .execute();
}

describeEachDatabase('the page for the board', (open) => {
  it('tells what got better, what is late, what waits to be ratified, and the priorities', async () => {
    const portal = await open();
    const { manager, overdue, own, closed, partnershipId, housing } = await aSetting(portal);
    await anEscalation(portal, { partnershipId, organisationId: housing, action: overdue });
    const { model } = await getBoardPage(portal, manager, new URLSearchParams());
    expect(model.summary.map(({ value }) => value)).toEqual(['3', '2', '0', '1', '1', '50%']);
    const [better, late, escalated, board, priorities] = model.lists;
    expect(escalated).toMatchObject({
      finding: '1 action is raised above their owner.',
      rows: [[`Action ${overdue.reference}`, 'Millbrook Housing: Executive sponsor', '15 Oct 2026']],
    });
    expect(better).toMatchObject({
      notShown: null,
      rows: [[expect.stringContaining(closed.reference), 'Children say so', '20 Oct 2026']],
    });
    expect(late?.rows[0]).toEqual([expect.stringContaining(overdue.reference), expect.any(String), '32', '1 Oct 2026']);
    expect(board?.rows[0]?.[0]).toContain(own.reference);
    expect(priorities?.rows).toEqual([
      ['Partnership priority', 'Neglect', '1', '1', '0'],
      ['Youth theme', 'Being heard', '1', '0', '0'],
    ]);
  });

  it('stays one page for forty agencies with long names, and says how many are not shown', async () => {
    const portal = await open();
    const { manager, partnershipId, group } = await aSetting(portal);
    const long = 'A text that goes on and on so that no column of a single page would hold it in one line. '.repeat(5);
    const base = { partnership_id: partnershipId, created_by: manager.personId, what: long };
    for (let at = 0; at < 8; at += 1)
      await aPriority(portal, partnershipId, { title: `Priority ${at}: ${long.slice(0, 120)}`, position: at + 3 });
    for (let at = 0; at < 40; at += 1) {
      const organisation_id = await anOrganisation(portal, partnershipId, {
        name: `Brookmere and Fenlow University Hospitals Foundation Trust ${at}`,
      });
      const action = await aPlannedAction(portal, { ...base, organisation_id, due_on: '2026-09-01' });
      await anEscalation(portal, { partnershipId, organisationId: organisation_id, action });
      await aPlannedAction(
        portal,
        {
          ...base,
          organisation_id,
          group_id: group,
          status: at % 2 ? 'closed' : 'verified',
          closed_at: at % 2 ? '2026-10-20T10:00:00.000Z' : null,
        },
        [
          { kind: 'done', made_at: '2026-10-10T10:00:00.000Z', note: long },
          { kind: 'verified', made_at: '2026-10-20T10:00:00.000Z' },
        ],
      );
    }
    const { model } = await getBoardPage(portal, manager, new URLSearchParams());
    expect(model.lists.map(({ notShown }) => notShown)).toEqual([
      '18 more are not shown.',
      '38 more are not shown.',
      '38 more are not shown.',
      '19 more are not shown.',
      '7 more are not shown.',
      '38 more are not shown.',
    ]);
    expect((await readPdf((await drawDocument(model)).bytes)).pages).toHaveLength(1);
  });
});

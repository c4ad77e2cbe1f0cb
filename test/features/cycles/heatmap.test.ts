import { beforeEach, expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { getHeatmap } from '../../../app/features/cycles/heatmap.server.ts';
import type { HeatmapBasis } from '../../../app/features/cycles/heatmap.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { ratingsAsCsv } from '../../../app/features/cycles/ratings-export.server.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { agencies, aPlace, launchedCycle, type Place, returnOf } from './a-cycle.ts';

type Points = { self?: string | null; moderated?: string | null; agreed?: string | null };

describeEachDatabase('the heatmap of a cycle', (open) => {
  let place: Place;
  beforeEach(async () => {
    place = await aPlace(await open());
  });
  const db = () => place.portal.database.db;

  /** A submission with ratings by standard. */
  async function submit(cycleId: string, organisationId: string, ratings: Record<string, Points>, version = 1) {
    const id = place.portal.newId();
    await db()
      .insertInto('submission')
      .values({
        id,
        organisation_id: organisationId,
        partnership_id: place.partnershipId,
        cycle_id: cycleId,
        return_id: await returnOf(place, cycleId, organisationId),
        edition_id: place.editionId,
        version,
        reference: id,
        snapshot: '{}',
        sha256: '0'.repeat(64),
        submitted_at: place.portal.stamp().now,
        submitted_by: place.manager.personId,
      })
      .execute();
    await db()
      .insertInto('submission_standard')
      .values(
        Object.entries(ratings).map(([standard, { self = null, moderated = null, agreed = null }]) => ({
          partnership_id: place.partnershipId,
          cycle_id: cycleId,
          organisation_id: organisationId,
          submission_id: id,
          standard_code: standard,
          scale_code: 'rag',
          self_point: self,
          moderated_point: moderated,
          agreed_point: agreed,
        })),
      )
      .execute();
  }

  async function read(
    cycleId: string,
    {
      basis = 'latest',
      sort = 'name',
      search,
    }: { basis?: HeatmapBasis; sort?: 'name' | 'worst'; search?: string } = {},
  ) {
    const cycle = await getCycle(db(), partnershipScope(place.manager, 'cycle.read'), cycleId);
    return getHeatmap(db(), cycle, { basis, sort, filter: search === undefined ? {} : { search }, page: 1 });
  }

  async function threeSubmissions() {
    const ids = await agencies(place, ['Alder', 'Birch', 'Cedar', 'Never sent']);
    const [alder = '', birch = '', cedar = ''] = ids;
    const cycleId = await launchedCycle(place);
    await submit(cycleId, alder, { a1: { self: 'green' }, a2: { self: 'green', moderated: 'amber' } });
    await submit(cycleId, birch, { a1: { self: 'green', moderated: 'amber', agreed: 'red' }, a2: { self: 'red' } });
    await submit(cycleId, cedar, { a1: { self: 'not-applicable' }, a2: {} });
    return { cycleId, alder };
  }

  it('shows the agreed rating, else the checked one, else their own; a switch shows each alone', async () => {
    const { cycleId } = await threeSubmissions();
    const points = async (basis: HeatmapBasis) =>
      Object.fromEntries((await read(cycleId, { basis })).rows.items.map((row) => [row.name, row.points]));
    expect(await points('latest')).toEqual({
      Alder: ['rag/green', 'rag/amber'],
      Birch: ['rag/red', 'rag/red'],
      Cedar: ['not-applicable', null],
    });
    expect(await points('self')).toMatchObject({ Alder: ['rag/green', 'rag/green'], Birch: ['rag/green', 'rag/red'] });
    expect(await points('moderated')).toMatchObject({ Alder: [null, 'rag/amber'], Birch: ['rag/amber', null] });
    expect(await points('agreed')).toMatchObject({ Alder: [null, null], Birch: ['rag/red', null] });
  });

  it('totals each standard over everybody, and counts what needs action for each organisation', async () => {
    const { cycleId } = await threeSubmissions();
    const { totals, rows, points, standards } = await read(cycleId);
    expect(standards.map(({ code }) => code)).toEqual(['a1', 'a2']);
    const of = (standard: string) =>
      Object.fromEntries(
        totals.filter((total) => total.standard === standard).map((total) => [total.point, total.count]),
      );
    expect(of('a1')).toEqual({ 'rag/green': 1, 'rag/red': 1, 'not-applicable': 1 });
    expect(of('a2')).toEqual({ 'rag/amber': 1, 'rag/red': 1, null: 1 });
    expect(rows.items.map((row) => [row.name, row.needingAction])).toEqual([
      ['Alder', 1],
      ['Birch', 2],
      ['Cedar', 0],
    ]);
    expect(Object.keys(points)).toEqual(['rag/red', 'rag/amber', 'rag/green', 'not-applicable']);
    expect(points['rag/red']).toMatchObject({ letter: 'R', word: 'Not yet in place', shape: 'diamond-bar' });
  });

  it('puts the worst first when asked, and narrows by words', async () => {
    const { cycleId } = await threeSubmissions();
    const names = async (options: Parameters<typeof read>[1]) =>
      (await read(cycleId, options)).rows.items.map(({ name }) => name);
    expect(await names({ sort: 'worst' })).toEqual(['Birch', 'Alder', 'Cedar']);
    const narrowed = await read(cycleId, { search: 'ALD' });
    expect(narrowed.rows.items.map(({ name }) => name)).toEqual(['Alder']);
    expect(narrowed.totals).toHaveLength(2);
  });

  it('counts a return that was sent twice once, by its newest copy', async () => {
    const { cycleId, alder } = await threeSubmissions();
    await db()
      .updateTable('submission')
      .set({ superseded_at: place.portal.stamp().now })
      .where('organisation_id', '=', alder)
      .execute();
    await submit(cycleId, alder, { a1: { self: 'red' }, a2: { self: 'red' } }, 2);
    const { rows } = await read(cycleId);
    expect(rows.total).toBe(3);
    expect(rows.items[0]?.points).toEqual(['rag/red', 'rag/red']);
  });

  it('gives the ratings as a file, a row for each organisation and standard, codes beside words', async () => {
    const { cycleId } = await threeSubmissions();
    const cycle = await getCycle(db(), partnershipScope(place.manager, 'cycle.read'), cycleId);
    const lines = (await ratingsAsCsv(db(), cycle, {})).trim().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toContain('organisation,kind,phase,standard_code');
    expect(lines[3]).toMatch(/Birch,.*,a1,A1,Standard a1,green,In place,amber,Partly in place,red,Not yet in place$/);
    expect(lines[5]).toMatch(/Cedar,.*,a1,A1,Standard a1,not-applicable,Not applicable,,,,$/);
    expect(lines[6]).toMatch(/Cedar,.*,a2,A2,Standard a2,,,,,,$/);
    expect((await ratingsAsCsv(db(), cycle, { search: 'ald' })).trim().split('\r\n')).toHaveLength(3);
  });

  it('asks the same number of queries however many have sent', async () => {
    const ids = await agencies(
      place,
      Array.from({ length: 20 }, (_, number) => `Body ${number}`),
    );
    const cycleId = await launchedCycle(place);
    await submit(cycleId, ids[0] ?? '', { a1: { self: 'red' } });
    await read(cycleId);
    place.portal.takeQueries();
    await read(cycleId);
    const forOne = place.portal.takeQueries();
    for (const id of ids.slice(1)) await submit(cycleId, id, { a1: { self: 'green' } });
    place.portal.takeQueries();
    await read(cycleId, { sort: 'worst' });
    const forTwenty = place.portal.takeQueries();
    expect(forTwenty).toHaveLength(forOne.length);
    for (const query of forTwenty) expect(query).not.toMatch(/"answer"|"snapshot"/);
  });
});

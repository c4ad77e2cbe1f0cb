import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PartnershipScope } from '../../app/features/accounts/viewer.ts';
import { countReturns, listReturns } from '../../app/features/cycles/dashboard.server.ts';
import { getHeatmap } from '../../app/features/cycles/heatmap.server.ts';
import { getCycle } from '../../app/features/cycles/queries.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type History, type HistorySize, makeHistory } from './cycles-of-history.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { milliseconds, paired } from './measure.ts';

/** What the pages of a cycle read: the cycle, the counts, the first page of returns, and the heatmap. */
async function readDashboard(portal: Portal, { partnershipId, cycleId }: History): Promise<number> {
  const { db } = portal.database;
  const scope: PartnershipScope = { partnershipIds: [partnershipId] };
  const { today } = portal.stamp();
  const cycle = await getCycle(db, scope, cycleId);
  const counts = await countReturns(db, cycle, today);
  const returns = await listReturns(db, cycle, { filter: {}, sort: { by: 'name', descending: false }, page: 1, today });
  const heatmap = await getHeatmap(db, cycle, { basis: 'latest', filter: {}, sort: 'worst', page: 1 });
  if (returns.total !== counts.total || heatmap.rows.total !== counts.byStage.submitted)
    throw new Error('The dashboard does not agree with itself');
  return counts.total;
}

async function withHistory<T>(
  folder: string,
  size: HistorySize,
  body: (portal: Portal, history: History) => Promise<T>,
) {
  mkdirSync(folder);
  const history = await makeHistory(folder, size);
  const portal = await openBenchPortal(folder);
  try {
    if ((await readDashboard(portal, history)) !== size.returns) throw new Error('The dashboard misses returns');
    return await body(portal, history);
  } finally {
    await portal.close();
  }
}

/** The dashboard of the newest cycle with a long history behind it, against the same cycle alone. */
export function dashboardHistory({ quick }: BenchOptions): Promise<Figure> {
  const returns = quick ? 40 : 1000;
  const cycles = quick ? 4 : 100;
  return inFolder((folder) =>
    withHistory(join(folder, 'one'), { cycles: 1, returns }, (one, shortHistory) =>
      withHistory(join(folder, 'many'), { cycles, returns }, async (many, longHistory) =>
        figureOf(
          'dashboard-history',
          await paired(
            quick ? 3 : 25,
            () => milliseconds(() => readDashboard(many, longHistory)),
            () => milliseconds(() => readDashboard(one, shortHistory)),
          ),
        ),
      ),
    ),
  );
}

/** How many statements the same pages send with a thousand returns, and with ten. */
export function dashboardQueries({ quick }: BenchOptions): Promise<Figure> {
  const count = (folder: string, returns: number) =>
    withHistory(folder, { cycles: 1, returns }, async (_, history) => {
      let sent = 0;
      const portal = await openBenchPortal(folder, () => {
        sent += 1;
      });
      await readDashboard(portal, history);
      sent = 0;
      await readDashboard(portal, history);
      await portal.close();
      return sent;
    });
  return inFolder(async (folder) => {
    const value = await count(join(folder, 'many'), quick ? 120 : 1000);
    const baseline = await count(join(folder, 'few'), 10);
    return figureOf('dashboard-queries', { value, baseline, ratio: value / baseline });
  });
}

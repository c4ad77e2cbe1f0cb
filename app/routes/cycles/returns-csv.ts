import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listAllReturns } from '../../features/cycles/dashboard.server.ts';
import { readDashboardFilter, readDashboardSort } from '../../features/cycles/dashboard-query.ts';
import { returnsAsCsv } from '../../features/cycles/export.server.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import type { Route } from './+types/returns-csv';

/** The dashboard as a file, under the same filters and in the same order as the page. */
export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const cycle = await getCycle(db, partnershipScope(viewer, 'cycle.read'), params.cycleId);
  const entries = await listAllReturns(db, cycle, {
    filter: readDashboardFilter(url.searchParams),
    sort: readDashboardSort(url.searchParams),
    today: portal.stamp().today,
  });
  return new Response(returnsAsCsv(cycle, entries), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="returns.csv"',
    },
  });
}

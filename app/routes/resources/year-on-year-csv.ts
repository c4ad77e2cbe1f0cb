import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { readHeatmapQuery } from '../../features/cycles/heatmap.ts';
import { getCyclePair, seenBy } from '../../features/reports/cycle-pairs.server.ts';
import { yearOnYearAsCsv } from '../../features/reports/year-on-year-export.server.ts';
import type { Route } from './+types/year-on-year-csv';

/** Two years of ratings as a file. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'cycle.read');
  const pair = await getCyclePair(portal.database.db, scope, url.searchParams.get('cycle'));
  const { basis } = readHeatmapQuery(url.searchParams);
  return new Response(await yearOnYearAsCsv(portal, seenBy(pair, viewer), basis), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="year-on-year.csv"',
      'Cache-Control': 'private, no-store',
    },
  });
}

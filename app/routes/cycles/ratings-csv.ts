import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { readHeatmapQuery } from '../../features/cycles/heatmap.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { ratingsAsCsv } from '../../features/cycles/ratings-export.server.ts';
import type { Route } from './+types/ratings-csv';

/** The ratings behind the heatmap as a file, for the organisations that match. */
export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const cycle = await getCycle(db, partnershipScope(viewer, 'cycle.read'), params.cycleId);
  const { filter } = readHeatmapQuery(url.searchParams);
  return new Response(await ratingsAsCsv(db, { ...cycle, reader: viewer }, filter), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="ratings.csv"',
    },
  });
}

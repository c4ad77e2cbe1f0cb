import { signedIn } from '../../context.server.ts';
import { findVariance } from '../../features/reports/variance.server.ts';
import { varianceAsCsv } from '../../features/reports/variance-export.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Route } from './+types/variance-csv';

/** How ratings differ as a file. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { variance } = await findVariance(portal.database.db, viewer, url.searchParams.get('cycle'));
  if (!variance) throw notFound();
  return new Response(varianceAsCsv(variance), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="how-ratings-differ.csv"',
      'Cache-Control': 'private, no-store',
    },
  });
}

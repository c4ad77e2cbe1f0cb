import { signedIn } from '../../context.server.ts';
import { exportActions } from '../../features/actions/export.server.ts';
import { readActionFilter } from '../../features/actions/schema.ts';
import { actionScope } from '../../features/actions/scope.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/actions-csv';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  const filter = readActionFilter(url.searchParams);
  const csv = await exportActions(portal.database.db, actionScope(viewer), filter, today);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachmentHeader(`actions-${today}.csv`),
      'Cache-Control': 'private, no-store',
    },
  });
}

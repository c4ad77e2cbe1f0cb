import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { groupScope } from '../../features/trusts/scope.ts';
import { readSiteFilter } from '../../features/trusts/site-filter.ts';
import { exportSites } from '../../features/trusts/sites.server.ts';
import type { Route } from './+types/sites-csv';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { today } = portal.stamp();
  const csv = await exportSites(portal.database.db, scope, readSiteFilter(url.searchParams), today);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachmentHeader(`sites-${today}.csv`),
      'Cache-Control': 'private, no-store',
    },
  });
}

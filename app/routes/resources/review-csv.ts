import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { reviewAsCsv } from '../../features/onboarding/access-review.server.ts';
import type { Route } from './+types/review-csv';

/** Every role with when its holder was last here, as CSV. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const csv = await reviewAsCsv(portal.database.db, scope, portal.stamp().today);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="roles.csv"',
      'Cache-Control': 'private, no-store',
    },
  });
}

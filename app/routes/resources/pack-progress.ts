import { signedIn } from '../../context.server.ts';
import { getPack, packScope } from '../../features/challenge/pack/pack-queries.server.ts';
import type { Route } from './+types/pack-progress';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const pack = await getPack(portal.database.db, packScope(viewer), params.packId);
  const { status, progress, progressNote, failure, pages } = pack;
  return Response.json(
    { status, progress, progressNote, failure, pages },
    { headers: { 'Cache-Control': 'private, no-store' } },
  );
}

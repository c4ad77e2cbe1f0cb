import { signedIn } from '../../context.server.ts';
import { refuseUnreleasedPack } from '../../features/challenge/invited/papers.server.ts';
import { openPackFile } from '../../features/challenge/pack/pack-file.server.ts';
import { packScope } from '../../features/challenge/pack/pack-queries.server.ts';
import { refuseWhileBlind } from '../../features/cycles/blind.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/pack-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await refuseUnreleasedPack(portal.database.db, viewer, params.packId, portal.stamp().today);
  await refuseWhileBlind(portal.database.db, viewer, { packId: params.packId });
  const { stream, size, name } = await openPackFile(portal, packScope(viewer), params.packId);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(name),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { openPack } from '../../features/challenge/pack/pack-page.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/pack-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { stream, size, name } = await openPack(portal, viewer, params.packId);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(name),
      'Cache-Control': 'private, no-store',
    },
  });
}

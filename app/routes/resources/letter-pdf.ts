import { signedIn } from '../../context.server.ts';
import { openLetterFile } from '../../features/challenge/letter/letter-queries.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/letter-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { stream, size, name } = await openLetterFile(portal, viewer, params.returnId);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(name),
      'Cache-Control': 'private, no-store',
    },
  });
}

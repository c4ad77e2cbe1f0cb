import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { drawBoardPage } from '../../features/plans/board/get-board.server.ts';
import type { Route } from './+types/board-pdf';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { bytes, fileName } = await drawBoardPage(portal, viewer, url.searchParams);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

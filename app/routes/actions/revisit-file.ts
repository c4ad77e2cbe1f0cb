import { signedIn } from '../../context.server.ts';
import { writeDrawFile } from '../../features/actions/revisit/draw-file.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/revisit-file';

/** Drawn actions as CSV or workbook; which one is told by the ending of the address. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const ending = url.pathname.slice(url.pathname.lastIndexOf('.') + 1);
  const { bytes, mediaType, fileName } = await writeDrawFile(portal, viewer, params.revisitId, ending);
  return new Response(bytes, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

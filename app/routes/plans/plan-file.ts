import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { writePlanFile } from '../../features/plans/plan/plan-files.server.ts';
import type { Route } from './+types/plan-file';

/** A plan as PDF, workbook or CSV; which one is told by the ending of the address. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const ending = url.pathname.slice(url.pathname.lastIndexOf('.') + 1);
  const { bytes, mediaType, fileName } = await writePlanFile(portal, viewer, url.searchParams, ending);
  return new Response(bytes, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

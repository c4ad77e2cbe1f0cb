import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { exportScope, openExport } from '../../features/exchange/export/exports.server.ts';
import type { Route } from './+types/export-file';

/** A file is no page to come back to: whoever has to confirm first comes back to the page with the link. */
export async function loader({ context, params, request, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  exportScope(viewer);
  await requireRecentConfirmation(context, request, new URL('/exports', url));
  const { stream, size, fileName } = await openExport(portal, viewer, params.exportId);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { mustBeOpen } from '../../features/evidence/scans.server.ts';
import { getOfferedFile } from '../../features/returns/central/queries.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Route } from './+types/trust-evidence-file';

/** A file that goes with an answer which a trust offers to a site, always as a download: read before it is taken. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'return.read');
  const address = { returnId: params.returnId, evidenceId: params.trustEvidenceId };
  const file = await getOfferedFile(portal.database.db, scope, address, portal.stamp().today);
  await mustBeOpen(portal.database.db, file);
  const blob = await portal.blobs.open(file.organisationId, file.sha256);
  if (!blob) throw notFound();
  return new Response(blob.stream, {
    headers: {
      'Content-Type': file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType,
      'Content-Length': String(blob.size),
      'Content-Disposition': attachmentHeader(file.fileName),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}

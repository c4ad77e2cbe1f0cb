import { signedIn } from '../../context.server.ts';
import { getDownload, versionAsked } from '../../features/evidence/download.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { mustBeOpen } from '../../features/evidence/scans.server.ts';
import { isEvidenceOfPartHeld } from '../../features/returns/evidence-of-parts.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Route } from './+types/evidence-file';

/** The file of a piece of evidence, always as a download: nothing that was uploaded is ever shown as a page of ours. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await getDownload(
    portal.database.db,
    viewer,
    params.evidenceId,
    versionAsked(url.searchParams.get('version')),
    isEvidenceOfPartHeld,
  );
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

import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { openSubmissionDocument } from '../../features/submissions/documents.server.ts';
import { versionAsked } from '../../features/submissions/versions/difference-page.server.ts';
import type { Route } from './+types/receipt-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { stream, size, fileName } = await openSubmissionDocument(
    portal,
    viewer,
    params.returnId,
    'receipt',
    versionAsked(url.searchParams),
  );
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { copyFormatCodes, copyFormats } from '../../features/returns/copy-formats.ts';
import { copyAsked, openReturnCopy } from '../../features/submissions/copies.server.ts';
import type { Route } from './+types/return-copy-file';

/** A copy of a return as PDF, Word or OpenDocument: the ending of the address says which. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const format = copyFormatCodes.find((code) => url.pathname.endsWith(`.${code}`)) ?? 'pdf';
  const file = await openReturnCopy(portal, viewer, params.returnId, format, copyAsked(url.searchParams));
  return new Response(file.stream, {
    headers: {
      'Content-Type': copyFormats[format].mediaType,
      'Content-Length': String(file.size),
      'Content-Disposition': attachmentHeader(file.fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

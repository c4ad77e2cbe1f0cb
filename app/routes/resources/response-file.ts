import { signedIn } from '../../context.server.ts';
import { documentHeaders, formatOf } from '../../features/challenge/document-file.server.ts';
import { openResponseFile } from '../../features/challenge/responses/response-queries.server.ts';
import type { Route } from './+types/response-file';

/** A written response as PDF, Word or OpenDocument: the ending of the address says which. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await openResponseFile(portal, viewer, params.returnId, formatOf(url.pathname));
  return new Response(file.stream, { headers: documentHeaders(file) });
}

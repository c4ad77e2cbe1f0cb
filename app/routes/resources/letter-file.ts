import { signedIn } from '../../context.server.ts';
import { documentHeaders, formatOf } from '../../features/challenge/document-file.server.ts';
import { openLetterFile } from '../../features/challenge/letter/issued-letter.server.ts';
import type { Route } from './+types/letter-file';

/** An outcome letter as PDF, Word or OpenDocument: the ending of the address says which. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await openLetterFile(portal, viewer, params.returnId, formatOf(url.pathname));
  return new Response(file.stream, { headers: documentHeaders(file) });
}

import { signedIn } from '../../context.server.ts';
import { documentHeaders, formatOf } from '../../features/challenge/document-file.server.ts';
import { openMinutesFile } from '../../features/challenge/minutes/minutes-queries.server.ts';
import type { Route } from './+types/minutes-file';

/** Approved minutes as PDF, Word or OpenDocument: the ending of the address says which. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await openMinutesFile(portal, viewer, params, formatOf(url.pathname));
  return new Response(file.stream, { headers: documentHeaders(file) });
}

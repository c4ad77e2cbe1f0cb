import { signedIn } from '../../context.server.ts';
import { documentHeaders, formatOf } from '../../features/challenge/document-file.server.ts';
import { openEscalationLetter } from '../../features/escalation/letter/released-letter.server.ts';
import type { Route } from './+types/escalation-letter-file';

/** A letter of escalation as PDF, Word or OpenDocument: the ending of the address says which. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await openEscalationLetter(portal, viewer, params.letterId, formatOf(url.pathname));
  return new Response(file.stream, { headers: documentHeaders(file) });
}

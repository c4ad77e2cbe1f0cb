import { signedIn } from '../../context.server.ts';
import { documentHeaders } from '../../features/challenge/document-file.server.ts';
import { openCertificate } from '../../features/retention/certificate.server.ts';
import type { Route } from './+types/certificate-file';

/** A certificate of disposal as a PDF. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const file = await openCertificate(portal, viewer, params.runId);
  return new Response(file.stream, { headers: documentHeaders(file) });
}

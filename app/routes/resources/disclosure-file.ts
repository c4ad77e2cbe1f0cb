import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { listAnswers, openAnswer } from '../../features/disclosure/answer/make-answer.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/disclosure-file';

/** A file is no page to come back to: whoever has to confirm first comes back to the page with the link. */
export async function loader({ context, params, request, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await listAnswers(portal, viewer, params.disclosureId);
  await requireRecentConfirmation(context, request, new URL(`/disclosures/${params.disclosureId}/answer`, url));
  const { stream, size, fileName } = await openAnswer(portal, viewer, params.disclosureId, params.answerId);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(size),
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { drawQuestionSet } from '../../features/questionnaire/question-set.server.ts';
import type { Route } from './+types/question-set-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  const id = `${params.setCode}/${params.edition}`;
  const { bytes, fileName } = await drawQuestionSet(portal, id, url.searchParams.get('kind'), 'pdf');
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { drawComparison } from '../../features/questionnaire/comparison.server.ts';
import type { Route } from './+types/comparison-pdf';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  const { bytes, fileName } = await drawComparison(portal, params.setCode, url.searchParams);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

import { signedIn } from '../../context.server.ts';
import { drawChallengeReport } from '../../features/challenge-log/report/get-report.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import type { Route } from './+types/challenge-report-pdf';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { bytes, fileName } = await drawChallengeReport(portal, viewer, url.searchParams);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

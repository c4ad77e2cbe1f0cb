import { signedIn } from '../../context.server.ts';
import { writeChallengeReport } from '../../features/challenge-log/report/get-report.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/challenge-report-workbook';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { bytes, fileName } = await writeChallengeReport(portal, viewer, url.searchParams);
  return new Response(bytes, {
    headers: {
      'Content-Type': workbookTypes.xlsx,
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

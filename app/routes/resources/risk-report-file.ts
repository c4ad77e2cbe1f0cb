import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { writeRiskReport } from '../../features/registers/risks/report/get-report.server.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/risk-report-file';

/** The quarterly report of the risk register, as the ending of the address says. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const format = url.pathname.endsWith('.pdf') ? 'pdf' : 'xlsx';
  const { bytes, fileName } = await writeRiskReport(portal, viewer, url.searchParams, format);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': format === 'pdf' ? 'application/pdf' : workbookTypes.xlsx,
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

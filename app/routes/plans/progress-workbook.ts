import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { writeProgressWorkbook } from '../../features/plans/progress/write-progress.server.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/progress-workbook';

/** The open actions to fill in; XLSX or ODS is told by the ending of the address. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const format = url.pathname.endsWith('.ods') ? 'ods' : 'xlsx';
  const { bytes, fileName } = await writeProgressWorkbook(portal, viewer, params.organisationId, format);
  return new Response(bytes, {
    headers: {
      'Content-Type': workbookTypes[format],
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

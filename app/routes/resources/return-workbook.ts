import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { drawReturnWorkbook } from '../../features/exchange/workbook/load.server.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/return-workbook';

/** The workbook of a return to fill in: the ending of the address says as what. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const format = url.pathname.endsWith('.ods') ? 'ods' : 'xlsx';
  const { bytes, fileName } = await drawReturnWorkbook(portal, viewer, params.returnId, format);
  return new Response(bytes, {
    headers: {
      'Content-Type': workbookTypes[format],
      'Content-Disposition': attachmentHeader(fileName),
      'Cache-Control': 'private, no-store',
    },
  });
}

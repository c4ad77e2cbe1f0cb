import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { getLocalWork } from '../../features/cycles/local/queries.server.ts';
import { writeQuestionWorkbook } from '../../features/cycles/local/question-workbook.server.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/local-workbook';

/** The local questions of a cycle as a workbook, with the codes that new ones may use. */
export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'cycle.read');
  const work = await getLocalWork(portal.database.db, scope, params.cycleId, portal.stamp().today);
  const format = url.pathname.endsWith('.ods') ? 'ods' : 'xlsx';
  return new Response(await writeQuestionWorkbook(work, format), {
    headers: {
      'Content-Type': workbookTypes[format],
      'Content-Disposition': `attachment; filename="local-questions.${format}"`,
    },
  });
}

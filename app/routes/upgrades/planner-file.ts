import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { agenciesAsCsv, plannerAsWorkbook, questionsAsCsv } from '../../features/upgrades/export.server.ts';
import { getPlanner } from '../../features/upgrades/planner.server.ts';
import { workbookTypes } from '../../platform/workbook.server.ts';
import type { Route } from './+types/planner-file';

/** The tables of an upgrade as files: one of them as CSV, both as a workbook, by the end of the address. */
export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const planner = await getPlanner(portal, partnershipScope(viewer, 'cycle.change'), params.cycleId);
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const isCsv = name.endsWith('.csv');
  const body = isCsv
    ? name.startsWith('agencies')
      ? agenciesAsCsv(planner.agencies)
      : questionsAsCsv(planner.questions)
    : await plannerAsWorkbook(planner, 'xlsx');
  return new Response(body, {
    headers: {
      'Content-Type': isCsv ? 'text/csv; charset=utf-8' : workbookTypes.xlsx,
      'Content-Disposition': `attachment; filename="upgrade-${name.replace('upgrade.', 'tables.')}"`,
    },
  });
}

import type { ChallengeReportModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { writeWorkbook } from '../../../platform/workbook.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { listLogPartnerships } from '../origin.server.ts';
import { findFirstRaised, loadReportedEntries } from './load-entries.server.ts';
import { type Quarter, quarterOf, quartersBetween } from './quarters.ts';
import { challengeReportModel } from './report-model.ts';
import { reportSheets } from './report-sheets.ts';

export interface ChallengeReport {
  readonly model: ChallengeReportModel;
  readonly quarter: Quarter;
  /** Those that can be chosen, newest first. */
  readonly quarters: readonly Quarter[];
  readonly partnershipId: string;
  readonly partnerships: readonly { readonly id: string; readonly name: string }[];
}

/**
 * The report of a quarter: the one that the address names, else this one, also where it names one that has no report. A
 * partnership that the viewer does not read is refused as not found.
 */
export async function getChallengeReport(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
): Promise<ChallengeReport> {
  const scope = partnershipScope(viewer, 'challenge-log.read');
  const stamp = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const partnerships = await listLogPartnerships(trx, scope);
    const asked = search.get('partnership');
    const chosen = asked ? partnerships.find(({ id }) => id === asked) : partnerships[0];
    if (!chosen) throw notFound();
    const { short_name: shortName } = await trx
      .selectFrom('partnership')
      .select('short_name')
      .where('id', '=', chosen.id)
      .executeTakeFirstOrThrow();
    const quarters = quartersBetween((await findFirstRaised(trx, chosen.id)) ?? stamp.today, stamp.today);
    const code = search.get('quarter');
    const quarter = quarters.find((one) => one.code === code) ?? quarterOf(stamp.today);
    const query = new URLSearchParams({ quarter: quarter.code, partnership: chosen.id });
    return {
      quarter,
      quarters,
      partnershipId: chosen.id,
      partnerships,
      model: challengeReportModel({
        partnership: { name: chosen.name, shortName },
        quarter,
        today: stamp.today,
        madeOn: stamp.now,
        address: `${portal.config.publicOrigin}/challenge-log/report?${query}`,
        entries: await loadReportedEntries(trx, chosen.id, quarter),
      }),
    };
  });
}

/** The report as a PDF, drawn off the request thread. */
export async function drawChallengeReport(portal: Portal, viewer: Viewer, search: URLSearchParams) {
  const { model, quarter } = await getChallengeReport(portal, viewer, search);
  const { bytes } = await portal.documents.render(model, { format: 'pdf' });
  return { bytes, fileName: `challenge-log-${quarter.code}.pdf` };
}

/** The report as a workbook: the figures, the agencies, and every challenge. */
export async function writeChallengeReport(portal: Portal, viewer: Viewer, search: URLSearchParams) {
  const { model, quarter } = await getChallengeReport(portal, viewer, search);
  return { bytes: await writeWorkbook(reportSheets(model), 'xlsx'), fileName: `challenge-log-${quarter.code}.xlsx` };
}

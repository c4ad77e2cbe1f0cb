import type { Portal } from '../../../../platform/portal.ts';
import { notFound } from '../../../../platform/refusals.ts';
import { writeWorkbook } from '../../../../platform/workbook.server.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { quarterOf, quartersBetween } from '../../../challenge-log/report/quarters.ts';
import { listPartnershipChoices } from '../../../partnerships/queries.server.ts';
import { findFirstRisk, loadReportedRisks } from './load-risks.server.ts';
import { riskReportModel } from './report-model.ts';
import { riskSheets } from './report-sheets.ts';

/**
 * The report of a quarter: the one that the address names, else this one. A partnership that the viewer does not read is
 * refused as not found.
 */
export async function getRiskReport(portal: Portal, viewer: Viewer, search: URLSearchParams) {
  const scope = partnershipScope(viewer, 'risk.read');
  const stamp = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const partnerships = await listPartnershipChoices(trx, scope);
    const asked = search.get('partnership');
    const chosen = asked ? partnerships.find(({ id }) => id === asked) : partnerships[0];
    if (!chosen) throw notFound();
    const { short_name: shortName } = await trx
      .selectFrom('partnership')
      .select('short_name')
      .where('id', '=', chosen.id)
      .executeTakeFirstOrThrow();
    const quarters = quartersBetween((await findFirstRisk(trx, chosen.id)) ?? stamp.today, stamp.today);
    const code = search.get('quarter');
    const quarter = quarters.find((one) => one.code === code) ?? quarterOf(stamp.today);
    const query = new URLSearchParams({ quarter: quarter.code, partnership: chosen.id });
    return {
      quarter,
      quarters,
      partnershipId: chosen.id,
      partnerships,
      model: riskReportModel({
        partnership: { name: chosen.name, shortName },
        quarter,
        today: stamp.today,
        madeOn: stamp.now,
        address: `${portal.config.publicOrigin}/risks/report?${query}`,
        risks: await loadReportedRisks(trx, chosen.id, quarter),
      }),
    };
  });
}

/** The report as a file: a PDF, drawn off the request thread, or a workbook. */
export async function writeRiskReport(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
  format: 'pdf' | 'xlsx',
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> {
  const { model, quarter } = await getRiskReport(portal, viewer, search);
  const bytes =
    format === 'pdf'
      ? (await portal.documents.render(model, { format })).bytes
      : await writeWorkbook(riskSheets(model), format);
  return { bytes, fileName: `risk-register-${quarter.code}.${format}` };
}

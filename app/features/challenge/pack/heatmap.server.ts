import type { Heatmap, PackAgency } from '../../../../pdf/models.ts';
import type { Scale } from '../../../../standards/contract.ts';
import { needsAction } from '../../questionnaire/ratings.ts';
import { standingPoint } from '../rules.ts';
import { countMarks, markOf } from './marks.ts';
import type { PackRecords } from './records.server.ts';

type Crossing = { readonly scale: Scale; readonly point: string | null } | null;

/** Standards down, agencies across, each crossing the rating that stands now. */
export function packHeatmap(records: PackRecords, agencies: readonly PackAgency[]): Heatmap {
  const { compiled, slots, ratings } = records;
  const shown = slots.filter(({ submissionId }) => records.snapshots.has(submissionId));
  const whole = new Map(
    ratings.flatMap((rating) =>
      rating.questionCode === null ? [[`${rating.submissionId} ${rating.standardCode}`, rating] as const] : [],
    ),
  );
  const rows = compiled.edition.standards.flatMap((standard) => {
    const crossings = shown.map(({ submissionId }): Crossing => {
      const rating = whole.get(`${submissionId} ${standard.code}`);
      const scale = rating?.scaleCode ? compiled.scales.get(rating.scaleCode) : undefined;
      return rating && scale ? { scale, point: standingPoint(rating) } : null;
    });
    const asked = shown.some(({ submissionId }) => whole.has(`${submissionId} ${standard.code}`));
    return asked ? [{ number: standard.number, title: standard.title, crossings }] : [];
  });
  return {
    caption: captionOf(rows),
    standards: rows.map(({ number, title }) => ({ number, title })),
    agencies: agencies.map(({ id, shortName, name }) => ({ id, shortName, name })),
    cells: rows.map(({ crossings }) => crossings.map((crossing) => crossing && markOf(crossing.scale, crossing.point))),
    totals: rows.map(({ crossings }) =>
      countMarks(
        crossings.filter((crossing) => crossing !== null),
        compiled.edition.scales,
      ),
    ),
  };
}

/** States the finding: which standard is weakest, across how many. */
function captionOf(rows: readonly { number: string; title: string; crossings: readonly Crossing[] }[]): string {
  const basis = 'The rating that stands now: agreed, else moderated, else the agency’s own.';
  const counted = rows.map((row) => ({
    ...row,
    weak: row.crossings.filter((crossing) => crossing && needsAction(crossing.scale, crossing.point)).length,
    rated: row.crossings.filter((crossing) => crossing !== null).length,
  }));
  const weakest = counted.toSorted((a, b) => b.weak - a.weak)[0];
  if (!weakest || weakest.weak === 0) return `${basis} No standard has a rating that asks for an action.`;
  return `${basis} ${weakest.number} ${weakest.title} is weakest: ${weakest.weak} of ${weakest.rated} ratings ask for an action.`;
}

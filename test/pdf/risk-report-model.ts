import { riskReportModel } from '../../app/features/registers/risks/report/report-model.ts';
import type { RiskReportModel } from '../../pdf/models.ts';

/** The report of a quarter with so many risks on both levels, one of them with a long cause. */
export function aRiskReport(risks = 16): RiskReportModel {
  return riskReportModel({
    partnership: { name: 'Brookmere Safeguarding Children Partnership', shortName: 'Brookmere' },
    quarter: {
      code: '2026-q3',
      from: '2026-10-01',
      to: '2026-12-31',
      words: 'Quarter 3 of 2026 to 2027: October to December 2026',
    },
    today: '2027-01-15',
    madeOn: '2027-01-15T10:00:00.000Z',
    address: 'https://assurance.example.org/risks/report?quarter=2026-q3',
    risks: Array.from({ length: risks }, (_, place) => {
      const level = place % 3 === 0 ? ('strategic' as const) : ('operational' as const);
      const [likelihood, impact] = [(place % 5) + 1, ((place + 2) % 5) + 1];
      const standing = { level, likelihood, impact, score: likelihood * impact, nextReviewOn: '2026-12-15' };
      return {
        id: String(place),
        reference: `RSK-${String(place).padStart(4, '2')}-WXYZ`,
        cause:
          place === 3
            ? Array.from({ length: 40 }, (_unused, line) => `Line${line} of a long cause about posts.`).join('\n\n')
            : `Cause${place} about capacity`,
        event: `Event${place} happens`,
        effect: `Effect${place} on children`,
        owner: `Owner${place}`,
        group: place % 2 === 0 ? 'Neglect sub-group' : null,
        target: 6,
        closedBecause: place === 5 ? ('accepted' as const) : null,
        history: [
          {
            kind: 'raised' as const,
            on: place % 4 === 0 ? '2026-11-05' : '2026-07-05',
            status: 'open' as const,
            ...standing,
          },
          ...(place === 5
            ? [
                {
                  kind: 'closed' as const,
                  on: '2026-12-01',
                  status: 'closed' as const,
                  ...standing,
                  nextReviewOn: null,
                },
              ]
            : []),
        ],
      };
    }),
  });
}

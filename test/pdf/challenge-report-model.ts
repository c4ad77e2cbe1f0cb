import { challengeReportModel } from '../../app/features/challenge-log/report/report-model.ts';
import type { ChallengeReportModel } from '../../pdf/models.ts';

/** The report of a quarter with so many challenges, one of them with a long concern. */
export function aChallengeReport(challenges = 30): ChallengeReportModel {
  const bodies = ['Fenshire Police', 'Brookmere Council', 'Neglect sub-group', 'Safeguarding Adults Board'];
  return challengeReportModel({
    partnership: { name: 'Brookmere Safeguarding Children Partnership', shortName: 'Brookmere' },
    quarter: {
      code: '2026-q3',
      from: '2026-10-01',
      to: '2026-12-31',
      words: 'Quarter 3 of 2026 to 2027: October to December 2026',
    },
    today: '2027-01-15',
    madeOn: '2027-01-15T10:00:00.000Z',
    address: 'https://assurance.example.org/challenge-log/report?quarter=2026-q3',
    entries: Array.from({ length: challenges }, (_, place) => ({
      id: String(place),
      reference: `CHL-${String(place).padStart(4, '2')}-WXYZ`,
      raisedBy: place % 2 === 0 ? 'The board' : 'Performance sub-group',
      raisedTo: bodies[place % bodies.length] ?? '',
      reason:
        place === 3
          ? Array.from({ length: 60 }, (_unused, line) => `Line${line} of a long concern about records.`).join('\n\n')
          : `Concern${place} about timeliness.`,
      raisedOn: place % 3 === 0 ? '2026-07-05' : '2026-11-05',
      firstDueOn: '2026-11-30',
      reportRequested: false,
      risk: { likelihood: (place % 5) + 1, impact: 4 },
      updates:
        place % 4 === 0
          ? []
          : [
              {
                kind: 'answered' as const,
                on: place % 4 === 1 ? '2026-11-20' : '2026-12-04',
                dueTo: null,
                outcome: null,
                risk: null,
              },
              ...(place % 4 === 3
                ? [
                    {
                      kind: 'closed' as const,
                      on: '2026-12-10',
                      dueTo: null,
                      outcome: 'partly-accepted' as const,
                      risk: { likelihood: 1, impact: 2 },
                    },
                  ]
                : []),
            ],
    })),
  });
}

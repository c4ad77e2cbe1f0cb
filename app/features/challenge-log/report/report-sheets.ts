import { type ChallengeReportModel, reportWords } from '../../../../pdf/models.ts';
import type { SheetToWrite } from '../../../platform/workbook.server.ts';

/** The report as sheets of a workbook, with the words and numbers of its page. */
export function reportSheets(model: ChallengeReportModel): SheetToWrite[] {
  return [
    {
      name: 'Figures',
      widths: [34, 24, 12, 70],
      rows: [
        ['Figure', 'Part', 'Number', 'Meaning'],
        [model.period, '', '', model.asAt],
        ...model.summary.map(({ label, value }) => [label, '', value, '']),
        ...model.bars.flatMap(({ title, key, rows }) =>
          rows.flatMap(({ label, counts }) =>
            counts.map(({ mark, count }) => [
              rows.length > 1 ? `${title}: ${label.toLowerCase()}` : title,
              mark.word,
              String(count),
              key.find((entry) => entry.mark.word === mark.word)?.definition ?? '',
            ]),
          ),
        ),
        ['How it was counted', '', '', model.basis],
      ],
    },
    {
      name: reportWords.bodies,
      widths: [40, 10, 10, 10, 10, 10, 12, 18],
      rows: [
        reportWords.bodyHeadings,
        ...model.bodies.map((body) => [
          body.body,
          body.opened,
          body.onTime,
          body.late,
          body.waiting,
          body.closed,
          body.stillOpen,
          body.highestRisk,
        ]),
      ],
    },
    {
      name: 'Challenges',
      widths: [16, 34, 34, 70, 18, 18, 30, 16, 16],
      rows: [
        [
          'Reference',
          'Challenged',
          'Raised by',
          'Concern',
          'Raised',
          'First due',
          'State',
          'Risk before',
          'Risk after',
        ],
        ...model.challenges.map((one) => [
          one.reference,
          one.raisedTo,
          one.raisedBy,
          one.reason,
          one.raised,
          one.due,
          one.state,
          one.riskBefore,
          one.riskAfter,
        ]),
      ],
    },
  ];
}

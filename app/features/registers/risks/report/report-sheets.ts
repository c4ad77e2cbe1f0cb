import { type RiskReportModel, riskReportWords } from '../../../../../pdf/models.ts';
import type { SheetToWrite } from '../../../../platform/workbook.server.ts';

/** The report as sheets of a workbook, with the words and numbers of its page. */
export function riskSheets(model: RiskReportModel): SheetToWrite[] {
  return [
    {
      name: 'Figures',
      widths: [34, 24, 12, 70],
      rows: [
        ['Figure', 'Part', 'Number', 'Meaning'],
        [model.period, '', '', model.asAt],
        ...model.summary.map(({ label, value }) => [label, '', value, '']),
        ...model.bars.flatMap(({ key, rows }) =>
          rows.flatMap(({ label, counts }) =>
            counts.map(({ mark, count }) => [
              label,
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
      name: riskReportWords.matrices,
      widths: [40, 16, 16, 16, 16, 16],
      rows: [
        ['', ...(model.matrices[0]?.rows[0]?.cells ?? [])],
        ...model.matrices.flatMap(({ title, rows }) => [
          [title, '', '', '', '', ''],
          ...rows.slice(1).map(({ label, cells }) => [label, ...cells]),
        ]),
      ],
    },
    ...model.levels.map(({ title, risks }) => ({
      name: title,
      widths: [16, 50, 70, 28, 34, 16, 16, 16, 30, 18],
      rows: [
        [
          'Reference',
          'What may happen',
          'Cause and effect',
          'Owner',
          'Held by',
          'At the start',
          'At the end',
          'Target',
          'State',
          'Last reviewed',
        ],
        ...risks.map((risk) => [
          risk.reference,
          risk.event,
          risk.statement,
          risk.owner,
          risk.group,
          risk.atStart,
          risk.atEnd,
          risk.target,
          risk.state,
          risk.reviewed,
        ]),
      ],
    })),
  ];
}

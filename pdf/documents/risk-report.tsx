import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { type ReportMatrix, type ReportRisk, type RiskReportModel, riskReportWords } from '../models.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Bars } from '../parts/report-bars.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, sheet, type } from '../parts/theme.ts';

const width = sheet.long - sheet.left - sheet.right;

/** The risk register of a quarter for the board, on landscape pages: figures and matrices first, then every risk. */
export function RiskReport({ model }: { model: RiskReportModel }) {
  return (
    <>
      <Sheet name={model.period} order={0} bookmark={model.title} landscape>
        <Heading id="report" title={model.title} level={1} note={`${model.period}. ${model.asAt}.`} />
        <AccessibleLine />
        <View style={styles.summary} wrap={false}>
          {numbered(model.summary).map(({ number, item: { label, value } }) => (
            <View key={number} style={styles.figure}>
              <Text style={styles.count}>{value}</Text>
              <Text style={type.cell}>{label}</Text>
            </View>
          ))}
        </View>
        <Prose text={model.basis} />
        {model.bars.map((bars) => (
          <Bars key={bars.id} bars={bars} width={width} />
        ))}
        {model.matrices.map((matrix) => (
          <Matrix key={matrix.title} matrix={matrix} />
        ))}
        <Text style={[type.small, styles.made]}>{`Made ${model.madeOnText}`}</Text>
      </Sheet>
      {numbered(model.levels).map(({ number, item: level }) => (
        <Sheet key={number} name={level.title} order={number} bookmark={level.title} landscape>
          <Heading id={`level-${number}`} title={level.title} />
          <Risks risks={level.risks} />
        </Sheet>
      ))}
    </>
  );
}

function Matrix({ matrix: { title, rows } }: { matrix: ReportMatrix }) {
  const [first] = rows;
  if (!first) return null;
  const [head, ...body] = rows;
  return (
    <>
      <Heading id={title} title={title} bookmark={title} />
      <Table
        rows={body}
        charactersOf={({ label }) => label.length}
        width={width}
        columns={[
          { heading: head?.label ?? '', width: 120, strong: true, cell: ({ label }) => label },
          ...first.cells.map((heading, at) => ({
            heading,
            width: { share: 1 },
            cell: ({ cells }: ReportMatrix['rows'][number]) => cells[at] ?? '',
          })),
        ]}
      />
    </>
  );
}

function Risks({ risks }: { risks: readonly ReportRisk[] }) {
  const [reference, what, owner, start, end, target, state, reviewed] = riskReportWords.riskHeadings;
  if (risks.length === 0) return <Text style={type.body}>{riskReportWords.none}</Text>;
  return (
    <Table
      rows={risks}
      charactersOf={(row) => row.event.length + row.statement.length}
      longestUnbroken={900}
      width={width}
      columns={[
        { heading: reference, width: 92, strong: true, longestWord: 14, cell: (row) => row.reference },
        { heading: what, width: { share: 1 }, cell: (row) => <WhatOf risk={row} /> },
        { heading: owner, width: 110, cell: (row) => <OwnerOf risk={row} /> },
        { heading: start, width: 62, cell: (row) => row.atStart },
        { heading: end, width: 62, cell: (row) => row.atEnd },
        { heading: target, width: 62, cell: (row) => row.target },
        { heading: state, width: 70, cell: (row) => row.state },
        { heading: reviewed, width: 70, cell: (row) => row.reviewed },
      ]}
    />
  );
}

const WhatOf = ({ risk }: { risk: ReportRisk }) => (
  <View style={styles.what}>
    <Prose text={risk.event} style={type.cellStrong} />
    <Prose text={risk.statement} style={type.cell} />
  </View>
);

const OwnerOf = ({ risk }: { risk: ReportRisk }) => (
  <View>
    <Text style={type.cell}>{risk.owner}</Text>
    {risk.group === '' ? null : <Text style={[type.cell, styles.soft]}>{risk.group}</Text>}
  </View>
);

const styles = StyleSheet.create({
  summary: { flexDirection: 'row', gap: 8, marginTop: 10, marginBottom: 12 },
  figure: { borderTopWidth: 2, borderTopColor: colours.accent, paddingTop: 4, width: 110 },
  count: { fontSize: 17, lineHeight: 1.25, fontWeight: 700, color: colours.ink },
  soft: { color: colours.soft },
  what: { gap: 2 },
  made: { marginTop: 8 },
});

import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { type ChallengeReportModel, type ReportChallenge, reportWords } from '../models.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { Bars } from '../parts/report-bars.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { SummaryFigures } from '../parts/summary-figures.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, sheet, type } from '../parts/theme.ts';

const width = sheet.long - sheet.left - sheet.right;

/** A quarter of the challenge log for the board, on landscape pages: figures first, then every challenge. */
export function ChallengeReport({ model }: { model: ChallengeReportModel }) {
  const [body, opened, onTime, late, waiting, closed, stillOpen, highest] = reportWords.bodyHeadings;
  return (
    <>
      <Sheet name={model.period} order={0} bookmark={model.title} landscape>
        <Heading id="report" title={model.title} level={1} note={`${model.period}. ${model.asAt}.`} />
        <AccessibleLine />
        <SummaryFigures facts={model.summary} width={130} />
        <Prose text={model.basis} />
        {model.bars.map((bars) => (
          <Bars key={bars.id} bars={bars} width={width} />
        ))}
        <Heading id="bodies" title={reportWords.bodies} bookmark={reportWords.bodies} />
        {model.bodies.length === 0 ? (
          <Text style={type.body}>{reportWords.none}</Text>
        ) : (
          <Table
            rows={model.bodies}
            charactersOf={(row) => row.body.length}
            width={width}
            columns={[
              { heading: body, width: { share: 1 }, strong: true, cell: (row) => row.body },
              { heading: opened, width: 60, align: 'right', cell: (row) => row.opened },
              { heading: onTime, width: 60, align: 'right', cell: (row) => row.onTime },
              { heading: late, width: 60, align: 'right', cell: (row) => row.late },
              { heading: waiting, width: 60, align: 'right', cell: (row) => row.waiting },
              { heading: closed, width: 60, align: 'right', cell: (row) => row.closed },
              { heading: stillOpen, width: 60, align: 'right', cell: (row) => row.stillOpen },
              { heading: highest, width: 100, cell: (row) => row.highestRisk },
            ]}
          />
        )}
        <Text style={[type.small, styles.made]}>{`Made ${model.madeOnText}`}</Text>
      </Sheet>
      <Sheet name={reportWords.challenges} order={1} bookmark={reportWords.challenges} landscape>
        <Challenges challenges={model.challenges} />
      </Sheet>
    </>
  );
}

function Challenges({ challenges }: { challenges: readonly ReportChallenge[] }) {
  const [reference, bodies, concern, raised, due, state, before, after] = reportWords.challengeHeadings;
  return (
    <>
      <Heading id="challenges" title={reportWords.challenges} />
      {challenges.length === 0 ? (
        <Text style={type.body}>{reportWords.none}</Text>
      ) : (
        <Table
          rows={challenges}
          charactersOf={(row) => row.reason.length}
          longestUnbroken={900}
          width={width}
          columns={[
            { heading: reference, width: 92, strong: true, longestWord: 14, cell: (row) => row.reference },
            { heading: bodies, width: 130, cell: (row) => <BodiesOf challenge={row} /> },
            { heading: concern, width: { share: 1 }, cell: (row) => <ConcernOf challenge={row} /> },
            { heading: raised, width: 66, cell: (row) => row.raised },
            { heading: due, width: 66, cell: (row) => row.due },
            { heading: state, width: 80, cell: (row) => row.state },
            { heading: before, width: 56, cell: (row) => row.riskBefore },
            { heading: after, width: 56, cell: (row) => row.riskAfter },
          ]}
        />
      )}
    </>
  );
}

function BodiesOf({ challenge }: { challenge: ReportChallenge }) {
  return (
    <View>
      <Text style={type.cellStrong}>{challenge.raisedTo}</Text>
      <Text style={[type.cell, styles.soft]}>{challenge.raisedBy}</Text>
    </View>
  );
}

const ConcernOf = ({ challenge }: { challenge: ReportChallenge }) => (
  <View style={styles.concern}>
    <Prose text={challenge.reason} style={type.cell} />
  </View>
);

const styles = StyleSheet.create({
  soft: { color: colours.soft },
  concern: { gap: 2 },
  made: { marginTop: 8 },
});

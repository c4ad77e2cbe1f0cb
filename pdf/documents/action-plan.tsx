import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { type ActionPlanModel, type PlanAction, planWords } from '../models.ts';
import { inPieces } from '../parts/break-words.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { SummaryFigures } from '../parts/summary-figures.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, sheet, type } from '../parts/theme.ts';

/** The plan table on landscape pages: a table for each group of actions, its heads on every page it reaches. */
export function ActionPlan({ model }: { model: ActionPlanModel }) {
  return (
    <Sheet name={model.scope} order={0} bookmark={model.title} landscape>
      <Heading id="plan" title={model.title} level={1} note={`${model.scope}. ${model.asAt}. ${model.narrowed}.`} />
      <AccessibleLine />
      <SummaryFigures facts={model.summary} width={118} />
      {model.leftOut === null ? null : <Text style={[type.strong, styles.leftOut]}>{model.leftOut}</Text>}
      {model.parts.length === 0 ? <Text style={type.body}>{planWords.none}</Text> : null}
      {numbered(model.parts).flatMap(({ number, item: { heading, note, actions } }) => [
        heading === null ? null : (
          <Heading key={`heading-${number}`} id={`part-${number}`} title={heading} bookmark={heading} note={note} />
        ),
        <PlanTable key={number} actions={actions} />,
      ])}
      <Text style={[type.small, styles.made]}>{`Made ${model.madeOnText}`}</Text>
    </Sheet>
  );
}

function PlanTable({ actions }: { actions: readonly PlanAction[] }) {
  const [reference, marks, action, timeline, evidence, responsibility] = planWords.columns;
  return (
    <Table
      rows={actions}
      charactersOf={longest}
      longestUnbroken={700}
      width={sheet.long - sheet.left - sheet.right}
      columns={[
        { heading: reference, width: 96, strong: true, longestWord: 15, cell: (row) => <Reference action={row} /> },
        { heading: marks, width: 78, longestWord: 14, cell: ({ marks: all }) => <Lines lines={all} /> },
        { heading: action, width: { share: 1 }, cell: (row) => <What action={row} /> },
        { heading: timeline, width: 104, cell: (row) => <Timeline action={row} /> },
        { heading: evidence, width: { share: 1 }, cell: (row) => <Evidence action={row} /> },
        { heading: responsibility, width: 104, cell: (row) => <Responsible action={row} /> },
      ]}
    />
  );
}

const Reference = ({ action: { reference, origin } }: { action: PlanAction }) => (
  <View style={styles.lines}>
    <Text style={type.cellStrong}>{reference}</Text>
    <Lines lines={origin} soft />
  </View>
);

/** Short lines beneath each other in a narrow column: words that are longer than it is are cut. */
const Lines = ({ lines, soft = false }: { lines: readonly string[]; soft?: boolean }) => (
  <View style={styles.lines}>
    {numbered(lines).map(({ number, item: line }) => (
      <Text
        key={number}
        style={soft ? [type.cell, styles.soft] : type.cell}
        hyphenationCallback={inPieces(15)}
        hyphenationPenalty={9000}
      >
        {line}
      </Text>
    ))}
  </View>
);

const What = ({ action }: { action: PlanAction }) => (
  <View style={styles.lines}>
    <Prose text={action.action} style={type.cellStrong} />
    <Prose text={`${planWords.target} ${action.successMeasure}`} style={type.cell} />
    <Prose text={`${planWords.found} ${action.finding}`} style={[type.cell, styles.soft]} />
  </View>
);

const Timeline = ({ action: { days, overdue, state } }: { action: PlanAction }) => (
  <View style={styles.lines}>
    {overdue === null ? null : <Text style={type.cellStrong}>{overdue}</Text>}
    <Lines lines={state} />
    <Lines lines={days.map(({ label, day }) => `${label} ${day}`)} />
  </View>
);

const Evidence = ({ action: { said } }: { action: PlanAction }) => (
  <View style={styles.lines}>
    {said.length === 0 ? <Text style={[type.cell, styles.soft]}>{planWords.nothingSaid}</Text> : null}
    {numbered(said).flatMap(({ number, item: { who, text, proof } }) => [
      <Text key={`who-${number}`} style={type.label}>
        {who}
      </Text>,
      <Prose key={number} text={text} style={type.cell} />,
      proof === null ? null : (
        <Text key={`proof-${number}`} style={[type.cell, styles.soft]}>{`${planWords.proof} ${proof}`}</Text>
      ),
    ])}
  </View>
);

const Responsible = ({ action: { responsible } }: { action: PlanAction }) => (
  <View style={styles.lines}>
    {numbered(responsible).map(({ number, item: { label, value } }) => (
      <Text key={number} style={type.cell} hyphenationCallback={inPieces(18)} hyphenationPenalty={9000}>
        {`${label}: ${value}`}
      </Text>
    ))}
  </View>
);

/** About the characters of the fullest column, each line counted as a whole one. */
const longest = ({ action, finding, successMeasure, said, origin, days, responsible }: PlanAction) =>
  Math.max(
    action.length + finding.length + successMeasure.length,
    said.reduce((sum, { who, text, proof }) => sum + who.length + text.length + (proof?.length ?? 0) + 60, 0),
    [...origin, ...responsible.map(({ label, value }) => label + value)].join(' ').length * 2,
    days.length * 60,
  );

const styles = StyleSheet.create({
  lines: { gap: 2 },
  soft: { color: colours.soft },
  leftOut: { marginBottom: 8 },
  made: { marginTop: 8 },
});

import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ActionPlanModel, PlanAction } from '../models.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, sheet, type } from '../parts/theme.ts';

/** Every action on landscape pages, with what its owner has said since. */
export function ActionPlan({ model }: { model: ActionPlanModel }) {
  return (
    <Sheet name={model.scope} order={0} bookmark={model.title} landscape>
      <Heading id="plan" title={model.title} level={1} note={`${model.scope}. ${model.cycleTitle}. ${model.asAt}.`} />
      <AccessibleLine />
      <View style={styles.summary} wrap={false}>
        {numbered(model.summary).map(({ number, item: { label, value } }) => (
          <View key={number} style={styles.figure}>
            <Text style={styles.count}>{value}</Text>
            <Text style={type.cell}>{label}</Text>
          </View>
        ))}
      </View>
      {model.actions.length === 0 ? (
        <Text style={type.body}>There are no actions.</Text>
      ) : (
        <Table
          rows={model.actions}
          charactersOf={longest}
          longestUnbroken={1100}
          width={sheet.long - sheet.left - sheet.right}
          columns={[
            { heading: 'Reference', width: 80, strong: true, longestWord: 14, cell: ({ reference }) => reference },
            { heading: 'Action and why', width: { share: 3 }, cell: (action) => <What action={action} /> },
            { heading: 'How we shall know', width: { share: 2 }, cell: ({ successMeasure }) => successMeasure ?? '–' },
            {
              heading: 'Owner',
              width: 100,
              cell: ({ owner, organisation }) => (
                <View>
                  <Text style={type.cell}>{owner}</Text>
                  <Text style={[type.cell, styles.soft]}>{organisation}</Text>
                </View>
              ),
            },
            { heading: 'Due', width: 66, cell: ({ due }) => due },
            {
              heading: 'State',
              width: 84,
              cell: ({ status, overdue, closed }) => (
                <View>
                  {overdue ? <Text style={type.cellStrong}>Overdue</Text> : null}
                  <Text style={type.cell}>{status}</Text>
                  {closed === null ? null : <Text style={[type.cell, styles.soft]}>{closed}</Text>}
                </View>
              ),
            },
          ]}
          under={({ updates }) => (updates.length === 0 ? null : <Updates updates={updates} />)}
        />
      )}
      <Text style={[type.small, styles.made]}>{`Printed ${model.madeOnText}`}</Text>
    </Sheet>
  );
}

function What({ action }: { action: PlanAction }) {
  return (
    <View style={styles.what}>
      <Prose text={action.action} style={type.cellStrong} />
      {action.standard === null ? null : <Text style={[type.cell, styles.soft]}>{action.standard}</Text>}
      {action.finding === null ? null : <Prose text={action.finding} style={type.cell} />}
    </View>
  );
}

function Updates({ updates }: { updates: PlanAction['updates'] }) {
  return (
    <View style={styles.updates}>
      {numbered(updates).map(({ number, item: { on, by, text } }) => (
        <View key={number} style={styles.update}>
          <Text style={[type.label, styles.when]}>{`${on}\n${by}`}</Text>
          <View style={styles.said}>
            <Prose text={text} style={type.cell} />
          </View>
        </View>
      ))}
    </View>
  );
}

const longest = ({ action, finding, successMeasure, updates }: PlanAction) =>
  Math.max(action.length + (finding?.length ?? 0), successMeasure?.length ?? 0) +
  updates.reduce((sum, { text }) => sum + text.length, 0);

const styles = StyleSheet.create({
  summary: { flexDirection: 'row', gap: 8, marginTop: 10, marginBottom: 12 },
  figure: { borderTopWidth: 2, borderTopColor: colours.accent, paddingTop: 4, width: 104 },
  count: { fontSize: 17, lineHeight: 1.25, fontWeight: 700, color: colours.ink },
  what: { gap: 2 },
  soft: { color: colours.soft },
  updates: { marginLeft: 66, marginBottom: 5, borderLeftWidth: 1.5, borderLeftColor: colours.line, gap: 3 },
  update: { flexDirection: 'row', paddingLeft: 8 },
  when: { width: 112, flexShrink: 0 },
  said: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  made: { marginTop: 8 },
});

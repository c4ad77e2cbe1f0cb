import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { Fact } from '../models.ts';
import { numbered } from './numbered.ts';
import { colours, type } from './theme.ts';

/** Counts in large figures beside each other, each with its words. */
export function SummaryFigures({ facts, width }: { facts: readonly Fact[]; width: number }) {
  return (
    <View style={styles.summary} wrap={false}>
      {numbered(facts).map(({ number, item: { label, value } }) => (
        <View key={number} style={[styles.figure, { width }]}>
          <Text style={styles.count}>{value}</Text>
          <Text style={type.cell}>{label}</Text>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  summary: { flexDirection: 'row', gap: 8, marginTop: 10, marginBottom: 12 },
  figure: { borderTopWidth: 2, borderTopColor: colours.accent, paddingTop: 4 },
  count: { fontSize: 17, lineHeight: 1.25, fontWeight: 700, color: colours.ink },
});

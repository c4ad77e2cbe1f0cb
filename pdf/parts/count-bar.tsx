import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { RatingCount } from '../models.ts';
import { numbered } from './numbered.ts';
import { colours, tones, type } from './theme.ts';

/** How many questions stand at each rating: parts as wide as their count, with letter and number inside. */
export function CountBar({ counts }: { counts: readonly RatingCount[] }) {
  const shown = counts.filter(({ count }) => count > 0);
  if (shown.length === 0) return <Text style={[type.cell, { color: colours.soft }]}>–</Text>;
  return (
    <View style={styles.bar}>
      {numbered(shown).map(({ number, item: { mark, count } }) => (
        <View
          key={number}
          style={[
            styles.part,
            { flexGrow: count, backgroundColor: tones[mark.tone].ground, borderColor: tones[mark.tone].solid },
          ]}
        >
          <Text
            style={[type.running, styles.figure, { color: tones[mark.tone].ink }]}
          >{`${mark.letter} ${count}`}</Text>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  bar: { flexDirection: 'row', gap: 1.5 },
  part: { flexShrink: 0, flexBasis: 20, borderLeftWidth: 2, paddingVertical: 1.5, paddingLeft: 3 },
  figure: { fontWeight: 600 },
});

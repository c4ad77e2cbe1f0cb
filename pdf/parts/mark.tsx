import { Canvas, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { RatingMark } from '../models.ts';
import { numbered } from './numbered.ts';
import { type Painter, paintDense, paintShape } from './paint.ts';
import { colours, tones, type } from './theme.ts';

/** A rating in running text: figure and whole word. */
export function Mark({ mark }: { mark: RatingMark }) {
  const paint = (painter: Painter) => {
    paintShape(painter, mark, 0, 1, 10);
    return null;
  };
  return (
    <View style={styles.mark}>
      <Canvas style={styles.figure} paint={paint} />
      <Text style={{ ...type.cellStrong, ...styles.word, color: tones[mark.tone].ink }}>{mark.word}</Text>
    </View>
  );
}

/** A rating as dense tables show it: figure and letter on the tone's ground. */
export function DenseMark({ mark }: { mark: RatingMark }) {
  const paint = (painter: Painter, width: number, height: number) => {
    paintDense(painter, mark, 0, 0, width, height);
    return null;
  };
  return <Canvas style={styles.dense} paint={paint} />;
}

type Labelled = { label: string; mark: RatingMark | null };

const chip = { width: 112, gap: 4 };

/** Ratings side by side, each under its label: "Own rating", then the word. Those that are not there leave no gap. */
export function LabelledMarks({ marks, after = null }: { marks: readonly Labelled[]; after?: string | null }) {
  const shown = marks.flatMap(({ label, mark }) => (mark === null ? [] : [{ label, mark }]));
  const paint = (painter: Painter) => {
    for (const { number, item } of numbered(shown)) {
      paintShape(painter, item.mark, (number - 1) * (chip.width + chip.gap) + 7, 6, 15);
    }
    return null;
  };
  return (
    <View style={styles.chips}>
      {numbered(shown).map(({ number, item: { label, mark } }) => (
        <Text
          key={number}
          style={{ ...styles.chip, backgroundColor: tones[mark.tone].ground, color: tones[mark.tone].ink }}
        >
          <Text style={styles.label}>{`${label}\n`}</Text>
          {mark.word}
        </Text>
      ))}
      {after === null ? null : <Text style={styles.after}>{after}</Text>}
      <Canvas style={{ ...styles.over, width: shown.length * (chip.width + chip.gap) || 1 }} paint={paint} />
    </View>
  );
}

const styles = StyleSheet.create({
  mark: { flexDirection: 'row' },
  figure: { width: 14, height: 12 },
  word: { flexShrink: 1 },
  dense: { width: 46, height: 15 },
  chips: { flexDirection: 'row', columnGap: chip.gap },
  chip: {
    width: chip.width,
    paddingTop: 4,
    paddingBottom: 4,
    paddingLeft: 28,
    paddingRight: 4,
    fontSize: 8.5,
    lineHeight: 1.25,
    fontWeight: 600,
  },
  label: { fontSize: 7.5, fontWeight: 400, color: colours.soft },
  after: { ...type.small, paddingTop: 9, paddingLeft: 6, flexShrink: 1 },
  over: { position: 'absolute', top: 0, left: 0, height: 28 },
});

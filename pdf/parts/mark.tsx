import { Path, StyleSheet, Svg, Text, View } from '@react-pdf/renderer';
import type { RatingMark, RatingShape, RatingTone } from '../models.ts';
import { ratingShapeSize, ratingShapes } from './rating-shapes.ts';
import { colours, tones, type } from './theme.ts';

const box = `0 0 ${ratingShapeSize} ${ratingShapeSize}`;

/** The bare figure. Never alone: a word or a letter stands beside it. */
function Shape({ shape, tone, size }: { shape: RatingShape; tone: RatingTone; size: number }) {
  return (
    <Svg viewBox={box} style={{ width: size, height: size }}>
      {ratingShapes[shape].map(({ part, d }) => (
        <Path key={d} d={d} fill={part === 'body' ? tones[tone].solid : colours.white} />
      ))}
    </Svg>
  );
}

/** A rating with its whole word. */
export function Mark({ mark }: { mark: RatingMark }) {
  return (
    <View style={styles.mark}>
      <Shape shape={mark.shape} tone={mark.tone} size={10} />
      <Text style={[type.cellStrong, styles.word, { color: tones[mark.tone].ink }]}>{mark.word}</Text>
    </View>
  );
}

/** A rating where there may be none. */
export function MarkOrNone({ mark }: { mark: RatingMark | null }) {
  return mark === null ? <Text style={[type.cell, styles.none]}>–</Text> : <Mark mark={mark} />;
}

/** A rating in a dense cell: figure and letter on the tone's ground. */
export function DenseMark({ mark }: { mark: RatingMark }) {
  const { ground, ink } = tones[mark.tone];
  return (
    <View style={[styles.dense, { backgroundColor: ground }]}>
      <Shape shape={mark.shape} tone={mark.tone} size={9} />
      <Text style={[type.cellStrong, styles.letter, { color: ink }]}>{mark.letter}</Text>
    </View>
  );
}

/** A labelled rating: "Own rating" over figure and word. */
export function LabelledMark({ label, mark }: { label: string; mark: RatingMark }) {
  const { ground } = tones[mark.tone];
  return (
    <View style={[styles.chip, { backgroundColor: ground }]}>
      <Text style={[type.running, { color: colours.soft }]}>{label}</Text>
      <Mark mark={mark} />
    </View>
  );
}

const styles = StyleSheet.create({
  mark: { flexDirection: 'row', alignItems: 'flex-start' },
  word: { marginLeft: 4, flexShrink: 1 },
  none: { color: colours.soft },
  dense: { flexDirection: 'row', alignItems: 'center', justifyContent: 'center', paddingVertical: 2 },
  letter: { marginLeft: 3 },
  chip: { paddingVertical: 3, paddingHorizontal: 6, minWidth: 92 },
});

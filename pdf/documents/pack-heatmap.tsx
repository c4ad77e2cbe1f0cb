import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type Heatmap, packWords, type ScaleEntry } from '../models.ts';
import { inPieces } from '../parts/break-words.ts';
import { CountBar } from '../parts/count-bar.tsx';
import { DenseMark } from '../parts/mark.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { anchors } from './pack-anchors.ts';

const mostColumns = 12;

type Props = { heatmap: Heatmap; scale: readonly ScaleEntry[]; order: number };

/** Standards down, agencies across, on landscape pages; many agencies are parted into blocks of about equal width. */
export function HeatmapSection({ heatmap, scale, order }: Props) {
  const blocks = blocksOf(heatmap.agencies.length);
  return blocks.map(({ from, to }, index) => (
    <Sheet
      key={from}
      name={packWords.heatmap}
      order={order}
      landscape
      {...(index === 0 ? { bookmark: packWords.heatmap } : {})}
    >
      <Heading
        id={index === 0 ? anchors.heatmap : `${anchors.heatmap}-${index + 1}`}
        title={packWords.heatmap}
        level={index === 0 ? 1 : 2}
        {...(blocks.length === 1
          ? {}
          : { note: `Agencies ${from + 1} to ${to} of ${heatmap.agencies.length}, in the order of the contents` })}
      />
      <Prose text={heatmap.caption} />
      <View style={styles.legend} wrap={false}>
        {numbered(scale).map(({ number, item: { mark } }) => (
          <View key={number} style={styles.legendEntry}>
            <View style={styles.legendLetter}>
              <DenseMark mark={mark} />
            </View>
            <Text style={type.cell}>{mark.word}</Text>
          </View>
        ))}
      </View>
      <Grid heatmap={heatmap} from={from} to={to} />
    </Sheet>
  ));
}

function Grid({ heatmap, from, to }: { heatmap: Heatmap; from: number; to: number }) {
  return (
    <View style={styles.table}>
      <View fixed minPresenceAhead={1} style={[styles.row, styles.head]}>
        <Text style={[type.label, styles.standard]}>Standard</Text>
        {heatmap.agencies.slice(from, to).map(({ id, shortName }) => (
          <Link key={id} src={`#${id}`} style={styles.cell}>
            <Text style={[type.label, styles.agency]} hyphenationCallback={inPieces(10)} hyphenationPenalty={9000}>
              {shortName}
            </Text>
          </Link>
        ))}
        <Text style={[type.label, styles.total]}>All agencies</Text>
      </View>
      {heatmap.standards.map(({ number, title }, row) => (
        <View key={number} wrap={false} style={[styles.row, styles.rule]}>
          <Text style={[type.cellStrong, styles.standard, styles.title]}>{`${number}  ${title}`}</Text>
          {heatmap.agencies.slice(from, to).map(({ id }, column) => {
            const mark = heatmap.cells[row]?.[from + column] ?? null;
            return (
              <View key={id} style={styles.cell}>
                {mark === null ? <Text style={[type.cell, styles.none]}>–</Text> : <DenseMark mark={mark} />}
              </View>
            );
          })}
          <View style={styles.total}>
            <CountBar counts={heatmap.totals[row] ?? []} />
          </View>
        </View>
      ))}
    </View>
  );
}

/** Parts `count` columns into as few blocks as fit, of nearly the same size. */
export function blocksOf(count: number): { from: number; to: number }[] {
  const blocks = Math.max(1, Math.ceil(count / mostColumns));
  return Array.from({ length: blocks }, (_, index) => ({
    from: Math.round((index * count) / blocks),
    to: Math.round(((index + 1) * count) / blocks),
  }));
}

const styles = StyleSheet.create({
  legend: { flexDirection: 'row', flexWrap: 'wrap', gap: 12, marginTop: 6, marginBottom: 6 },
  legendEntry: { flexDirection: 'row', alignItems: 'center', gap: 5 },
  legendLetter: { width: 34 },
  table: { borderTopWidth: 1, borderTopColor: colours.ink },
  row: { flexDirection: 'row', alignItems: 'center' },
  head: { backgroundColor: colours.ground, alignItems: 'flex-end', paddingVertical: 4 },
  rule: { borderTopWidth: 0.5, borderTopColor: colours.line, paddingVertical: 1 },
  standard: { width: 170, paddingHorizontal: 4, flexShrink: 0 },
  title: { fontSize: 7.75, lineHeight: 1.25 },
  cell: { flexGrow: 1, flexShrink: 1, flexBasis: 0, paddingHorizontal: 1, textDecoration: 'none', color: colours.ink },
  agency: { textAlign: 'center', fontSize: 7.5, lineHeight: 1.25 },
  none: { textAlign: 'center', color: colours.soft },
  total: { width: 118, paddingHorizontal: 4, flexShrink: 0 },
});

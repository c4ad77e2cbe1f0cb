import { Canvas, Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type Heatmap, packWords, type ScaleEntry } from '../models.ts';
import { inPieces } from '../parts/break-words.ts';
import { DenseMark } from '../parts/mark.tsx';
import { numbered } from '../parts/numbered.ts';
import { countsInWords, type Painter, paintCounts, paintDense } from '../parts/paint.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, sheet, type } from '../parts/theme.ts';
import { drawnInParts, type Parts, tagged } from '../tagging/tag.ts';
import { anchors } from './pack-anchors.ts';

const mostColumns = 12;
const width = sheet.long - sheet.left - sheet.right;
const [standardWidth, totalWidth] = [174, 118];

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
            <DenseMark mark={mark} />
            <Text style={type.cell}>{mark.word}</Text>
          </View>
        ))}
      </View>
      <Grid heatmap={heatmap} from={from} to={to} />
    </Sheet>
  ));
}

function Grid({ heatmap, from, to }: { heatmap: Heatmap; from: number; to: number }) {
  const agencies = heatmap.agencies.slice(from, to);
  const cell = (width - standardWidth - totalWidth) / agencies.length;
  const paintRow = (painter: Painter, parts: Parts, row: number): null => {
    for (let column = 0; column < agencies.length; column += 1) {
      const mark = heatmap.cells[row]?.[from + column] ?? null;
      parts.begin({ role: 'TD' }, mark?.word ?? 'No rating');
      if (mark !== null) paintDense(painter, mark, standardWidth + column * cell + 1, 1, cell - 2, 15);
    }
    const place = { x: width - totalWidth + 4, y: 2, width: totalWidth - 4, height: 13 };
    const totals = heatmap.totals[row] ?? [];
    parts.begin({ role: 'TD' }, countsInWords(totals));
    paintCounts(painter, totals, place);
    return null;
  };
  return (
    <View {...tagged('Table')}>
      <View fixed wrap={false} minPresenceAhead={1} style={styles.head} {...tagged('TR')}>
        <Text style={{ ...type.label, ...styles.standard }} {...tagged('TH', { scope: 'Column' })}>
          Standard
        </Text>
        {agencies.map(({ id, shortName }) => (
          <Link key={id} src={`#${id}`} style={{ ...styles.link, width: cell }} {...tagged('TH', { scope: 'Column' })}>
            <Text style={styles.agency} hyphenationCallback={inPieces(10)} hyphenationPenalty={9000}>
              {shortName}
            </Text>
          </Link>
        ))}
        <Text style={{ ...type.label, ...styles.total }} {...tagged('TH', { scope: 'Column' })}>
          All agencies
        </Text>
      </View>
      {numbered(heatmap.standards).map(({ number: place, item: { number, title } }) => (
        <View key={place} wrap={false} style={styles.row} {...tagged('TR')}>
          <Text style={styles.title} {...tagged('TH', { scope: 'Row' })}>{`${number}  ${title}`}</Text>
          <Figures paint={(painter, parts) => paintRow(painter, parts, place - 1)} />
        </View>
      ))}
    </View>
  );
}

function Figures({ paint }: { paint: (painter: Painter, parts: Parts) => null }) {
  const given = drawnInParts();
  return <Canvas {...given} style={styles.canvas} paint={(painter: Painter) => paint(painter, given.parts)} />;
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
  head: {
    borderTopWidth: 1,
    borderTopColor: colours.ink,
    flexDirection: 'row',
    alignItems: 'flex-end',
    paddingTop: 4,
    paddingBottom: 4,
    backgroundColor: colours.ground,
  },
  row: { minHeight: 17.5, borderTopWidth: 0.5, borderTopColor: colours.line },
  standard: { width: standardWidth, paddingLeft: 4, flexShrink: 0 },
  title: {
    width: standardWidth,
    paddingTop: 3.5,
    paddingBottom: 2,
    paddingLeft: 4,
    paddingRight: 4,
    fontSize: 7.75,
    lineHeight: 1.25,
    fontWeight: 600,
  },
  link: { textDecoration: 'none' },
  agency: { textAlign: 'center', fontSize: 7.5, lineHeight: 1.25, fontWeight: 600, color: colours.soft },
  total: { width: totalWidth, paddingLeft: 4, flexShrink: 0 },
  canvas: { position: 'absolute', left: 0, top: 0, width, height: 17 },
});

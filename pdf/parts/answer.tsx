import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { AnswerBlock } from '../models.ts';
import { tagged } from '../tagging/tag.ts';
import { Mark } from './mark.tsx';
import { numbered } from './numbered.ts';
import { Table, type TextColumn } from './table.tsx';
import { Prose } from './text.tsx';
import { colours, type } from './theme.ts';

/** The pieces of one answer, in reading order. */
export function AnswerBlocks({ blocks }: { blocks: readonly AnswerBlock[] }) {
  return (
    <View>
      {numbered(blocks).map(({ number, item: block }) => (
        <View key={number} style={styles.block}>
          <Block block={block} />
        </View>
      ))}
    </View>
  );
}

function Block({ block }: { block: AnswerBlock }) {
  switch (block.type) {
    case 'rating':
      return <Mark mark={block.mark} />;
    case 'text':
      return <Prose text={block.text} />;
    case 'list':
      return (
        <View {...tagged('L')}>
          {numbered(block.items).map(({ number, item }) => (
            <Text key={number} style={type.body} {...tagged('LI')}>{`•  ${item}`}</Text>
          ))}
        </View>
      );
    case 'table':
      return <AnswerTable headings={block.headings} rows={block.rows} />;
    case 'none':
      return <Text style={[type.body, styles.none]}>{block.text}</Text>;
  }
}

function AnswerTable({ headings, rows }: { headings: string[]; rows: string[][] }) {
  const columns: TextColumn<string[]>[] = headings.map((heading, index) => ({
    heading,
    width: { share: 1 },
    longestWord: Math.max(8, Math.floor(78 / headings.length)),
    cell: (cells) => cells[index] ?? '',
  }));
  return (
    <Table columns={columns} rows={rows} charactersOf={(cells) => Math.max(0, ...cells.map((cell) => cell.length))} />
  );
}

const styles = StyleSheet.create({
  block: { paddingBottom: 4 },
  none: { fontStyle: 'italic', color: colours.soft },
});

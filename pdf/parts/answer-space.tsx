import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { AnswerSpace } from '../models.ts';
import { numbered } from './numbered.ts';
import { Table, type TextColumn } from './table.tsx';
import { colours, measure, type } from './theme.ts';

/** How a question is answered: boxes to tick, and room to write by hand. */
export function AnswerSpaceBlock({ answer }: { answer: AnswerSpace }) {
  const { how, choices, columns, prompt } = answer;
  return (
    <>
      <Text style={[type.cell, styles.how]}>{`Answer: ${how}`}</Text>
      {numbered(choices).map(({ number, item }) => (
        <View key={number} wrap={false} style={styles.choice}>
          <View style={styles.box} />
          <Text style={[type.body, styles.words]}>{item}</Text>
        </View>
      ))}
      {columns.length === 0 ? null : <BlankTable columns={columns} />}
      {prompt === null ? null : (
        <View wrap={false} style={styles.writing}>
          <Text style={type.label}>{prompt}</Text>
          <View style={choices.length > 0 || how.startsWith('Text') ? styles.tall : styles.short} />
        </View>
      )}
    </>
  );
}

/** The columns with what goes in each, and three rows to write in. */
function BlankTable({ columns }: Pick<AnswerSpace, 'columns'>) {
  const shown: TextColumn<string[]>[] = columns.map(({ heading }, at) => ({
    heading,
    width: { share: 1 },
    longestWord: Math.max(8, Math.floor(78 / columns.length)),
    cell: (cells) => cells[at] ?? '',
  }));
  const blank = columns.map(() => '\n');
  const rows = [columns.map(({ holds }) => holds), blank, blank, blank];
  return (
    <View style={styles.table}>
      <Table
        columns={shown}
        rows={rows}
        width={measure}
        charactersOf={(cells) => Math.max(0, ...cells.map((cell) => cell.length))}
      />
    </View>
  );
}

const styles = StyleSheet.create({
  how: { marginTop: 4, marginBottom: 3 },
  choice: { flexDirection: 'row', marginBottom: 3 },
  box: { width: 10, height: 10, marginTop: 2, marginRight: 7, borderWidth: 1, borderColor: colours.ink, flexShrink: 0 },
  words: { flexShrink: 1 },
  writing: { marginTop: 3 },
  short: { height: 22, borderWidth: 0.75, borderColor: colours.line, marginTop: 2, width: 220 },
  tall: { height: 64, borderWidth: 0.75, borderColor: colours.line, marginTop: 2 },
  table: { marginTop: 4 },
});

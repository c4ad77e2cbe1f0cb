import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReportBars } from '../models.ts';
import { ScaleTable } from './scale-table.tsx';
import { Table } from './table.tsx';
import { Heading } from './text.tsx';
import { type } from './theme.ts';

/** The finding in words, the counts as bars with their letters, and what the letters mean. */
export function Bars({ bars: { id, title, finding, key, rows }, width }: { bars: ReportBars; width: number }) {
  return (
    <>
      <Heading id={id} title={title} bookmark={title} />
      <Text style={[type.strong, styles.finding]}>{finding}</Text>
      <Table
        rows={rows}
        charactersOf={({ label }) => label.length}
        width={width}
        columns={[
          { heading: 'What', width: 150, strong: true, cell: ({ label }) => label },
          { heading: 'How many', width: { share: 1 }, figures: ({ counts }) => counts },
        ]}
      />
      <View style={styles.key}>
        <ScaleTable scale={key} headings={{ word: 'Part', letter: 'In the bars' }} />
      </View>
    </>
  );
}

const styles = StyleSheet.create({
  finding: { marginBottom: 6 },
  key: { marginTop: 6 },
});

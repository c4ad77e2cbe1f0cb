import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { EvidenceEntry, PackAction } from '../models.ts';
import { Table } from './table.tsx';
import { Prose } from './text.tsx';
import { type } from './theme.ts';

/** What was attached, how fresh it is and what it is there for. */
export function EvidenceTable({ evidence }: { evidence: readonly EvidenceEntry[] }) {
  return (
    <Table
      rows={evidence}
      charactersOf={({ title }) => title.length}
      columns={[
        { heading: 'No.', width: 28, align: 'right', strong: true, cell: ({ number }) => number.toString() },
        { heading: 'Title', width: { share: 1 }, cell: ({ title, form }) => `${title} (${form})` },
        { heading: 'Dates covered', width: 134, cell: ({ datesCovered }) => datesCovered },
        { heading: 'How fresh', width: 74, cell: ({ freshness }) => freshness },
        { heading: 'Supports', width: 76, cell: ({ supports }) => (supports.length === 0 ? '–' : supports.join(', ')) },
      ]}
    />
  );
}

/** Actions with owner, date and state; what the owner last said stands under the action. */
export function ActionTable({ actions }: { actions: readonly PackAction[] }) {
  return (
    <Table
      rows={actions}
      charactersOf={({ action, progress }) => action.length + (progress?.length ?? 0)}
      columns={[
        { heading: 'Reference', width: 80, strong: true, longestWord: 14, cell: ({ reference }) => reference },
        {
          heading: 'Action and latest update',
          width: { share: 1 },
          cell: ({ action, progress }) => (
            <View style={styles.stack}>
              <Prose text={action} style={type.cell} />
              {progress === null ? null : <Prose text={progress} style={[type.cell, styles.progress]} />}
            </View>
          ),
        },
        { heading: 'Owner', width: 80, cell: ({ owner }) => owner },
        { heading: 'Due', width: 68, cell: ({ due }) => due },
        {
          heading: 'State',
          width: 66,
          cell: ({ status, overdue }) => (
            <View>
              {overdue ? <Text style={type.cellStrong}>Overdue</Text> : null}
              <Text style={type.cell}>{status}</Text>
            </View>
          ),
        },
      ]}
    />
  );
}

const styles = StyleSheet.create({
  stack: { gap: 3 },
  progress: { fontStyle: 'italic' },
});

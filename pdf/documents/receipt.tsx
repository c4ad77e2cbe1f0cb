import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReceiptModel } from '../models.ts';
import { Facts, Signatures } from '../parts/facts.tsx';
import { AccessibleLine } from '../parts/notices.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';

/** Proof that a return arrived, on one page where it fits. */
export function Receipt({ model }: { model: ReceiptModel }) {
  return (
    <Sheet name="Receipt" order={0} bookmark="Receipt">
      <Heading id="receipt" title={model.title} level={1} />
      <AccessibleLine />
      <View style={styles.panel} wrap={false}>
        <Text style={type.label}>Reference</Text>
        <Text style={styles.reference}>{model.reference}</Text>
      </View>
      <Facts
        facts={[
          { label: 'From', value: model.organisation },
          { label: 'Sent by', value: model.sentBy },
          { label: 'Received', value: model.receivedOn },
          { label: 'Cycle', value: model.cycleTitle },
          { label: 'Set of standards', value: model.editionTitle },
          ...model.contents,
          { label: 'Snapshot, SHA-256', value: model.snapshotHash },
        ]}
      />
      <Heading id="signatures" title="Signatures" />
      <Signatures signatures={model.signatures} />
      <Heading id="next" title="What happens next" />
      <Prose text={model.whatHappensNext} />
      <Heading id="contact" title="Who to ask" level={3} />
      <Prose text={model.contact} />
      <Text style={[type.small, styles.made]}>{`Printed ${model.madeOnText}`}</Text>
    </Sheet>
  );
}

const styles = StyleSheet.create({
  panel: {
    borderWidth: 1.5,
    borderColor: colours.accent,
    paddingVertical: 10,
    paddingHorizontal: 12,
    marginTop: 10,
    marginBottom: 12,
  },
  reference: { fontSize: 18, lineHeight: 1.3, fontWeight: 700, color: colours.accent },
  made: { marginTop: 8 },
});

import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { OutcomeLetterModel } from '../models.ts';
import { AccessibleLine } from './notices.tsx';
import { numbered } from './numbered.ts';
import { colours, type } from './theme.ts';

type Head = Pick<
  OutcomeLetterModel,
  'addressee' | 'date' | 'organisation' | 'partnership' | 'reference' | 'senderLines'
>;

/** Who writes to whom, when, and under which reference. */
export function LetterHead({ model }: { model: Head }) {
  const { addressee } = model;
  return (
    <View style={styles.top}>
      <View style={styles.bar} />
      <Text style={[type.h3, styles.sender]}>{model.partnership}</Text>
      <Text style={type.small}>{model.senderLines.join('   |   ')}</Text>
      <AccessibleLine />
      <View style={styles.parties}>
        <View style={styles.addressee}>
          {numbered([addressee.name, addressee.role, model.organisation, ...addressee.lines]).map(
            ({ number, item: line }) => (
              <Text key={number} style={type.body}>
                {line}
              </Text>
            ),
          )}
        </View>
        <View>
          <Text style={[type.body, styles.right]}>{model.date}</Text>
          <Text style={[type.body, styles.right]}>{`Our reference: ${model.reference}`}</Text>
        </View>
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  top: { marginBottom: 16 },
  bar: { height: 6, width: 72, backgroundColor: colours.accent, marginBottom: 10 },
  sender: { fontSize: 12, lineHeight: 1.3, color: colours.accent },
  parties: { flexDirection: 'row', justifyContent: 'space-between', marginTop: 30 },
  addressee: { flexShrink: 1, maxWidth: 280 },
  right: { textAlign: 'right' },
});

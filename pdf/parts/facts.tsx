import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { Fact, Signature } from '../models.ts';
import { tagged } from '../tagging/tag.ts';
import { inPieces } from './break-words.ts';
import { numbered } from './numbered.ts';
import { colours, type } from './theme.ts';

const short = 400;
/** A label longer than this, in characters, is a whole question and wants more of the line. */
const longLabel = 40;

/** Labels and values, one under another. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const labelled = facts.some(({ label }) => label.length > longLabel) ? styles.question : styles.label;
  return (
    <View {...tagged('Table')}>
      {numbered(facts).map(({ number, item: { label, value } }) => (
        <View
          key={number}
          {...tagged('TR')}
          wrap={label.length + value.length > short}
          style={number === 1 ? [styles.first, styles.fact] : styles.fact}
        >
          <Text style={[type.cellStrong, labelled]} {...tagged('TH', { scope: 'Row' })}>
            {label}
          </Text>
          <Text style={[type.cell, styles.value]} {...tagged('TD')} hyphenationCallback={inPieces(58)}>
            {value}
          </Text>
        </View>
      ))}
    </View>
  );
}

/** Who signed what text, and when. */
export function Signatures({ signatures }: { signatures: readonly Signature[] }) {
  return (
    <View>
      {numbered(signatures).map(({ number, item: { name, role, signedOn, hash } }) => (
        <View key={number} wrap={false} style={number === 1 ? [styles.first, styles.signature] : styles.signature}>
          <Text style={type.strong}>{`${name}, ${role}`}</Text>
          <Text style={type.cell}>{`Signed ${signedOn}`}</Text>
          <Text style={type.small}>{`Text signed, SHA-256: ${hash}`}</Text>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  // The line above is the first row's own, so that it is never left behind on the page before.
  first: { borderTopWidth: 0.75, borderTopColor: colours.line },
  fact: { flexDirection: 'row', paddingVertical: 4, borderBottomWidth: 0.5, borderBottomColor: colours.hair },
  label: { width: 150, paddingRight: 10, flexShrink: 0 },
  question: { width: 260, paddingRight: 14, flexShrink: 0 },
  value: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  signature: { paddingVertical: 6, borderBottomWidth: 0.5, borderBottomColor: colours.hair },
});

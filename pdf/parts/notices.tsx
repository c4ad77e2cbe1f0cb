import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { checkWords } from '../models.ts';
import { useSetting } from './sheet.tsx';
import { Address } from './text.tsx';
import { colours, type } from './theme.ts';

/** Where the accessible record is, and what this print could not show. For the cover. */
export function AccessibleNotice() {
  const { frame, replacedCharacters } = useSetting();
  return (
    <View style={styles.notice} wrap={false}>
      <Text style={type.strong}>Accessible version</Text>
      <Text style={type.body}>
        This file is made for printing. The same document as a web page, for screen readers and for reading at any size,
        is at
      </Text>
      <Address href={frame.accessibleAddress} />
      {frame.check ? (
        <View style={styles.more}>
          <Text style={type.body}>{checkWords(frame.check)}</Text>
          <Address href={frame.check.address} />
        </View>
      ) : null}
      {replacedCharacters === 0 ? null : <Text style={[type.body, styles.more]}>{owned(replacedCharacters)}</Text>}
    </View>
  );
}

/** The same in a line, for documents without a cover. */
export function AccessibleLine() {
  const { frame, replacedCharacters } = useSetting();
  return (
    <View wrap={false}>
      <Text style={type.small}>
        {'Accessible version of this document: '}
        <Link src={frame.accessibleAddress} style={styles.link}>
          {frame.accessibleAddress}
        </Link>
      </Text>
      {frame.check ? (
        <Text style={type.small}>
          {`${checkWords(frame.check)} `}
          <Link src={frame.check.address} style={styles.link}>
            {frame.check.address}
          </Link>
        </Text>
      ) : null}
      {replacedCharacters === 0 ? null : <Text style={type.small}>{owned(replacedCharacters)}</Text>}
    </View>
  );
}

const owned = (count: number) =>
  `${count === 1 ? 'One character' : `${count} characters`} could not be printed in this typeface and ` +
  `${count === 1 ? 'is' : 'are'} shown as \u25a1. The accessible version has the original.`;

const styles = StyleSheet.create({
  notice: { marginTop: 18, backgroundColor: colours.accentGround, padding: 10 },
  more: { marginTop: 4 },
  link: { color: colours.accent, textDecoration: 'underline' },
});

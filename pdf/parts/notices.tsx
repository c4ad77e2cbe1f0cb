import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { useSetting } from './sheet.tsx';
import { Address } from './text.tsx';
import { colours, type } from './theme.ts';

/** Where the accessible record is, and what this print could not show. Stands on the first page of every document. */
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
      {replacedCharacters === 0 ? null : (
        <Text style={[type.body, styles.more]}>
          {`${replacedCharacters} characters cannot be printed in this typeface and are shown as \u25a1. The accessible version shows them.`}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  notice: { marginTop: 18, backgroundColor: colours.accentGround, padding: 10 },
  more: { marginTop: 4 },
});

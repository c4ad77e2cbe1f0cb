import { StyleSheet, View } from '@react-pdf/renderer';
import { packWords } from '../models.ts';
import { Heading } from '../parts/text.tsx';
import { colours } from '../parts/theme.ts';

const ruled = Array.from({ length: 24 }, (_, index) => `line ${index + 1}`);

/** A page of ruled lines for the pen. */
export function NotesPage({ id, name }: { id: string; name: string }) {
  return (
    <>
      <Heading id={id} title={packWords.notes} bookmark={packWords.notes} note={name} onNewPage />
      <View>
        {ruled.map((line) => (
          <View key={line} style={styles.line} />
        ))}
      </View>
    </>
  );
}

const styles = StyleSheet.create({
  line: { height: 26, borderBottomWidth: 0.5, borderBottomColor: colours.line },
});

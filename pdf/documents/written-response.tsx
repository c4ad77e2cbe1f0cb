import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { WrittenResponseModel } from '../models.ts';
import { LetterHead } from '../parts/letter-head.tsx';
import { RatingsInLetter } from '../parts/ratings-in-letter.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { type } from '../parts/theme.ts';

/** The partnership's answer in writing to one return, set as a letter. */
export function WrittenResponse({ model }: { model: WrittenResponseModel }) {
  return (
    <Sheet name={model.organisation} order={0} bookmark="Letter" headless>
      <LetterHead model={model} />
      <Text style={type.body}>{model.salutation}</Text>
      <Heading id="subject" title={model.subject} level={2} />
      <Text style={[type.small, styles.about]}>{model.cycleTitle}</Text>
      <Text style={[type.small, styles.about]}>{model.answers}</Text>
      <Prose text={model.text} />
      {model.ownLine === null ? null : (
        <View style={styles.own}>
          <Prose text={model.ownLine} />
        </View>
      )}
      {model.ratings.length === 0 ? null : (
        <>
          <Heading id="ratings" title="Ratings" bookmark="Ratings" />
          <RatingsInLetter ratings={model.ratings} standing="Our rating" />
        </>
      )}
      <View style={styles.signature} wrap={false}>
        <Text style={type.body}>{model.valediction}</Text>
        <Text style={[type.strong, styles.name]}>{model.signatory.name}</Text>
        <Text style={type.body}>{model.signatory.role}</Text>
        <Text style={[type.small, styles.made]}>{`Made ${model.madeOnText}`}</Text>
      </View>
    </Sheet>
  );
}

const styles = StyleSheet.create({
  about: { marginBottom: 6 },
  own: { marginTop: 8 },
  signature: { marginTop: 18 },
  name: { marginTop: 12 },
  made: { marginTop: 12 },
});

import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { type PackConcern, packWords } from '../models.ts';
import { LabelledMarks } from '../parts/mark.tsx';
import { Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/** One question that asks for more: the ratings side by side, then the words of both sides in full. */
export function Concern({ concern }: { concern: PackConcern }) {
  const { self, previous, moderated, moderatedReason, narrative, carried, agencyReply, evidenceNumbers } = concern;
  return (
    <View style={styles.concern}>
      <View wrap={false} minPresenceAhead={1} style={styles.head}>
        <Text style={type.strong} {...tagged('H4')}>{`${concern.questionNumber}  ${concern.question}`}</Text>
        <LabelledMarks
          marks={[
            { label: packWords.self, mark: self },
            { label: packWords.previous, mark: previous },
            { label: packWords.moderated, mark: moderated },
          ]}
          after={evidenceNumbers.length === 0 ? 'No evidence attached' : `Evidence ${evidenceNumbers.join(', ')}`}
        />
      </View>
      {moderatedReason === null ? null : <Words label={packWords.reason} text={moderatedReason} />}
      {agencyReply === undefined ? null : <Words label={packWords.agencyReply} text={agencyReply} />}
      <Words label={packWords.words} text={narrative ?? packWords.noWords} />
      {carried === undefined ? null : <Text style={[type.cell, styles.carried]}>{carried}</Text>}
    </View>
  );
}

function Words({ label, text }: { label: string; text: string }) {
  return (
    <>
      <Text style={[type.label, styles.label]} minPresenceAhead={1}>
        {label}
      </Text>
      <Prose text={text} />
    </>
  );
}

const styles = StyleSheet.create({
  concern: { paddingLeft: 9, marginBottom: 12, borderLeftWidth: 1.5, borderLeftColor: colours.line },
  head: { rowGap: 5 },
  label: { marginTop: 6 },
  carried: { marginTop: 3, fontStyle: 'italic', color: colours.soft },
});

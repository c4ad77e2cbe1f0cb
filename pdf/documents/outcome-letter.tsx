import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { LetterChallenge, OutcomeLetterModel } from '../models.ts';
import { ActionsInLetter } from '../parts/actions-in-letter.tsx';
import { LetterHead } from '../parts/letter-head.tsx';
import { numbered } from '../parts/numbered.ts';
import { RatingsInLetter } from '../parts/ratings-in-letter.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/** The partnership's answer to an agency, set as a letter. Signature space is left for the pen. */
export function OutcomeLetter({ model }: { model: OutcomeLetterModel }) {
  return (
    <Sheet name={model.organisation} order={0} bookmark="Letter" headless>
      <LetterHead model={model} />
      <Text style={type.body}>{model.salutation}</Text>
      <Heading id="subject" title={model.subject} level={2} />
      <Text style={[type.small, styles.about]}>{model.cycleTitle}</Text>
      <Prose text={model.opening} />

      <Heading id="ratings" title="Agreed ratings" bookmark="Agreed ratings" />
      <RatingsInLetter ratings={model.ratings} standing="Agreed rating" />

      {model.strengths.length === 0 ? null : (
        <Heading id="strengths" title="What is working well" bookmark="What is working well" />
      )}
      <View style={styles.list} {...tagged('L')}>
        {numbered(model.strengths).map(({ number, item: strength }) => (
          <View key={number} style={styles.bullet} {...tagged('LI')}>
            <Text style={[type.body, styles.dot]} {...tagged('Lbl')}>
              •
            </Text>
            <View style={styles.bulletText} {...tagged('LBody')}>
              <Prose text={strength} />
            </View>
          </View>
        ))}
      </View>

      {model.challenges.length === 0 ? null : (
        <Heading id="challenges" title="What the panel asked" bookmark="What the panel asked" />
      )}
      {numbered(model.challenges).map(({ number, item }) => (
        <Challenge key={number} challenge={item} number={number} />
      ))}

      <Heading id="actions" title="Actions" bookmark="Actions" />
      {model.actions.length === 0 ? (
        <Text style={type.body}>There are no actions.</Text>
      ) : (
        <ActionsInLetter actions={model.actions} />
      )}

      <View style={styles.closing}>
        <Prose text={model.closing} />
        {model.replyBy === undefined ? null : <Text style={[type.body, styles.reply]}>{model.replyBy}</Text>}
      </View>
      <View style={styles.signature} wrap={false}>
        <Text style={type.body}>{model.valediction}</Text>
        <View style={styles.pen} />
        <Text style={type.strong}>{model.signatory.name}</Text>
        <Text style={type.body}>{model.signatory.role}</Text>
        <Text style={[type.small, styles.copies]}>{`Made ${model.madeOnText}`}</Text>
        {model.copies.length === 0 ? null : <Text style={type.small}>{`Copies to: ${model.copies.join('; ')}`}</Text>}
      </View>
    </Sheet>
  );
}

function Challenge({ challenge, number }: { challenge: LetterChallenge; number: number }) {
  return (
    <View style={styles.challenge}>
      <Text style={type.label} minPresenceAhead={1}>
        {challenge.about === null ? `Question ${number}` : `Question ${number}: ${challenge.about}`}
      </Text>
      <Prose text={challenge.challenge} style={type.strong} />
      <Text style={styles.label} minPresenceAhead={1}>
        Your reply
      </Text>
      <Prose text={challenge.reply} />
      <Text style={styles.label} minPresenceAhead={1}>
        Outcome
      </Text>
      <Prose text={challenge.outcome} style={type.strong} />
    </View>
  );
}

const styles = StyleSheet.create({
  about: { marginBottom: 6 },
  list: { gap: 4 },
  bullet: { flexDirection: 'row' },
  dot: { width: 12 },
  bulletText: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  challenge: { paddingLeft: 9, marginBottom: 12, borderLeftWidth: 1.5, borderLeftColor: colours.line },
  label: { ...type.label, marginTop: 5 },
  closing: { marginTop: 16 },
  signature: { marginTop: 14 },
  pen: { height: 44 },
  copies: { marginTop: 12 },
  reply: { marginTop: 6 },
});

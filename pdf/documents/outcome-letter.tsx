import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { LetterChallenge, OutcomeLetterModel } from '../models.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
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
      <Table
        rows={model.ratings}
        charactersOf={({ standardTitle, reason }) => Math.max(standardTitle.length, reason?.length ?? 0)}
        columns={[
          {
            heading: 'Standard',
            width: 168,
            strong: true,
            cell: ({ standardNumber, standardTitle }) => `${standardNumber}  ${standardTitle}`,
          },
          { heading: 'Your rating', width: 82, mark: ({ self }) => self },
          { heading: 'Agreed rating', width: 82, mark: ({ agreed }) => agreed },
          { heading: 'Reason for a change', width: { share: 1 }, cell: ({ reason }) => reason ?? '' },
        ]}
      />

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
        <Table
          rows={model.actions}
          charactersOf={({ action, successMeasure }) => Math.max(action.length, successMeasure?.length ?? 0)}
          columns={[
            { heading: 'Reference', width: 80, strong: true, longestWord: 14, cell: ({ reference }) => reference },
            { heading: 'Action', width: { share: 3 }, cell: ({ action }) => action },
            { heading: 'Owner', width: 80, cell: ({ owner }) => owner },
            { heading: 'Due', width: 68, cell: ({ due }) => due },
            { heading: 'How we shall know', width: { share: 2 }, cell: ({ successMeasure }) => successMeasure ?? '–' },
          ]}
        />
      )}

      <View style={styles.closing}>
        <Prose text={model.closing} />
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

function LetterHead({ model }: { model: OutcomeLetterModel }) {
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
  top: { marginBottom: 16 },
  bar: { height: 6, width: 72, backgroundColor: colours.accent, marginBottom: 10 },
  sender: { fontSize: 12, lineHeight: 1.3, color: colours.accent },
  parties: { flexDirection: 'row', justifyContent: 'space-between', marginTop: 30 },
  addressee: { flexShrink: 1, maxWidth: 280 },
  right: { textAlign: 'right' },
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
});

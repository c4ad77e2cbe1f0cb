import { StyleSheet, Text, View } from '@react-pdf/renderer';
import {
  leftOutWords,
  type PackAgency,
  type PackAnnex,
  type PackChange,
  type PackPrevious,
  packWords,
} from '../models.ts';
import { numbered } from '../parts/numbered.ts';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/* Parts of an agency's section that a pack may have. Like all parts they are fragments: see `Heading`. */

/** What moved since the cycle before: first what can be compared, then what cannot. */
export function Changes({ id, changes }: { id: string; changes: NonNullable<PackAgency['changes']> }) {
  const { basis, performance, wording, sameWords } = changes;
  return (
    <>
      <Text style={type.body}>{basis}</Text>
      <Heading id={`${id}-performance`} title={packWords.performance} level={3} />
      {performance.length === 0 ? (
        <Text style={type.body}>{packWords.noPerformance}</Text>
      ) : (
        <ChangeTable changes={performance} />
      )}
      {wording.length === 0 ? null : (
        <>
          <Heading id={`${id}-wording`} title={packWords.wording} level={3} />
          <ChangeTable changes={wording} />
        </>
      )}
      {sameWords.length === 0 ? null : (
        <>
          <Heading id={`${id}-same`} title={packWords.sameWords} level={3} />
          <Text style={type.body}>{sameWords.join(', ')}</Text>
        </>
      )}
    </>
  );
}

function ChangeTable({ changes }: { changes: readonly PackChange[] }) {
  return (
    <Table
      rows={changes}
      charactersOf={({ question, change }) => Math.max(question.length, 2 * change.length)}
      columns={[
        {
          heading: 'Question',
          width: { share: 1 },
          strong: true,
          cell: ({ questionNumber, question }) => `${questionNumber}  ${question}`,
        },
        { heading: packWords.previous, width: 76, mark: ({ previous }) => previous },
        { heading: packWords.now, width: 76, mark: ({ now }) => now },
        { heading: packWords.change, width: 116, cell: ({ change }) => change },
      ]}
    />
  );
}

/** Earlier challenges, newest first, each with the reply and what followed. */
export function Previous({ previous, leftOut }: { previous: readonly PackPrevious[]; leftOut: number }) {
  if (previous.length === 0) return <Text style={type.body}>{packWords.noPrevious}</Text>;
  return (
    <>
      {numbered(previous).map(({ number, item }) => (
        <Earlier key={number} earlier={item} />
      ))}
      {leftOut === 0 ? null : <Text style={type.small}>{leftOutWords(leftOut)}</Text>}
    </>
  );
}

function Earlier({ earlier: { session, about, challenge, reply, outcome, actions } }: { earlier: PackPrevious }) {
  return (
    <View style={styles.earlier}>
      <Text style={type.small} minPresenceAhead={20}>
        {about === null ? session : `${session}   |   ${about}`}
      </Text>
      <Prose text={challenge} style={type.strong} />
      <Labelled label={packWords.reply} text={reply} />
      <Labelled label={packWords.outcome} text={outcome} />
      <Labelled label={packWords.cameOfIt} text={actions.length === 0 ? packWords.noActionsCame : actions.join('\n')} />
    </View>
  );
}

function Labelled({ label, text }: { label: string; text: string }) {
  return (
    <>
      <Text style={[type.label, styles.label]} minPresenceAhead={1}>
        {label}
      </Text>
      <Prose text={text} />
    </>
  );
}

/** Evidence by reference: what it is, and what its bytes must be. */
export function Annexes({ annexes }: { annexes: readonly PackAnnex[] }) {
  if (annexes.length === 0) return <Text style={type.body}>{packWords.noAnnexes}</Text>;
  return (
    <>
      <Table
        rows={annexes}
        charactersOf={({ title, detail }) => Math.max(title.length, detail.length)}
        columns={[
          { heading: 'No.', width: 28, align: 'right', strong: true, cell: ({ number }) => number.toString() },
          { heading: 'Title', width: { share: 1 }, cell: ({ title, form }) => `${title} (${form})` },
          { heading: 'File', width: 250, longestWord: 34, cell: ({ detail }) => detail },
        ]}
      />
      <Text style={[type.small, styles.label]}>{packWords.annexNote}</Text>
    </>
  );
}

/** For the chair's eyes: set apart by a heavy edge and its own words, not by colour. */
export function ChairNote({ note }: { note: string | undefined }) {
  return (
    <View style={styles.note}>
      {note === undefined ? <Text style={type.body}>{packWords.noChairNote}</Text> : <Prose text={note} />}
    </View>
  );
}

/** A word above a draft, so that nobody takes it for released. */
export function DraftMark() {
  return (
    <Text style={[type.label, styles.draft]} {...tagged('P')}>
      {packWords.draft}
    </Text>
  );
}

const styles = StyleSheet.create({
  earlier: { paddingLeft: 9, marginBottom: 12, borderLeftWidth: 1.5, borderLeftColor: colours.line },
  label: { marginTop: 6 },
  note: { paddingLeft: 9, borderLeftWidth: 4, borderLeftColor: colours.ink },
  draft: { color: colours.ink },
});

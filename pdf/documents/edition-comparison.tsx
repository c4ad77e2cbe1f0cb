import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ComparedQuestion, ComparedSide, ComparisonModel, WordPart } from '../models.ts';
import { Cover } from '../parts/cover.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';

const order = { changes: 1, groups: 2 } as const;

/** Two editions side by side: what left is struck through, what came is underlined. */
export function EditionComparison({ model }: { model: ComparisonModel }) {
  return (
    <>
      <Cover
        kind="Editions compared"
        title={model.title}
        subtitle={`${model.from} and ${model.to}`}
        handling={null}
        facts={[...model.facts, { label: 'Installed here', value: model.madeOnText }]}
      />
      <Sheet name="What changed" order={order.changes} bookmark="What changed">
        <Heading id="changes" title="What changed" level={1} />
        {model.summary === null ? null : <Prose text={model.summary} />}
        <Text style={[type.body, styles.basis]}>{model.basis}</Text>
        <Table
          rows={model.counts}
          charactersOf={({ words }) => words.length}
          columns={[
            { heading: 'What became of a question', width: { share: 1 }, cell: ({ words }) => words },
            { heading: 'Questions', width: 80, align: 'right', cell: ({ count }) => String(count) },
          ]}
        />
        <Text style={[type.body, styles.basis]}>{model.shown}</Text>
        <Text style={type.body}>
          {'In the texts, '}
          <Text style={styles.removed}>what left is struck through</Text>
          {' and '}
          <Text style={styles.added}>what came is underlined</Text>.
        </Text>
        {model.further.map(({ id, title, changes }) => (
          <View key={id}>
            <Text style={[type.h2, styles.heading]}>{title}</Text>
            {numbered(changes).map(({ number, item: { subject, lines } }) => (
              <View key={number} style={styles.change}>
                <Text style={type.strong}>{subject}</Text>
                {numbered(lines).map(({ number: place, item }) => (
                  <Text key={place} style={type.cell}>
                    {item}
                  </Text>
                ))}
              </View>
            ))}
          </View>
        ))}
      </Sheet>
      {model.groups.map((group, at) => (
        <Sheet key={group.id} name={group.title} order={order.groups + at} bookmark={group.title}>
          <Heading id={group.id} title={group.title} level={1} />
          {group.questions.map((question) => (
            <Question key={question.id} question={question} model={model} />
          ))}
        </Sheet>
      ))}
    </>
  );
}

function Question({ question, model }: { question: ComparedQuestion; model: ComparisonModel }) {
  const { fate, before, after, details, carry, note } = question;
  return (
    <View style={styles.question} wrap={isLong(question)}>
      <Text style={type.strong}>{fate}</Text>
      <View style={styles.sides}>
        <Side heading={model.from} sides={before} none="No such question" />
        <Side heading={model.to} sides={after} none="No longer asked" />
      </View>
      {numbered(details).map(({ number, item }) => (
        <Text key={number} style={type.cell}>{`•  ${item}`}</Text>
      ))}
      <Text style={[type.cell, styles.carry]}>{`Last answer: ${carry}`}</Text>
      {note === null ? null : (
        <View style={styles.note}>
          <Text style={type.label}>Note</Text>
          <Prose text={note} style={type.cell} />
        </View>
      )}
    </View>
  );
}

/** A short entry stays on one page. A long one must be free to run over: what does not fit would be dropped. */
function isLong({ before, after, details, note }: ComparedQuestion): boolean {
  const characters = (sides: readonly ComparedSide[]) =>
    sides.flatMap(({ texts }) => texts.flatMap(({ parts }) => parts)).reduce((sum, { text }) => sum + text.length, 0);
  const below = [...details, note ?? ''].reduce((sum, text) => sum + text.length, 0);
  return Math.max(characters(before), characters(after)) > 900 || below > 1500 || before.length + after.length > 6;
}

function Side({ heading, sides, none }: { heading: string; sides: readonly ComparedSide[]; none: string }) {
  return (
    <View style={styles.side}>
      <Text style={type.label}>{heading}</Text>
      {sides.length === 0 ? <Text style={[type.body, styles.none]}>{none}</Text> : null}
      {numbered(sides).map(({ number, item: { place, texts } }) => (
        <View key={number}>
          <Text style={[type.cellStrong, styles.place]}>{place}</Text>
          {numbered(texts).map(({ number: at, item: { label, parts } }) => (
            <View key={at}>
              {label === null ? null : <Text style={[type.label, styles.place]}>{label}</Text>}
              <Text style={label === null ? type.body : type.cell}>
                {numbered(parts).map(({ number: key, item }) => (
                  <Part key={key} part={item} />
                ))}
              </Text>
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}

function Part({ part: { text, change } }: { part: WordPart }) {
  if (change === 'same') return <Text>{text}</Text>;
  return <Text style={change === 'added' ? styles.added : styles.removed}>{text}</Text>;
}

const styles = StyleSheet.create({
  basis: { marginTop: 8, marginBottom: 8 },
  heading: { marginTop: 16, marginBottom: 5 },
  change: { paddingVertical: 5, borderBottomWidth: 0.5, borderBottomColor: colours.hair },
  question: { paddingTop: 10, paddingBottom: 10, borderBottomWidth: 0.5, borderBottomColor: colours.line },
  sides: { flexDirection: 'row', columnGap: 16, marginTop: 5, marginBottom: 5 },
  side: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  none: { fontStyle: 'italic', color: colours.soft },
  place: { marginTop: 3 },
  added: { textDecoration: 'underline', fontWeight: 600 },
  removed: { textDecoration: 'line-through' },
  carry: { marginTop: 4 },
  note: { marginTop: 4 },
});

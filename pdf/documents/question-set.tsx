import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { AnswerSpace, QuestionSetModel, SetQuestion, SetStandard } from '../models.ts';
import { AnswerSpaceBlock } from '../parts/answer-space.tsx';
import { ContentsLine } from '../parts/contents.tsx';
import { Cover } from '../parts/cover.tsx';
import { numbered } from '../parts/numbered.ts';
import { ScaleTable } from '../parts/scale-table.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/** Every question of an edition with its branches in words, and room to answer by hand. */
export function QuestionSet({ model }: { model: QuestionSetModel }) {
  const last = model.standards.length + 2;
  return (
    <>
      <Cover
        kind="Question set"
        title={model.title}
        subtitle={model.subtitle}
        handling={null}
        facts={[...model.facts, { label: 'Installed here', value: model.madeOnText }]}
      />
      <Sheet name="Contents" order={1} bookmark="Contents">
        <Prose text={model.summary} style={type.lead} />
        {numbered(model.notices).map(({ number, item }) => (
          <View key={number} style={styles.notice}>
            <Text style={type.body}>{item}</Text>
          </View>
        ))}
        <Heading id="contents" title="Contents" level={1} />
        <View {...tagged('TOC')}>
          <ContentsLine id="scales" title="Rating scales" />
          {model.profile.length === 0 ? null : <ContentsLine id="profile" title="Profile" />}
          {model.standards.map(({ id, number, title }) => (
            <ContentsLine key={id} id={id} number={number} title={title} />
          ))}
          <ContentsLine id="sign-off" title="Sign-off" />
          <ContentsLine id="documents" title="Sources" />
          {model.unchecked.length === 0 ? null : <ContentsLine id="unchecked" title="Citations not yet checked" />}
        </View>
        <Heading id="scales" title="Rating scales" />
        {numbered(model.scales).map(({ number, item: { name, entries, notApplicable } }) => (
          <View key={number} style={styles.scale}>
            <Text style={[type.strong, styles.scaleName]}>{name}</Text>
            <ScaleTable scale={entries} />
            <Text style={[type.cell, styles.after]}>{notApplicable}</Text>
          </View>
        ))}
        {model.profile.length === 0 ? null : (
          <Heading id="profile" title="Profile" note="Asked first. The answers decide which questions follow." />
        )}
        {numbered(model.profile).map(({ number, item: { text, hint, asked, optional, answer } }) => (
          <View key={number} style={styles.question} wrap={isLong(answer, text, hint)}>
            <Text style={type.strong}>{text}</Text>
            {hint === null ? null : <Text style={[type.cell, styles.soft]}>{hint}</Text>}
            <Text style={[type.cell, styles.asked]}>
              {[asked, optional].filter((part) => part !== null).join('. ')}
            </Text>
            <AnswerSpaceBlock answer={answer} />
          </View>
        ))}
      </Sheet>
      {model.standards.map((standard, at) => (
        <Standard key={standard.id} standard={standard} order={at + 2} />
      ))}
      <Sheet name="Sign-off and sources" order={last} bookmark="Sign-off and sources">
        <Heading id="sign-off" title="Sign-off" level={1} />
        {numbered(model.signOff).map(({ number, item: { title, declaration, asked } }) => (
          <View key={number} style={styles.question}>
            <Text style={type.strong}>{title}</Text>
            <Text style={[type.cell, styles.asked]}>{asked}</Text>
            <Prose text={declaration} />
          </View>
        ))}
        <Heading id="documents" title="Sources" />
        <Table
          rows={model.documents}
          charactersOf={({ title }) => title.length}
          columns={[
            {
              heading: 'Title',
              width: { share: 1 },
              cell: ({ title, note }) => (note === null ? title : `${title}\n${note}`),
            },
            { heading: 'Publisher', width: 150, cell: ({ publisher }) => publisher },
            { heading: 'Published', width: 96, cell: ({ published }) => published },
          ]}
        />
        {model.unchecked.length === 0 ? null : (
          <Heading
            id="unchecked"
            title="Citations not yet checked"
            note={`Nobody has compared these with the published text yet: ${model.unchecked.length} in all.`}
          />
        )}
        {model.unchecked.length === 0 ? null : (
          <Table
            rows={model.unchecked}
            charactersOf={({ citation }) => citation.length}
            columns={[
              { heading: 'Question', width: 66, cell: ({ number }) => number },
              { heading: 'Citation', width: { share: 1 }, cell: ({ citation }) => citation },
            ]}
          />
        )}
      </Sheet>
    </>
  );
}

function Standard({ standard, order }: { standard: SetStandard; order: number }) {
  const name = `${standard.number} ${standard.title}`;
  return (
    <Sheet name={name} order={order} bookmark={name}>
      <Heading id={standard.id} title={`${standard.number}  ${standard.title}`} level={1} />
      <Prose text={standard.summary} style={type.lead} />
      {standard.asked === null ? null : <Text style={[type.cell, styles.asked]}>{standard.asked}</Text>}
      {standard.questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </Sheet>
  );
}

function Question({ question }: { question: SetQuestion }) {
  const { number, text, hint, guidance, asked, optional, answer, evidence, sources } = question;
  return (
    <View style={styles.question} wrap={isLong(answer, text, hint, guidance, asked, ...evidence, ...sources)}>
      <View wrap={false} minPresenceAhead={40}>
        <Text style={type.strong} {...tagged('H2')}>{`${number}  ${text}`}</Text>
        <Text style={[type.cell, styles.asked]}>{[asked, optional].filter((part) => part !== null).join('. ')}</Text>
      </View>
      {hint === null ? null : <Text style={[type.cell, styles.soft]}>{hint}</Text>}
      {guidance === null ? null : <Prose text={guidance} style={type.cell} />}
      <AnswerSpaceBlock answer={answer} />
      {evidence.length === 0 ? null : (
        <Text style={[type.cell, styles.after]}>{`Evidence: ${evidence.join('; ')}`}</Text>
      )}
      {numbered(sources).map(({ number: place, item }) => (
        <Text key={place} style={[type.small, styles.source]}>{`Source: ${item}`}</Text>
      ))}
    </View>
  );
}

/** A short question stays on one page. A long one must be free to run over: what does not fit would be dropped. */
function isLong({ choices, columns }: AnswerSpace, ...texts: (string | null)[]): boolean {
  const characters = [...texts, ...choices].reduce((sum, text) => sum + (text?.length ?? 0), 0);
  return characters > 2000 || choices.length > 9 || columns.length > 0;
}

const styles = StyleSheet.create({
  notice: {
    marginTop: 10,
    borderLeftWidth: 3,
    borderLeftColor: colours.accent,
    paddingLeft: 9,
    paddingVertical: 3,
    marginBottom: 8,
  },
  scale: { marginBottom: 12 },
  scaleName: { marginBottom: 4 },
  question: { paddingTop: 9, paddingBottom: 9, borderBottomWidth: 0.5, borderBottomColor: colours.line },
  asked: { marginTop: 2, marginBottom: 2, fontStyle: 'italic' },
  soft: { color: colours.soft, marginBottom: 3 },
  after: { marginTop: 4 },
  source: { marginTop: 2 },
});

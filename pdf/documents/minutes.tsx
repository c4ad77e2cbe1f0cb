import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { MinutesAgency, MinutesEntry, MinutesModel } from '../models.ts';
import { ActionsInLetter } from '../parts/actions-in-letter.tsx';
import { Facts } from '../parts/facts.tsx';
import { Mark } from '../parts/mark.tsx';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';

/** Minutes of a challenge session: who was there, what was asked of each agency, and what follows. */
export function Minutes({ model }: { model: MinutesModel }) {
  return (
    <Sheet name={model.session} order={0} bookmark={model.title}>
      <Heading id="minutes" title={model.title} level={1} note={model.cycleTitle} />
      <AccessibleLine />
      <View style={styles.facts}>
        <Facts
          facts={[
            { label: 'Session', value: model.session },
            { label: 'When', value: model.when },
            { label: 'Place', value: model.place },
            { label: 'Chair', value: model.chair ?? 'Not named' },
            { label: 'Version', value: model.version },
            { label: 'Reference', value: model.reference },
            { label: 'Approval', value: model.approval },
            { label: 'Hash of the content', value: model.contentHash },
          ]}
        />
      </View>
      {model.change === null ? null : <Heading id="change" title="Why there is a new version" />}
      {model.change === null ? null : <Prose text={model.change} />}
      <Heading id="panel" title="Panel and apologies" bookmark="Panel and apologies" />
      <Prose text={model.panel} />
      <View style={styles.opening}>
        <Prose text={model.opening} />
      </View>
      <Heading id="agenda" title="Agenda" bookmark="Agenda" />
      <Table
        rows={model.agenda}
        charactersOf={({ organisation }) => organisation.length}
        columns={[
          { heading: 'Time', width: 120, cell: ({ time }) => time },
          { heading: 'Agency', width: { share: 2 }, strong: true, cell: ({ organisation }) => organisation },
          { heading: 'Led the questions', width: { share: 1 }, cell: ({ lead }) => lead ?? 'Not named' },
        ]}
      />
      {numbered(model.agencies).flatMap(({ number, item: agency }) => [
        <Heading
          key={`heading-${number}`}
          id={`agency-${number}`}
          title={agency.name}
          bookmark={agency.name}
          note={agency.time}
        />,
        <Attendance key={`attendance-${number}`} agency={agency} />,
        ...numbered(agency.entries).map(({ number: at, item: entry }) => (
          <Entry key={`entry-${number}-${at}`} entry={entry} />
        )),
        ...(agency.entries.length === 0
          ? [
              <Text key={`none-${number}`} style={type.body}>
                Nothing was recorded.
              </Text>,
            ]
          : []),
        ...(agency.actions.length === 0
          ? []
          : [
              <Heading key={`actions-${number}`} id={`actions-${number}`} title="Actions" level={3} />,
              <ActionsInLetter key={`table-${number}`} actions={agency.actions} />,
            ]),
      ])}
      {model.discussion === null ? null : <Heading id="discussion" title="Other matters" bookmark="Other matters" />}
      {model.discussion === null ? null : <Prose text={model.discussion} />}
      {model.nextSteps === null ? null : <Heading id="next" title="What happens next" bookmark="What happens next" />}
      {model.nextSteps === null ? null : <Prose text={model.nextSteps} />}
      <Text style={[type.small, styles.made]}>{`Made ${model.madeOnText}`}</Text>
    </Sheet>
  );
}

function Attendance({ agency: { present, apologies } }: { agency: MinutesAgency }) {
  return (
    <View style={styles.attendance}>
      <Text style={type.body}>{`Present: ${present.length === 0 ? 'not recorded' : present.join('; ')}`}</Text>
      {apologies.length === 0 ? null : <Text style={type.body}>{`Apologies: ${apologies.join('; ')}`}</Text>}
    </View>
  );
}

function Entry({ entry }: { entry: MinutesEntry }) {
  return (
    <View style={styles.entry}>
      <Text style={type.strong} minPresenceAhead={1}>
        {entry.about ?? 'The whole return'}
      </Text>
      <Text style={styles.label} minPresenceAhead={1}>
        {`${entry.askedBy} asked`}
      </Text>
      <Prose text={entry.challenge} />
      <Text style={styles.label} minPresenceAhead={1}>
        Reply
      </Text>
      <Prose text={entry.reply} />
      <Text style={styles.label} minPresenceAhead={1}>
        Outcome
      </Text>
      <Text style={type.strong}>{entry.outcome}</Text>
      {entry.agreed === null ? null : (
        <>
          <Text style={styles.label} minPresenceAhead={1}>
            Agreed rating
          </Text>
          <Mark mark={entry.agreed} />
          {entry.agreedReason === null ? null : <Prose text={entry.agreedReason} />}
        </>
      )}
      {numbered(entry.corrections).map(({ number, item: words }) => (
        <View key={number} style={styles.correction}>
          <Prose text={words} style={type.small} />
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  facts: { marginTop: 10 },
  opening: { marginTop: 8 },
  attendance: { marginBottom: 8, gap: 2 },
  entry: { paddingLeft: 9, marginBottom: 12, borderLeftWidth: 1.5, borderLeftColor: colours.line },
  label: { ...type.label, marginTop: 5 },
  correction: { marginTop: 5, paddingLeft: 8, borderLeftWidth: 1, borderLeftColor: colours.hair },
  made: { marginTop: 14 },
});

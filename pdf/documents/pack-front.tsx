import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type ChallengePackModel, packWords } from '../models.ts';
import { ContentsLine, PageNumber } from '../parts/contents.tsx';
import { ScaleTable } from '../parts/scale-table.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';
import { agencyParts, anchors } from './pack-anchors.ts';

const columnWidth = 47;

/** Contents: the shared parts, then a row for each agency with the page of every part of it. */
export function PackContents({ model }: { model: ChallengePackModel }) {
  const within = tagged('Table').tag;
  return (
    <Sheet name={packWords.contents} order={1} bookmark={packWords.contents}>
      <Heading id={anchors.contents} title={packWords.contents} level={1} />
      <View {...tagged('TOC')}>
        <ContentsLine id={anchors.agenda} title={packWords.agenda} />
        <ContentsLine id={anchors.howToRead} title={packWords.howToRead} />
        <ContentsLine id={anchors.heatmap} title={packWords.heatmap} />
      </View>
      <View fixed wrap={false} minPresenceAhead={1} style={styles.head} {...tagged('TR', { within })}>
        <Text style={[type.label, styles.agency]} {...tagged('TH', { scope: 'Column' })}>
          Agency
        </Text>
        {agencyParts.map(({ short }) => (
          <Text key={short} style={[type.label, styles.column]} {...tagged('TH', { scope: 'Column' })}>
            {short}
          </Text>
        ))}
      </View>
      {model.agencies.map((agency) => (
        <View key={agency.id} wrap={false} style={styles.row} {...tagged('TR', { within })}>
          <Link src={`#${agency.id}`} style={styles.agency} {...tagged('TH', { scope: 'Row' })}>
            <Text style={[type.strong, styles.name]}>{agency.name}</Text>
          </Link>
          {agencyParts.map(({ part }) => (
            <PageNumber
              key={part}
              id={part === 'start' ? agency.id : `${agency.id}-${part}`}
              width={columnWidth}
              {...tagged('TD')}
            />
          ))}
        </View>
      ))}
    </Sheet>
  );
}

/** Agenda and how to read the pack. */
export function PackGuide({ model }: { model: ChallengePackModel }) {
  const { howToRead } = model;
  return (
    <Sheet name={packWords.agenda} order={2} bookmark={`${packWords.agenda} and ${lowerFirst(packWords.howToRead)}`}>
      <Heading id={anchors.agenda} title={packWords.agenda} level={1} />
      <Table
        rows={model.agenda}
        charactersOf={({ subject }) => subject.length}
        columns={[
          { heading: 'Time', width: 104, cell: ({ time }) => time },
          {
            heading: 'Item',
            width: { share: 1 },
            cell: ({ subject, agencyId }) =>
              agencyId === null ? (
                subject
              ) : (
                <Link src={`#${agencyId}`} style={styles.plainLink}>
                  <Text style={type.cellStrong}>{subject}</Text>
                </Link>
              ),
          },
          { heading: 'Presenting', width: 116, cell: ({ presenter }) => presenter ?? '–' },
          { heading: 'Leads the questions', width: 106, cell: ({ lead }) => lead ?? '–' },
        ]}
      />
      <Heading id={anchors.howToRead} title={packWords.howToRead} />
      <Prose text={howToRead.introduction} />
      <Heading id="scale" title={howToRead.scaleName} level={3} />
      <ScaleTable scale={howToRead.scale} />
      <View style={styles.notes}>
        <Prose text={howToRead.notes} />
      </View>
    </Sheet>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const styles = StyleSheet.create({
  head: {
    flexDirection: 'row',
    alignItems: 'flex-end',
    marginTop: 16,
    paddingVertical: 5,
    paddingHorizontal: 4,
    backgroundColor: colours.ground,
    borderTopWidth: 1,
    borderTopColor: colours.ink,
    borderBottomWidth: 0.75,
    borderBottomColor: colours.line,
  },
  row: {
    flexDirection: 'row',
    alignItems: 'flex-start',
    paddingVertical: 5,
    paddingHorizontal: 4,
    borderBottomWidth: 0.5,
    borderBottomColor: colours.hair,
  },
  agency: { flexGrow: 1, flexShrink: 1, flexBasis: 0, textDecoration: 'none', color: colours.ink, paddingRight: 8 },
  name: { color: colours.ink },
  column: { width: columnWidth, textAlign: 'right' },
  plainLink: { textDecoration: 'none', color: colours.ink },
  notes: { marginTop: 10 },
});

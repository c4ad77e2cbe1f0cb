import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { Fragment } from 'react';
import { blocksOfPack, type ChallengePackModel, packWords } from '../models.ts';
import { ContentsLine, PageNumber } from '../parts/contents.tsx';
import { ScaleTable } from '../parts/scale-table.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';
import { anchors, contentsColumns } from './pack-anchors.ts';

/** Columns as wide as before while there are few; narrower once every part is printed. */
const columnWidthOf = (count: number) => (count <= 7 ? 47 : 42);

const frontPlaces = {
  agenda: { id: anchors.agenda, title: packWords.agenda },
  guide: { id: anchors.howToRead, title: packWords.howToRead },
} as const;
type FrontBlock = keyof typeof frontPlaces;

/** Contents: the shared parts, then a row for each agency with the page of every part of it. */
export function PackContents({ model }: { model: ChallengePackModel }) {
  const within = tagged('Table').tag;
  const { whole, agency: blocks } = blocksOfPack(model);
  const columns = contentsColumns(blocks);
  const width = columnWidthOf(columns.length);
  const shared = whole.flatMap((block) => {
    if (block === 'agencies') return [];
    return [block === 'heatmap' ? { id: anchors.heatmap, title: packWords.heatmap } : frontPlaces[block]];
  });
  return (
    <Sheet name={packWords.contents} order={1} bookmark={packWords.contents}>
      <Heading id={anchors.contents} title={packWords.contents} level={1} />
      {shared.length === 0 ? null : (
        <View {...tagged('TOC')}>
          {shared.map(({ id, title }) => (
            <ContentsLine key={id} id={id} title={title} />
          ))}
        </View>
      )}
      <View fixed wrap={false} minPresenceAhead={1} style={styles.head} {...tagged('TR', { within })}>
        <Text style={[type.label, styles.agency]} {...tagged('TH', { scope: 'Column' })}>
          Agency
        </Text>
        {columns.map(({ short }) => (
          <Text
            key={short}
            style={[type.label, styles.column, { width }, apart(short)]}
            {...tagged('TH', { scope: 'Column' })}
          >
            {short}
          </Text>
        ))}
      </View>
      {model.agencies.map((agency) => (
        <View key={agency.id} wrap={false} style={styles.row} {...tagged('TR', { within })}>
          <Link src={`#${agency.id}`} style={styles.agency} {...tagged('TH', { scope: 'Row' })}>
            <Text style={[type.strong, styles.name]}>{agency.name}</Text>
          </Link>
          {columns.map(({ end }) => (
            <PageNumber key={end} id={`${agency.id}${end}`} width={width} {...tagged('TD')} />
          ))}
        </View>
      ))}
    </Sheet>
  );
}

/** A heading of several words breaks before it touches the one beside it. */
const apart = (heading: string) => (heading.includes(' ') ? { paddingLeft: 6 } : {});

type GuideProps = { model: ChallengePackModel; parts: readonly FrontBlock[]; order: number };

/** Agenda and how to read the pack, in the order they were given; on one sheet where they follow each other. */
export function PackGuide({ model, parts, order }: GuideProps) {
  const titles = parts.map((part) => frontPlaces[part].title);
  const [first = ''] = titles;
  return (
    <Sheet
      name={first}
      order={order}
      bookmark={titles.map((title, at) => (at === 0 ? title : lowerFirst(title))).join(' and ')}
    >
      {parts.map((part, at) => (
        <Fragment key={part}>
          <Heading {...frontPlaces[part]} level={at === 0 ? 1 : 2} />
          {part === 'agenda' ? <Agenda model={model} /> : <HowToRead model={model} />}
        </Fragment>
      ))}
    </Sheet>
  );
}

function Agenda({ model }: { model: ChallengePackModel }) {
  return (
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
  );
}

function HowToRead({ model: { howToRead } }: { model: ChallengePackModel }) {
  return (
    <>
      <Prose text={howToRead.introduction} />
      <Heading id="scale" title={howToRead.scaleName} level={3} />
      <ScaleTable scale={howToRead.scale} />
      <View style={styles.notes}>
        <Prose text={howToRead.notes} />
      </View>
    </>
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
  column: { textAlign: 'right' },
  plainLink: { textDecoration: 'none', color: colours.ink },
  notes: { marginTop: 10 },
});

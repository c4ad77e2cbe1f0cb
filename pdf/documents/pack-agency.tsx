import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { Fragment } from 'react';
import {
  type AgencyBlock,
  type AgendaSlot,
  agencyTitles,
  blocksOfAgency,
  type KeyLine,
  type PackAgency,
  type PackConcern,
  packWords,
} from '../models.ts';
import { Facts } from '../parts/facts.tsx';
import { numbered } from '../parts/numbered.ts';
import { ActionTable, EvidenceTable } from '../parts/registers.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { agencyAnchors } from './pack-anchors.ts';
import { Annexes, ChairNote, Changes, DraftMark, Previous } from './pack-blocks.tsx';
import { Concern } from './pack-concern.tsx';
import { NotesPage } from './pack-notes.tsx';
import { SurveyFigures } from './pack-survey.tsx';

type Props = { agency: PackAgency; slot: AgendaSlot | null; order: number; blocks: readonly AgencyBlock[] };

/** Everything about one agency. Headings are direct children of the sheet: see `Heading`. */
export function AgencySection({ agency, slot, order, blocks }: Props) {
  return (
    <Sheet name={agency.name} order={order} bookmark={agency.name}>
      <Heading id={agency.id} title={agency.name} level={1} note={`${agency.kind}. ${agency.duty}.`} />
      <Opening status={agency.returnStatus} slot={slot} />
      {blocksOfAgency(blocks, agency).map((block) => (
        <Block key={block} block={block} agency={agency} />
      ))}
    </Sheet>
  );
}

function Block({ block, agency }: { block: AgencyBlock; agency: PackAgency }) {
  const id = `${agency.id}-${agencyAnchors[block]}`;
  if (block === 'notes') return <NotesPage id={id} name={agency.name} />;
  const title = agencyTitles[block];
  return (
    <>
      <Heading id={id} title={title} bookmark={title} />
      <Content block={block} id={id} agency={agency} />
    </>
  );
}

function Content({ block, id, agency }: { block: Exclude<AgencyBlock, 'notes'>; id: string; agency: PackAgency }) {
  switch (block) {
    case 'profile':
      return <Facts facts={agency.profile} />;
    case 'grid':
      return <RatingGrid agency={agency} />;
    case 'changes':
      return agency.changes === undefined ? null : <Changes id={id} changes={agency.changes} />;
    case 'concerns':
      return <Concerns id={id} concerns={agency.concerns} />;
    case 'gaps':
      return <Gaps agency={agency} />;
    case 'survey':
      return <SurveyFigures figures={agency.surveyFigures ?? []} />;
    case 'keyLines':
      return <KeyLines keyLines={agency.keyLines} />;
    case 'evidence':
      return agency.evidence.length === 0 ? (
        <None text={packWords.noEvidence} />
      ) : (
        <EvidenceTable evidence={agency.evidence} />
      );
    case 'previous':
      return <Previous previous={agency.previous ?? []} leftOut={agency.previousLeftOut ?? 0} />;
    case 'actions':
      return agency.openActions.length === 0 ? (
        <None text={packWords.noActions} />
      ) : (
        <ActionTable actions={agency.openActions} />
      );
    case 'annexes':
      return <Annexes annexes={agency.annexes ?? []} />;
    case 'chairNote':
      return <ChairNote note={agency.chairNote} />;
  }
}

function Concerns({ id, concerns }: { id: string; concerns: readonly PackConcern[] }) {
  if (concerns.length === 0) return <None text={packWords.noConcerns} />;
  return byStandard(concerns).map(({ number, title, concerns: group }) => (
    <Fragment key={number}>
      <Heading id={`${id}-${number}`} title={`${number}  ${title}`} bookmark={`${number} ${title}`} level={3} />
      {numbered(group).map(({ number: place, item }) => (
        <Concern key={place} concern={item} />
      ))}
    </Fragment>
  ));
}

function KeyLines({ keyLines }: { keyLines: readonly KeyLine[] }) {
  if (keyLines.length === 0) return <None text={packWords.noKeyLines} />;
  return numbered(keyLines).map(({ number, item }) => <KeyLineBlock key={number} line={item} number={number} />);
}

function Opening({ status, slot }: { status: string; slot: AgendaSlot | null }) {
  return (
    <View style={styles.opening}>
      <Text style={type.strong}>{status}</Text>
      {slot === null ? null : (
        <Text style={type.body}>
          {[
            slot.time,
            slot.presenter === null ? null : `Presenting: ${slot.presenter}`,
            slot.lead === null ? null : `Leads the questions: ${slot.lead}`,
          ]
            .filter((part) => part !== null)
            .join('   |   ')}
        </Text>
      )}
    </View>
  );
}

function RatingGrid({ agency }: { agency: PackAgency }) {
  return (
    <Table
      rows={agency.grid}
      charactersOf={({ standardTitle, change }) => standardTitle.length + (change?.length ?? 0)}
      columns={[
        {
          heading: 'Standard',
          width: { share: 1 },
          strong: true,
          cell: ({ standardNumber, standardTitle }) => `${standardNumber}  ${standardTitle}`,
        },
        { heading: packWords.self, width: 72, mark: ({ self }) => self },
        { heading: packWords.previous, width: 72, mark: ({ previous }) => previous, note: ({ change }) => change },
        { heading: packWords.moderated, width: 72, mark: ({ moderated }) => moderated },
        // Until the session agrees one, a box for the pen.
        { heading: packWords.agreed, width: 72, mark: ({ agreed }) => agreed, none: 'pen' },
        { heading: packWords.counts, width: 100, figures: ({ counts }) => counts },
      ]}
    />
  );
}

function Gaps({ agency }: { agency: PackAgency }) {
  if (agency.evidenceGaps.length === 0) return <None text={packWords.noGaps} />;
  return (
    <Table
      rows={agency.evidenceGaps}
      charactersOf={({ question, detail }) => Math.max(question.length, detail.length)}
      columns={[
        { heading: 'Problem', width: 62, strong: true, cell: ({ problem }) => problem },
        {
          heading: 'Question',
          width: { share: 1 },
          cell: ({ questionNumber, question }) => `${questionNumber}  ${question}`,
        },
        { heading: 'What was found', width: 160, cell: ({ detail }) => detail },
      ]}
    />
  );
}

function KeyLineBlock({ line, number }: { line: KeyLine; number: number }) {
  const source = [line.about, line.owner === null ? null : `Asked by ${line.owner}`].filter((part) => part !== null);
  return (
    <View style={styles.keyLine}>
      <Text style={[type.h3, styles.keyNumber]}>{number}</Text>
      <View style={styles.keyText}>
        {line.draft ? <DraftMark /> : null}
        <Prose text={line.question} style={type.strong} />
        {line.reason === null ? null : <Prose text={line.reason} />}
        {source.length === 0 ? null : <Text style={type.small}>{source.join('   |   ')}</Text>}
      </View>
    </View>
  );
}

function None({ text }: { text: string }) {
  return <Text style={type.body}>{text}</Text>;
}

function byStandard(concerns: readonly PackConcern[]) {
  const groups = new Map<string, { number: string; title: string; concerns: PackConcern[] }>();
  for (const concern of concerns) {
    const { standardNumber: number, standardTitle: title } = concern;
    const group = groups.get(number) ?? { number, title, concerns: [] };
    group.concerns.push(concern);
    groups.set(number, group);
  }
  return [...groups.values()];
}

const styles = StyleSheet.create({
  opening: { borderLeftWidth: 3, borderLeftColor: colours.accent, paddingLeft: 9, paddingVertical: 2, gap: 2 },
  keyLine: { flexDirection: 'row', paddingVertical: 6, borderBottomWidth: 0.5, borderBottomColor: colours.hair },
  keyNumber: { width: 24, color: colours.accent },
  keyText: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
});

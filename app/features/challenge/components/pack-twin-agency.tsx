import type { ReactNode } from 'react';
import {
  type AgencyBlock,
  type AgendaSlot,
  agencyTitles,
  blocksOfAgency,
  type PackAgency,
  type PackConcern,
  packWords,
} from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { Counts, MarkOrNone, Prose } from './document-parts.tsx';
import { Annexes, ChairNote, Changes, Previous } from './pack-twin-blocks.tsx';
import { SurveyFigures } from './pack-twin-survey.tsx';

type Props = {
  agency: PackAgency;
  slot: AgendaSlot | null;
  blocks: readonly AgencyBlock[];
  /** Stands after the questions of the panel: a way to add one while reading. */
  afterKeyLines?: ReactNode;
};

/** Everything a pack says about one agency. */
export function PackTwinAgency({ agency, slot, blocks, afterKeyLines }: Props) {
  return (
    <section aria-labelledby={agency.id}>
      <h2 className="govuk-heading-l" id={agency.id}>
        {agency.name}
      </h2>
      <p className="govuk-body">{`${agency.kind}. ${agency.duty}.`}</p>
      <p className="govuk-body govuk-!-font-weight-bold">{agency.returnStatus}</p>
      {slot ? <Slot slot={slot} /> : null}
      {blocksOfAgency(blocks, agency).map((block) => (
        <Part key={block} title={agencyTitles[block]}>
          <Block block={block} agency={agency} />
          {block === 'keyLines' ? afterKeyLines : null}
        </Part>
      ))}
    </section>
  );
}

function Block({ block, agency }: { block: AgencyBlock; agency: PackAgency }) {
  switch (block) {
    case 'profile':
      return <SummaryList rows={agency.profile} />;
    case 'grid':
      return <Grid agency={agency} />;
    case 'changes':
      return agency.changes === undefined ? null : <Changes agency={agency.name} changes={agency.changes} />;
    case 'concerns':
      return <Concerns concerns={agency.concerns} />;
    case 'gaps':
      return <Gaps agency={agency} />;
    case 'survey':
      return <SurveyFigures agency={agency.name} figures={agency.surveyFigures ?? []} />;
    case 'keyLines':
      return <KeyLines agency={agency} />;
    case 'evidence':
      return <Evidence agency={agency} />;
    case 'previous':
      return <Previous previous={agency.previous ?? []} leftOut={agency.previousLeftOut ?? 0} />;
    case 'actions':
      return <OpenActions agency={agency} />;
    case 'annexes':
      return <Annexes agency={agency.name} annexes={agency.annexes ?? []} />;
    case 'chairNote':
      return <ChairNote note={agency.chairNote} />;
    case 'notes':
      return <p className="govuk-body app-not-in-print">{packTwinNotes}</p>;
  }
}

/** In place of the ruled lines of the printed pack. */
const packTwinNotes = 'The printed pack has a page of ruled lines here.';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className="govuk-heading-m">{title}</h3>
      {children}
    </>
  );
}

const None = ({ text }: { text: string }) => <p className="govuk-body">{text}</p>;

function Slot({ slot: { time, presenter, lead } }: { slot: AgendaSlot }) {
  return (
    <p className="govuk-body">
      {time}
      {presenter === null ? null : <>. Presenting: {presenter}</>}
      {lead === null ? null : <>. Leads the questions: {lead}</>}
    </p>
  );
}

function Grid({ agency }: { agency: PackAgency }) {
  return (
    <Table
      caption={`${packWords.grid}: ${agency.name}`}
      captionHidden
      scrollLabel={`${packWords.grid}: ${agency.name}`}
      rowHeaders
      columns={[
        { label: 'Standard' },
        { label: packWords.self },
        { label: packWords.previous },
        { label: packWords.moderated },
        { label: packWords.agreed },
        { label: packWords.counts },
      ]}
      rows={agency.grid.map((row) => ({
        cells: [
          `${row.standardNumber} ${row.standardTitle}`,
          <MarkOrNone key="self" mark={row.self} />,
          <PreviousMark key="previous" mark={row.previous} change={row.change} />,
          <MarkOrNone key="moderated" mark={row.moderated} />,
          <MarkOrNone key="agreed" mark={row.agreed} none="Not yet agreed" />,
          <Counts key="counts" counts={row.counts} />,
        ],
      }))}
    />
  );
}

function PreviousMark({ mark, change }: Pick<PackAgency['grid'][number], 'change'> & { mark: PackConcern['self'] }) {
  if (change === null) return <MarkOrNone mark={mark} />;
  return (
    <>
      {mark === null ? null : <MarkOrNone mark={mark} />}
      <p className="govuk-body-s govuk-!-margin-bottom-0">{change}</p>
    </>
  );
}

function Concerns({ concerns }: { concerns: readonly PackConcern[] }) {
  if (concerns.length === 0) return <None text={packWords.noConcerns} />;
  return [...Map.groupBy(concerns, ({ standardNumber }) => standardNumber)].map(([number, group]) => (
    <div key={number}>
      <h4 className="govuk-heading-s">{`${number} ${group[0]?.standardTitle ?? ''}`}</h4>
      {keyed(group).map(({ key, value }) => (
        <Concern key={key} concern={value} />
      ))}
    </div>
  ));
}

function Concern({ concern }: { concern: PackConcern }) {
  const { self, previous, moderated, moderatedReason, narrative, carried, agencyReply, evidenceNumbers } = concern;
  const ratings = [
    { label: packWords.self, mark: self },
    { label: packWords.previous, mark: previous },
    { label: packWords.moderated, mark: moderated },
  ].filter(({ mark }) => mark !== null);
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body govuk-!-font-weight-bold">{`${concern.questionNumber} ${concern.question}`}</p>
      <SummaryList
        noBorder
        rows={[
          ...ratings.map(({ label, mark }) => ({ label, value: <MarkOrNone mark={mark} /> })),
          {
            label: 'Evidence',
            value: evidenceNumbers.length === 0 ? 'No evidence attached' : evidenceNumbers.join(', '),
          },
          ...(moderatedReason === null ? [] : [{ label: packWords.reason, value: <Prose text={moderatedReason} /> }]),
          ...(agencyReply === undefined ? [] : [{ label: packWords.agencyReply, value: <Prose text={agencyReply} /> }]),
          {
            label: packWords.words,
            value: (
              <>
                <Prose text={narrative ?? packWords.noWords} />
                {carried === undefined ? null : <p className="govuk-body-s">{carried}</p>}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function Gaps({ agency }: { agency: PackAgency }) {
  if (agency.evidenceGaps.length === 0) return <None text={packWords.noGaps} />;
  return (
    <Table
      caption={`${packWords.gaps}: ${agency.name}`}
      captionHidden
      scrollLabel={`${packWords.gaps}: ${agency.name}`}
      columns={[{ label: 'Problem' }, { label: 'Question' }, { label: 'What was found' }]}
      rows={agency.evidenceGaps.map(({ problem, questionNumber, question, detail }) => ({
        cells: [problem, `${questionNumber} ${question}`, detail],
      }))}
    />
  );
}

function KeyLines({ agency }: { agency: PackAgency }) {
  if (agency.keyLines.length === 0) return <None text={packWords.noKeyLines} />;
  return (
    <ol className="govuk-list govuk-list--number govuk-list--spaced">
      {keyed(agency.keyLines).map(({ key, value: { question, about, owner, reason, draft } }) => (
        <li key={key}>
          {draft ? <strong className="govuk-tag govuk-tag--grey">{packWords.draft}</strong> : null}
          <Prose text={question} />
          {reason === null ? null : <Prose text={reason} />}
          <p className="govuk-body-s">
            {[about, owner === null ? null : `Asked by ${owner}`].filter((part) => part !== null).join('. ')}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Evidence({ agency }: { agency: PackAgency }) {
  if (agency.evidence.length === 0) return <None text={packWords.noEvidence} />;
  return (
    <Table
      caption={`${packWords.evidence}: ${agency.name}`}
      captionHidden
      scrollLabel={`${packWords.evidence}: ${agency.name}`}
      columns={[
        { label: 'No.', numeric: true },
        { label: 'Title' },
        { label: 'Dates covered' },
        { label: 'How fresh' },
        { label: 'Supports' },
      ]}
      rows={agency.evidence.map(({ number, title, form, datesCovered, freshness, supports }) => ({
        cells: [
          number,
          `${title} (${form})`,
          datesCovered,
          freshness,
          supports.join(', ') || <MarkOrNone mark={null} />,
        ],
      }))}
    />
  );
}

function OpenActions({ agency }: { agency: PackAgency }) {
  if (agency.openActions.length === 0) return <None text={packWords.noActions} />;
  return (
    <Table
      caption={`${packWords.actions}: ${agency.name}`}
      captionHidden
      scrollLabel={`${packWords.actions}: ${agency.name}`}
      rowHeaders
      columns={[
        { label: 'Reference' },
        { label: 'Action and latest update' },
        { label: 'Owner' },
        { label: 'Due' },
        { label: 'State' },
      ]}
      rows={agency.openActions.map(({ reference, action, owner, due, status, overdue, progress }) => ({
        cells: [
          <span key="reference" className="app-nowrap">
            {reference}
          </span>,
          <div key="action">
            <Prose text={action} />
            {progress === null ? null : <Prose text={progress} />}
          </div>,
          owner,
          due,
          <span key="state">
            {overdue ? <strong>Overdue. </strong> : null}
            {status}
          </span>,
        ],
      }))}
    />
  );
}

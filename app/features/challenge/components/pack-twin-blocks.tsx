import {
  leftOutWords,
  type PackAgency,
  type PackAnnex,
  type PackChange,
  type PackPrevious,
  packWords,
} from '../../../../pdf/models.ts';
import { InsetText } from '../../../ui/inset-text.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { MarkOrNone, Prose } from './document-parts.tsx';

/** What moved since the cycle before: first what can be compared, then what cannot. */
export function Changes({ agency, changes }: { agency: string; changes: NonNullable<PackAgency['changes']> }) {
  const { basis, performance, wording, sameWords } = changes;
  return (
    <>
      <p className="govuk-body">{basis}</p>
      <h4 className="govuk-heading-s">{packWords.performance}</h4>
      {performance.length === 0 ? (
        <p className="govuk-body">{packWords.noPerformance}</p>
      ) : (
        <ChangeTable caption={`${packWords.performance}: ${agency}`} changes={performance} />
      )}
      {wording.length === 0 ? null : (
        <>
          <h4 className="govuk-heading-s">{packWords.wording}</h4>
          <ChangeTable caption={`${packWords.wording}: ${agency}`} changes={wording} />
        </>
      )}
      {sameWords.length === 0 ? null : (
        <>
          <h4 className="govuk-heading-s">{packWords.sameWords}</h4>
          <p className="govuk-body">{sameWords.join(', ')}</p>
        </>
      )}
    </>
  );
}

function ChangeTable({ caption, changes }: { caption: string; changes: readonly PackChange[] }) {
  return (
    <Table
      caption={caption}
      captionHidden
      scrollLabel={caption}
      rowHeaders
      columns={[
        { label: 'Question' },
        { label: packWords.previous },
        { label: packWords.now },
        { label: packWords.change },
      ]}
      rows={changes.map(({ questionNumber, question, previous, now, change }) => ({
        cells: [
          `${questionNumber} ${question}`,
          <MarkOrNone key="previous" mark={previous} />,
          <MarkOrNone key="now" mark={now} />,
          change,
        ],
      }))}
    />
  );
}

/** Earlier challenges, newest first, each with the reply and what followed. */
export function Previous({ previous, leftOut }: { previous: readonly PackPrevious[]; leftOut: number }) {
  if (previous.length === 0) return <p className="govuk-body">{packWords.noPrevious}</p>;
  return (
    <>
      {keyed(previous).map(({ key, value: { session, about, challenge, reply, outcome, actions } }) => (
        <InsetText key={key}>
          <p className="govuk-body-s">{about === null ? session : `${session}. ${about}`}</p>
          <div className="govuk-!-font-weight-bold">
            <Prose text={challenge} />
          </div>
          <SummaryList
            noBorder
            rows={[
              { label: packWords.reply, value: <Prose text={reply} /> },
              { label: packWords.outcome, value: outcome },
              {
                label: packWords.cameOfIt,
                value: <Prose text={actions.length === 0 ? packWords.noActionsCame : actions.join('\n')} />,
              },
            ]}
          />
        </InsetText>
      ))}
      {leftOut === 0 ? null : <p className="govuk-body-s">{leftOutWords(leftOut)}</p>}
    </>
  );
}

/** Evidence by reference: what it is, and what its bytes must be. */
export function Annexes({ agency, annexes }: { agency: string; annexes: readonly PackAnnex[] }) {
  if (annexes.length === 0) return <p className="govuk-body">{packWords.noAnnexes}</p>;
  return (
    <>
      <Table
        caption={`${packWords.annexes}: ${agency}`}
        captionHidden
        scrollLabel={`${packWords.annexes}: ${agency}`}
        columns={[{ label: 'No.', numeric: true }, { label: 'Title' }, { label: 'File' }]}
        rows={annexes.map(({ number, title, form, detail }) => ({
          cells: [
            number,
            `${title} (${form})`,
            <span key="detail" className="app-typed-text">
              {detail}
            </span>,
          ],
        }))}
      />
      <p className="govuk-body-s">{packWords.annexNote}</p>
    </>
  );
}

export function ChairNote({ note }: { note: string | undefined }) {
  return (
    <InsetText>
      {note === undefined ? <p className="govuk-body">{packWords.noChairNote}</p> : <Prose text={note} />}
    </InsetText>
  );
}

import { type ChallengeReportModel, reportWords } from '../../../../pdf/models.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { BarsFigure } from './bars-figure.tsx';

/** The report of a quarter as a page: the accessible record, with the words and numbers of the printed one. */
export function Report({ model }: { model: ChallengeReportModel }) {
  return (
    <>
      <p className="govuk-body-l">{model.period}</p>
      <p className="govuk-body">
        {model.asAt}. {model.basis}
      </p>
      <SummaryList
        rows={[
          ...model.summary,
          { label: 'Partnership', value: model.partnership },
          { label: 'Reference', value: model.reference },
          { label: 'Made', value: model.madeOnText },
          { label: 'Address of this page', value: <span className="app-typed-text">{model.accessibleAddress}</span> },
        ]}
      />
      {model.bars.map((bars) => (
        <BarsFigure key={bars.id} bars={bars} />
      ))}
      <h2 className="govuk-heading-m">{reportWords.bodies}</h2>
      {model.bodies.length === 0 ? (
        <p className="govuk-body">{reportWords.none}</p>
      ) : (
        <Table
          caption={reportWords.bodies}
          captionHidden
          scrollLabel={reportWords.bodies}
          rowHeaders
          columns={reportWords.bodyHeadings.map((label, at) => ({
            label,
            numeric: at > 0 && at < reportWords.bodyHeadings.length - 1,
          }))}
          rows={model.bodies.map((row) => ({
            key: row.body,
            cells: [
              row.body,
              row.opened,
              row.onTime,
              row.late,
              row.waiting,
              row.closed,
              row.stillOpen,
              row.highestRisk,
            ],
          }))}
        />
      )}
      <Challenges model={model} />
    </>
  );
}

function Challenges({ model }: { model: ChallengeReportModel }) {
  return (
    <>
      <h2 className="govuk-heading-m">{reportWords.challenges}</h2>
      {model.challenges.length === 0 ? (
        <p className="govuk-body">{reportWords.none}</p>
      ) : (
        <Table
          caption={reportWords.challenges}
          captionHidden
          scrollLabel={reportWords.challenges}
          rowHeaders
          columns={reportWords.challengeHeadings.map((label) => ({ label }))}
          rows={model.challenges.map((row) => ({
            key: row.reference,
            cells: [
              <span key="reference" className="app-nowrap">
                {row.reference}
              </span>,
              <span key="bodies">
                {row.raisedTo}
                <br />
                <span className="govuk-body-s">{row.raisedBy}</span>
              </span>,
              <TypedText key="reason">{row.reason}</TypedText>,
              row.raised,
              row.due,
              row.state,
              row.riskBefore,
              row.riskAfter,
            ],
          }))}
        />
      )}
    </>
  );
}

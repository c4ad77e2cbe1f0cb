import { type RiskReportModel, riskReportWords } from '../../../../../pdf/models.ts';
import { TypedText } from '../../../../ui/columns.tsx';
import { SummaryList } from '../../../../ui/summary-list.tsx';
import { Table } from '../../../../ui/table.tsx';
import { BarsFigure } from '../../../challenge-log/components/bars-figure.tsx';

/** The report of a quarter as a page: the accessible record, with the words and numbers of the printed one. */
export function RiskReport({ model }: { model: RiskReportModel }) {
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
      {model.matrices.map(({ title, rows: [head, ...rows] }) => (
        <section key={title}>
          <h2 className="govuk-heading-m">{title}</h2>
          <Table
            caption={title}
            captionHidden
            scrollLabel={title}
            rowHeaders
            columns={[{ label: head?.label ?? '' }, ...(head?.cells ?? []).map((label) => ({ label }))]}
            rows={rows.map(({ label, cells }) => ({ key: label, cells: [label, ...cells] }))}
          />
        </section>
      ))}
      {model.levels.map(({ title, risks }) => (
        <section key={title}>
          <h2 className="govuk-heading-m">{title}</h2>
          {risks.length === 0 ? (
            <p className="govuk-body">{riskReportWords.none}</p>
          ) : (
            <Table
              caption={title}
              captionHidden
              scrollLabel={title}
              rowHeaders
              columns={riskReportWords.riskHeadings.map((label) => ({ label }))}
              rows={risks.map((risk) => ({
                key: risk.reference,
                cells: [
                  <span key="reference" className="app-nowrap">
                    {risk.reference}
                  </span>,
                  <span key="what">
                    <strong>
                      <TypedText>{risk.event}</TypedText>
                    </strong>
                    <TypedText>{risk.statement}</TypedText>
                  </span>,
                  <span key="owner">
                    {risk.owner}
                    <br />
                    <span className="govuk-body-s">{risk.group}</span>
                  </span>,
                  risk.atStart,
                  risk.atEnd,
                  risk.target,
                  risk.state,
                  risk.reviewed,
                ],
              }))}
            />
          )}
        </section>
      ))}
    </>
  );
}

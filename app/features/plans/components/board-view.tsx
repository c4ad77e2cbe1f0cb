import type { BoardPlanModel } from '../../../../pdf/models.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';

/** The page for the board: the accessible record, with the words of the printed one. */
export function BoardView({ model }: { model: BoardPlanModel }) {
  return (
    <>
      <p className="govuk-body-l">
        {model.asAt}. {model.period}.
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
      {model.lists.map(({ id, title, finding, headings, rows, notShown }) => (
        <section key={id}>
          <h2 className="govuk-heading-m">{title}</h2>
          <p className="govuk-body">
            {finding} {notShown}
          </p>
          {rows.length === 0 ? null : (
            <Table
              caption={title}
              captionHidden
              rowHeaders
              scrollLabel={title}
              columns={headings.map((label, place) => ({ label, numeric: place > 1 }))}
              rows={rows.map((cells) => ({ key: cells.join('|'), cells }))}
            />
          )}
        </section>
      ))}
      <p className="govuk-body-s">{model.basis}</p>
    </>
  );
}

import { type ChallengeReportModel, type ReportBars, reportWords } from '../../../../pdf/models.ts';
import { stackedBars } from '../../../ui/charts/stacked-bars.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';

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

function BarsFigure({ bars: { title, finding, key, rows } }: { bars: ReportBars }) {
  const counted = rows.some(({ counts }) => counts.some(({ count }) => count > 0));
  const chart = stackedBars({
    parts: key.map(({ mark }) => ({ code: mark.word, ...mark })),
    bars: rows.map(({ label, counts }) => ({
      label,
      counts: Object.fromEntries(counts.map(({ mark, count }) => [mark.word, count])),
    })),
    compare: 'count',
  });
  return (
    <section>
      <h2 className="govuk-heading-m">{title}</h2>
      <Figure
        caption={finding}
        tableSummary={`Show the figures as a table: ${title.toLowerCase()}`}
        table={
          <Table
            caption={finding}
            captionHidden
            scrollLabel={title}
            rowHeaders
            columns={[
              { label: 'Part' },
              ...rows.map(({ label }) => ({ label, numeric: true })),
              { label: 'What it means' },
            ]}
            rows={key.map(({ mark, definition }) => ({
              key: mark.word,
              cells: [
                <RatingTag key="part" word={mark.word} shape={mark.shape} tone={mark.tone} />,
                ...rows.map(({ counts }) => counts.find((one) => one.mark.word === mark.word)?.count ?? 0),
                definition,
              ],
            }))}
          />
        }
        notes={
          <p className="govuk-body-s">
            {key.map(({ mark }) => (
              <span key={mark.word}>
                <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />{' '}
              </span>
            ))}
          </p>
        }
      >
        {counted ? <SvgChart chart={chart} label={title} /> : <p className="govuk-body">None.</p>}
      </Figure>
    </section>
  );
}

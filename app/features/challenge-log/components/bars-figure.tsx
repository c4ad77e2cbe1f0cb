import type { ReportBars } from '../../../../pdf/models.ts';
import { stackedBars } from '../../../ui/charts/stacked-bars.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';

/** Counts of a report beside each other: the finding, the bars, and the same figures as a table. */
export function BarsFigure({ bars: { title, finding, key, rows } }: { bars: ReportBars }) {
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

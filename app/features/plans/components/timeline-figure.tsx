import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { spans } from '../../../ui/charts/spans.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { type Timeline, type TimelineMark, timelineMarks } from '../timeline/timeline.ts';

const marks = Object.entries(timelineMarks) as [TimelineMark, (typeof timelineMarks)[TimelineMark]][];

/** The picture with its key, and the same days as a table with the words of each action. */
export function TimelineFigure({ timeline }: { timeline: Timeline }) {
  const { rows, from, to, today, ticks, outside } = timeline;
  const late = rows.filter(({ state }) => state.startsWith('Overdue')).length;
  return (
    <>
      <Figure
        caption={`${late} of ${countOf(rows.length, 'action')} on this page ${late === 1 ? 'is' : 'are'} overdue`}
        notes={
          <>
            <ul className="app-rating-key" aria-label="What the marks mean">
              {marks.map(([code, { words, shape }]) => (
                <li key={code} className="app-rating-key__item">
                  <RatingTag word={words} shape={shape} tone="grey" />
                </li>
              ))}
            </ul>
            <p className="govuk-body-s">
              A line is whole up to the day on which the action was done, or to today, and dashed after it. The picture
              reaches from {dayInWords(from)} to {dayInWords(to)}
              {outside > 0 ? `; ${countOf(outside, 'day lies', 'days lie')} outside it and stand at its edge.` : '.'}{' '}
              The table below has every day.
            </p>
          </>
        }
      >
        <SvgChart
          chart={spans({ rows: timeline.spans, from, to, ticks, now: { at: today, words: 'Today' } })}
          label="Timeline of actions by month"
        />
      </Figure>
      <Table
        caption="The days of each action"
        captionSize="m"
        rowHeaders
        scrollLabel="The days of each action"
        columns={[
          { label: 'Reference' },
          { label: 'Action' },
          { label: 'Whose' },
          ...marks.map(([, { words }]) => ({ label: words })),
          { label: 'Status' },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <Anchor key="reference" className="govuk-link app-nowrap" href={`/actions/${row.id}`}>
              {row.reference}
            </Anchor>,
            { content: row.what, className: 'app-wide-cell' },
            row.who,
            ...marks.map(([code]) => {
              const day = row.days[code];
              return day === null ? '–' : dayInWords(day);
            }),
            row.state,
          ],
        }))}
      />
    </>
  );
}

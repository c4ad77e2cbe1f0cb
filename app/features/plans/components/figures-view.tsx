import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { type BarPart, stackedBars } from '../../../ui/charts/stacked-bars.ts';
import { stepLine } from '../../../ui/charts/step-line.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { ageBands, formulas, type Share, type Timing, timings } from '../figures/figures.ts';
import type { PlanFigures } from '../figures/get-figures.server.ts';
import { planQuery } from '../plan-filter.ts';
import { ticksBetween } from '../timeline/timeline.ts';

/** Burn-down, on-time rate and age, each with its finding, its formula and its numbers. */
export function FiguresView({ figures }: { figures: PlanFigures }) {
  const query = new URLSearchParams(planQuery(figures.filter));
  if (figures.months !== 12) query.set('months', String(figures.months));
  return (
    <>
      <p className="govuk-body">
        From {dayInWords(figures.from)} to today, over {countOf(figures.actions, 'action')}, whatever their status is
        now.{' '}
        <Anchor className="govuk-link" href={`/action-plans/figures.csv?${query}`} reloadDocument>
          Download these figures as CSV
        </Anchor>
      </p>
      <BurnDownFigure figures={figures} />
      <RateFigure figures={figures} />
      <AgeFigure figures={figures} />
    </>
  );
}

function Formulas({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <p key={text} className="govuk-body-s">
      {text}
    </p>
  ));
}

function Key({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  return (
    <ul className="app-rating-key" aria-label={label}>
      {parts.map(({ code, word, shape, tone }) => (
        <li key={code} className="app-rating-key__item">
          <RatingTag word={word} shape={shape} tone={tone} />
        </li>
      ))}
    </ul>
  );
}

const lateParts = [
  { code: 'overdue', word: 'Overdue (lower part of a bar)', letter: 'O', shape: 'diamond-bar', tone: 'red' },
  { code: 'pastFirst', word: 'Past its first date (upper part)', letter: 'P', shape: 'triangle', tone: 'yellow' },
] as const satisfies readonly BarPart[];

function BurnDownFigure({ figures: { burnDown: line, from, today } }: { figures: PlanFigures }) {
  const { steps, months } = line;
  const first = steps[0];
  const last = steps.at(-1);
  const late = months.at(-1);
  return (
    <section>
      <h2 className="govuk-heading-m">Burn-down</h2>
      <Figure
        caption={`Open actions went from ${first?.open ?? 0} to ${last?.open ?? 0}; ${late?.overdue ?? 0} are overdue today`}
        notes={
          <>
            <Key parts={lateParts} label="What the bars mean" />
            <p className="govuk-body-s">The whole line is what is open, the dashed one what is not done.</p>
            <Formulas texts={[formulas.open, formulas.notDone, formulas.overdue, formulas.pastFirst]} />
          </>
        }
        tableSummary="Show the figures as a table: burn-down"
        table={
          <Table
            caption="At the end of each month"
            rowHeaders
            scrollLabel="Burn-down by month"
            columns={[
              { label: 'Day' },
              { label: 'Open', numeric: true },
              { label: 'Not done', numeric: true },
              { label: 'Overdue', numeric: true },
              { label: 'Past its first date', numeric: true },
            ]}
            rows={months.map(({ at, overdue, pastFirst }) => {
              const step = steps.findLast((one) => one.at <= at);
              return { key: at, cells: [dayInWords(at), step?.open ?? 0, step?.notDone ?? 0, overdue, pastFirst] };
            })}
          />
        }
      >
        <SvgChart
          chart={stepLine({
            from,
            to: today,
            ticks: ticksBetween(from, today).filter(({ at }) => at >= from),
            bars: months.map((month) => ({
              from: month.from,
              to: month.at,
              parts: lateParts.map(({ code, tone }) => ({ value: month[code], tone })),
            })),
            series: [
              { label: 'open', tone: 'black', points: steps.map(({ at, open }) => ({ at, value: open })) },
              {
                label: 'not done',
                tone: 'blue',
                dashed: true,
                points: steps.map(({ at, notDone }) => ({ at, value: notDone })),
              },
            ],
          })}
          label="Open actions by day, and late ones by month"
        />
      </Figure>
    </section>
  );
}

const timingParts: Readonly<Record<Timing, BarPart & { readonly means: string }>> = {
  first: {
    code: 'first',
    word: 'By the first date',
    letter: 'F',
    shape: 'disc-tick',
    tone: 'green',
    means: 'Done on or before the first due date.',
  },
  granted: {
    code: 'granted',
    word: 'By a granted date',
    letter: 'G',
    shape: 'square',
    tone: 'blue',
    means: 'Done after the first due date, on or before a later one that had been granted by then.',
  },
  late: {
    code: 'late',
    word: 'Late',
    letter: 'L',
    shape: 'triangle',
    tone: 'amber',
    means: 'Done after the date in force.',
  },
  overdue: {
    code: 'overdue',
    word: 'Overdue',
    letter: 'O',
    shape: 'diamond-bar',
    tone: 'red',
    means: 'Not done, and the date in force has passed.',
  },
  extended: {
    code: 'extended',
    word: 'Still has time',
    letter: 'T',
    shape: 'ring',
    tone: 'yellow',
    means: 'Not done, past its first date, within a date that was granted.',
  },
};
const timingList = timings.map((timing) => timingParts[timing]);

/** "64% (16 of 25)". */
const shareInWords = ({ count, of, percent }: Share): string =>
  percent === null ? 'None counted' : `${percent}% (${count} of ${of})`;

function RateFigure({ figures: { onTime, byKind } }: { figures: PlanFigures }) {
  const { byFirst, byGranted } = onTime;
  const rows = [{ kind: 'All', onTime }, ...(byKind.length > 1 ? byKind : [])];
  return (
    <section>
      <h2 className="govuk-heading-m">On-time rate</h2>
      <Figure
        caption={
          byFirst.percent === null
            ? 'No action was due or done in this period'
            : `${byFirst.percent}% were done by their first date; ${byGranted.percent ?? 0}% by the date in force`
        }
        notes={
          <>
            <Key parts={timingList} label="What the parts mean" />
            <Formulas texts={[formulas.rates]} />
          </>
        }
        tableSummary="Show the figures as a table: on-time rate"
        table={
          <>
            <Table
              caption="By kind of organisation"
              rowHeaders
              scrollLabel="On-time rate by kind of organisation"
              columns={[
                { label: 'Kind of organisation' },
                ...timingList.map(({ word }) => ({ label: word, numeric: true })),
                { label: 'By the first date' },
                { label: 'By the date in force' },
              ]}
              rows={rows.map((row) => ({
                key: row.kind,
                cells: [
                  row.kind,
                  ...timings.map((timing) => row.onTime.counts[timing]),
                  shareInWords(row.onTime.byFirst),
                  shareInWords(row.onTime.byGranted),
                ],
              }))}
            />
            <Table
              caption="What the parts mean"
              rowHeaders
              columns={[{ label: 'Part' }, { label: 'Meaning' }]}
              rows={timingList.map(({ code, word, means }) => ({ key: code, cells: [word, means] }))}
            />
          </>
        }
      >
        {byFirst.of + byGranted.of === 0 ? (
          <p className="govuk-body">None.</p>
        ) : (
          <SvgChart
            chart={stackedBars({
              bars: rows.map((row) => ({ label: row.kind, counts: row.onTime.counts })),
              parts: timingList,
              compare: 'share',
            })}
            label="Actions done in time, by kind of organisation"
          />
        )}
      </Figure>
    </section>
  );
}

const ageShapes = ['disc-tick', 'square', 'triangle', 'diamond-bar'] as const;
const ageTones = ['green', 'yellow', 'amber', 'red'] as const;
const ageParts = ageBands.map(
  ({ code, words }, place): BarPart => ({
    code,
    word: words,
    letter: words.replaceAll(/\D/g, '').slice(-3) || '1y',
    shape: ageShapes[place] ?? 'ring',
    tone: ageTones[place] ?? 'grey',
  }),
);

function AgeFigure({ figures: { ages } }: { figures: PlanFigures }) {
  const all = ageBands.reduce((sum, { code }) => sum + ages.notDone[code] + ages.done[code], 0);
  const old = ages.notDone['over-365'] + ages.done['over-365'];
  const rows = [
    { label: 'Not done', counts: ages.notDone },
    { label: 'Done, not closed yet', counts: ages.done },
  ];
  return (
    <section>
      <h2 className="govuk-heading-m">Age of open actions</h2>
      <Figure
        caption={`${old} of ${countOf(all, 'open action was', 'open actions were')} given more than a year ago`}
        notes={
          <>
            <Key parts={ageParts} label="What the parts mean" />
            <Formulas texts={[formulas.ages]} />
          </>
        }
        tableSummary="Show the figures as a table: age of open actions"
        table={
          <Table
            caption="Age of open actions"
            captionHidden
            rowHeaders
            scrollLabel="Age of open actions"
            columns={[{ label: 'Age' }, ...rows.map(({ label }) => ({ label, numeric: true }))]}
            rows={ageBands.map(({ code, words }) => ({
              key: code,
              cells: [words, ...rows.map(({ counts }) => counts[code])],
            }))}
          />
        }
      >
        {all === 0 ? (
          <p className="govuk-body">None.</p>
        ) : (
          <SvgChart
            chart={stackedBars({ bars: rows, parts: ageParts, compare: 'count' })}
            label="Open actions by age"
          />
        )}
      </Figure>
    </section>
  );
}

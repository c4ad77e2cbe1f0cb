import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { type DumbbellSeries, dumbbell } from '../../../ui/charts/dumbbell.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import type { CycleVariance, VarianceRow } from '../variance.server.ts';
import { type Difference, type Drift, fewestJudgements, stepsInWords } from '../variance.ts';

/** How the ratings of a cycle lie to each other: by standard, by kind of organisation, by moderator. */
export function VarianceReport({ variance }: { variance: CycleVariance }) {
  const { cycle, previousCycle, returns, moderated, all, standards, kinds, moderators } = variance;
  return (
    <>
      <p className="govuk-body">
        {cycle.name}: {moderated} of {countOf(returns, 'return')} have a moderated rating. A step is one place on the
        scale. Ratings of whole standards are compared; what does not apply is left out.{' '}
        <Anchor className="govuk-link" href={`/reports/variance.csv?cycle=${cycle.id}`} reloadDocument>
          Download these figures as CSV
        </Anchor>
      </p>
      <h2 className="govuk-heading-m">By standard</h2>
      {chartsOf(standards).map(({ scale, rows }) => (
        <StandardChart
          key={`${scale.worst}-${scale.best}-${scale.steps}`}
          scale={scale}
          rows={rows}
          caption={finding(all.moderatedAgainstOwn)}
          previousCycle={previousCycle}
        />
      ))}
      <DifferenceTable
        caption="Differences by standard"
        label="Standard"
        rows={standards}
        previousCycle={previousCycle}
      />
      <h2 className="govuk-heading-m">By kind of organisation</h2>
      <DifferenceTable
        caption="Differences by kind of organisation"
        label="Kind of organisation"
        rows={kinds}
        previousCycle={previousCycle}
      />
      {moderators === null ? null : <Moderators moderators={moderators} />}
    </>
  );
}

/** "Moderators rated 12 of 60 standards lower than the agency did". */
function finding({ compared, worse, better }: Difference): string {
  if (compared === 0) return 'No standard has both ratings yet';
  if (worse === 0 && better === 0) return `Moderators agreed with all ${compared} ratings of standards`;
  return `Of ${compared} ratings of standards, moderators made ${worse} lower and ${better} higher`;
}

/** Standards with one scale share a picture: places on different scales do not compare. */
function chartsOf(standards: readonly VarianceRow[]) {
  const shown = standards.flatMap((row) =>
    row.scale && row.moderatedAgainstOwn.compared > 0 ? [{ ...row, scale: row.scale }] : [],
  );
  return [...Map.groupBy(shown, ({ scale }) => `${scale.worst}/${scale.best}/${scale.steps}`).values()].flatMap(
    (rows) => (rows[0] ? [{ scale: rows[0].scale, rows }] : []),
  );
}

const series = [
  { code: 'self', word: 'Own rating', shape: 'ring' },
  { code: 'moderated', word: 'Moderated', shape: 'square' },
  { code: 'agreed', word: 'Agreed at challenge', shape: 'star' },
  { code: 'previous', word: 'Last cycle', shape: 'triangle' },
] as const satisfies readonly DumbbellSeries[];

function StandardChart({
  scale,
  rows,
  caption,
  previousCycle,
}: {
  scale: NonNullable<VarianceRow['scale']>;
  rows: readonly VarianceRow[];
  caption: string;
  previousCycle: string | null;
}) {
  const shown = series.filter(({ code }) => rows.some(({ means }) => means[code] !== null));
  const place = (mean: number | null) => (mean === null ? '–' : (mean + 1).toFixed(1));
  return (
    <Figure
      caption={caption}
      notes={
        <ul className="app-rating-key" aria-label="What the marks mean">
          {shown.map(({ code, word, shape }) => (
            <li key={code} className="app-rating-key__item">
              <RatingTag word={code === 'previous' ? (previousCycle ?? word) : word} shape={shape} tone="grey" />
            </li>
          ))}
        </ul>
      }
      table={
        <Table
          caption={`Mean places on the scale, from 1 (${scale.worst}) to ${scale.steps + 1} (${scale.best})`}
          rowHeaders
          scrollLabel="Mean places on the scale"
          columns={[
            { label: 'Standard' },
            ...shown.map(({ code, word }) => ({
              label: code === 'previous' ? (previousCycle ?? word) : word,
              numeric: true,
            })),
          ]}
          rows={rows.map(({ code, label, means }) => ({
            key: code,
            cells: [label, ...shown.map((one) => place(means[one.code]))],
          }))}
        />
      }
    >
      <SvgChart
        chart={dumbbell({
          rows: rows.map(({ label, means }) => ({ label, values: means })),
          series: shown,
          from: { value: 0, words: scale.worst },
          to: { value: scale.steps, words: scale.best },
        })}
        label="Mean ratings by standard"
      />
    </Figure>
  );
}

function DifferenceTable({
  caption,
  label,
  rows,
  previousCycle,
}: {
  caption: string;
  label: string;
  rows: readonly VarianceRow[];
  previousCycle: string | null;
}) {
  return (
    <Table
      caption={caption}
      captionHidden
      rowHeaders
      scrollLabel={caption}
      columns={[
        { label },
        { label: 'Own and moderated', numeric: true },
        { label: 'Lower', numeric: true },
        { label: 'Same', numeric: true },
        { label: 'Higher', numeric: true },
        { label: 'Moderated against own, in steps' },
        { label: 'Agreed against moderated' },
        ...(previousCycle === null ? [] : [{ label: `Own against ${previousCycle}` }]),
      ]}
      rows={rows.map(({ code, label: name, moderatedAgainstOwn, agreedAgainstModerated, ownAgainstPrevious }) => ({
        key: code,
        cells: [
          name,
          moderatedAgainstOwn.compared,
          moderatedAgainstOwn.worse,
          moderatedAgainstOwn.same,
          moderatedAgainstOwn.better,
          stepsInWords(moderatedAgainstOwn.mean),
          withCount(agreedAgainstModerated),
          ...(previousCycle === null ? [] : [withCount(ownAgainstPrevious)]),
        ],
      }))}
    />
  );
}

const withCount = (difference: Difference) =>
  difference.compared === 0 ? '–' : `${stepsInWords(difference.mean)} (of ${difference.compared})`;

function Moderators({ moderators }: { moderators: readonly Drift[] }) {
  return (
    <>
      <h2 className="govuk-heading-m">By moderator</h2>
      <p className="govuk-body">
        Mean differences over the questions that each has rated, in steps. They say nothing of who is right: moderators
        read different returns. A mean is told from {fewestJudgements} judgements up. Moderators do not see this table.
      </p>
      <Table
        caption="Differences by moderator"
        captionHidden
        rowHeaders
        scrollLabel="Differences by moderator"
        columns={[
          { label: 'Moderator' },
          { label: 'Judgements', numeric: true },
          { label: 'Lower than own', numeric: true },
          { label: 'Higher than own', numeric: true },
          { label: 'Against own, in steps' },
          { label: 'Against the panel, in steps' },
        ]}
        rows={moderators.map(({ moderator, judgements, own, panel }) => ({
          key: moderator,
          cells:
            judgements < fewestJudgements
              ? [moderator, judgements, '–', '–', 'Too few to say', 'Too few to say']
              : [
                  moderator,
                  judgements,
                  own.worse,
                  own.better,
                  stepsInWords(own.mean),
                  panel.compared === 0
                    ? 'No panel rating'
                    : panel.mean === null
                      ? `Too few to say (${panel.compared})`
                      : withCount(panel),
                ],
        }))}
      />
    </>
  );
}

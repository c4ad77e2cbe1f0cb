import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { stackedBars } from '../../../ui/charts/stacked-bars.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingCell, RatingKey } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Level } from '../../questionnaire/levels.ts';
import { countsInWords, type RatingYears, type StandardYears, type YearOnYear } from '../year-on-year.ts';

/** Two years of ratings: a picture of the standards, and each standard with its questions as a table. */
export function YearOnYearTables({ years }: { years: YearOnYear }) {
  return (
    <>
      <Keys standards={years.standards.items} />
      <StandardChart years={years} />
      {years.standards.items.map((standard) => (
        <StandardTables key={standard.code} standard={standard} />
      ))}
    </>
  );
}

/** What the letters in the heads mean, once for each scale that the page uses. */
function Keys({ standards }: { standards: readonly StandardYears[] }) {
  const ratings = standards.flatMap(({ whole, questions }) => (whole ? [whole, ...questions] : questions));
  const scales = new Map(ratings.flatMap(({ scale, levels }) => (levels.length > 0 ? [[scale, levels]] : [])));
  return [...scales].map(([scale, levels]) => (
    <div key={scale}>
      <p className="govuk-body govuk-!-margin-bottom-1">{scale}:</p>
      <RatingKey points={levels} label={`What letters and shapes mean: ${scale}`} />
    </div>
  ));
}

type Whole = RatingYears & { standard: StandardYears };

/** A pair of bars for each standard that may be compared, a picture for each scale. */
function StandardChart({ years }: { years: YearOnYear }) {
  const wholes = years.standards.items.flatMap((standard): Whole[] =>
    standard.whole && standard.whole.comparability.comparable !== 'no' ? [{ ...standard.whole, standard }] : [],
  );
  return [...Map.groupBy(wholes, ({ scale }) => scale)].map(([scale, its]) => {
    const levels = its[0]?.levels ?? [];
    const bars = its.flatMap(({ number, before, now }) => [
      { label: `${number} before`, counts: before },
      { label: `${number} now`, counts: now },
    ]);
    return (
      <Figure
        key={scale}
        caption={`Standards as a whole: ${years.before.name} before, ${years.now.name} now`}
        table={<WholeTable wholes={its} levels={levels} />}
      >
        <SvgChart chart={stackedBars({ bars, parts: levels })} label={`Standards in both years: ${scale}`} />
      </Figure>
    );
  });
}

function WholeTable({ wholes, levels }: { wholes: readonly Whole[]; levels: readonly Level[] }) {
  return (
    <Table
      caption="Standards in both years"
      captionHidden
      scrollLabel="Figures of the standards in both years"
      rowHeaders
      columns={[
        { label: 'Standard' },
        { label: 'Year' },
        ...levels.map(({ word }) => ({ label: word, numeric: true })),
      ]}
      rows={wholes.flatMap(({ code, standard, before, now }) =>
        [
          { year: 'Before', counts: before },
          { year: 'Now', counts: now },
        ].map(({ year, counts }) => ({
          key: `${code} ${year}`,
          cells: [
            `${standard.number} ${standard.title}`,
            year,
            ...levels.map((level) => ({ content: counts[level.code] ?? 0, numeric: true })),
          ],
        })),
      )}
    />
  );
}

function StandardTables({ standard }: { standard: StandardYears }) {
  const { code, number, title, whole, questions } = standard;
  const ratings = whole ? [whole, ...questions] : questions;
  const asked = ratings.filter(({ levels }) => levels.length > 0);
  const gone = ratings.filter(({ levels }) => levels.length === 0);
  return (
    <section aria-labelledby={`standard-${code}`}>
      <h2 className="govuk-heading-m" id={`standard-${code}`}>
        {number} {title}
      </h2>
      {[...Map.groupBy(asked, ({ scale }) => scale)].map(([scale, its]) => (
        <RatingTable key={scale} caption={`${number}, ${scale}`} ratings={its} />
      ))}
      {gone.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">No longer asked</h3>
          <ul className="govuk-list govuk-list--bullet">
            {gone.map((rating) => (
              <li key={rating.code}>
                {rating.number} {rating.text} Before: {countsInWords(rating.beforeLevels, rating.before)}.
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function RatingTable({ caption, ratings }: { caption: string; ratings: readonly RatingYears[] }) {
  const levels = ratings[0]?.levels ?? [];
  return (
    <Table
      caption={caption}
      captionSize="s"
      scrollLabel={`Ratings in both years: ${caption}`}
      rowHeaders
      columns={[
        { label: 'Rating', className: 'app-change-column' },
        ...levels.map((level) => ({
          label: <RatingCell {...level} />,
          numeric: true,
        })),
        { label: 'Change', className: 'app-change-column' },
      ]}
      rows={ratings.map((rating) => ({
        key: rating.code,
        cells: [
          `${rating.number} ${rating.text}`,
          ...levels.map(({ code }) => ({ content: <CountCell code={code} rating={rating} />, numeric: true })),
          <Change key="change" rating={rating} />,
        ],
      }))}
    />
  );
}

/** Now and before in one cell; where the two must not be set against each other, now alone. */
function CountCell({ code, rating: { now, before, comparability } }: { code: string; rating: RatingYears }) {
  if (comparability.comparable === 'no') return now[code] ?? 0;
  return (
    <>
      {now[code] ?? 0} <span className="app-nowrap">(was {before[code] ?? 0})</span>
    </>
  );
}

function Change({ rating: { change, comparability, before, beforeLevels } }: { rating: RatingYears }) {
  if (comparability.comparable !== 'no' || comparability.before === null) return change;
  return (
    <>
      <strong>{change}.</strong> Before: {countsInWords(beforeLevels, before)}.
    </>
  );
}

/** Where the numbers come from, and the same as a file. */
export function YearsIntroduction({ years, csvHref }: { years: YearOnYear; csvHref: string }) {
  const { now, before, sentBoth, fatesBasis } = years;
  return (
    <>
      <p className="govuk-body">
        {countOf(now.sent, 'organisation')} sent a return in {now.name}, {before.sent} in {before.name}, and {sentBoth}{' '}
        in both. Levels are counted over everybody who sent one; what moved, over those who were rated in both.
      </p>
      <p className="govuk-body">
        A rating is compared only where its wording and its scale are the same.{' '}
        {fatesBasis === null ? (
          'Both years used the same edition.'
        ) : (
          <>
            {fatesBasis} <Anchor href={compareHref(now.editionId, before.editionId)}>See what changed</Anchor>.
          </>
        )}
      </p>
      {[now, before].map(({ id, name, onOtherEdition }) =>
        onOtherEdition === 0 ? null : (
          <p key={id} className="govuk-body">
            {countOf(onOtherEdition, 'return')} of {name} {onOtherEdition === 1 ? 'was' : 'were'} sent on another
            edition than the others, so {onOtherEdition === 1 ? 'it is' : 'they are'} not counted here.
          </p>
        ),
      )}
      <p className="govuk-body app-not-in-print">
        <Anchor className="govuk-link" href={csvHref} reloadDocument>
          Download both years as CSV
        </Anchor>
      </p>
    </>
  );
}

function compareHref(now: string, before: string): string {
  const [set = '', to = ''] = now.split('/');
  return `/standards/${set}/compare?from=${before.split('/')[1] ?? ''}&to=${to}`;
}

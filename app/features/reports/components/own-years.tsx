import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Level } from '../../questionnaire/levels.ts';
import type { OwnRating, OwnYears } from '../own-years.ts';

/** An organisation's own ratings of two returns, standard by standard. */
export function OwnYearsTables({ years: { standards, before, now } }: { years: OwnYears }) {
  return standards.map(({ code, number, title, whole, questions }) => (
    <section key={code} aria-labelledby={`standard-${code}`}>
      <h2 className="govuk-heading-m" id={`standard-${code}`}>
        {number} {title}
      </h2>
      <Table
        caption={`${number} ${title}: your own ratings`}
        captionHidden
        scrollLabel={`Ratings of ${number} in both years`}
        rowHeaders
        columns={[{ label: 'Rating' }, { label: before ?? 'Before' }, { label: now }, { label: 'Change' }]}
        rows={(whole ? [whole, ...questions] : questions).map((rating) => ({
          key: rating.code,
          cells: cellsOf(rating),
        }))}
      />
    </section>
  ));
}

const cellsOf = ({ number, text, before, now, change }: OwnRating) => [
  `${number} ${text}`,
  <LevelTag key="before" level={before} />,
  <LevelTag key="now" level={now} />,
  change,
];

function LevelTag({ level }: { level: Level | null }) {
  return level ? <RatingTag word={level.word} shape={level.shape} tone={level.tone} /> : 'No rating';
}

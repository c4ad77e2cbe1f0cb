import { classNames } from './class-names.ts';
import { type Shape, shapeDrawings, shapeLineWidth, type Tone } from './rating-shapes.ts';

/** One point of a scale, as the standards describe it. */
export type Rating = {
  /** The word people read: colour and shape never stand alone. */
  word: string;
  shape: Shape;
  tone: Tone;
};

type RatingTagProps = Rating & { className?: string | undefined };

/** A rating as shape and word: in text, tables, radios' labels. */
export function RatingTag({ word, shape, tone, className }: RatingTagProps) {
  return (
    <strong className={classNames('app-rating', `app-tone--${tone}`, className)}>
      <RatingShape shape={shape} />
      <span className="app-rating__word">{word}</span>
    </strong>
  );
}

type RatingCellProps = Rating & {
  /** One or two letters, unique in the scale. */
  letter: string;
  className?: string | undefined;
};

/** A rating in a dense table: shape and letter to see, the whole word to hear. Put a key beside the table. */
export function RatingCell({ word, letter, shape, tone, className }: RatingCellProps) {
  return (
    <span className={classNames('app-rating-cell', `app-tone--${tone}`, className)}>
      <RatingShape shape={shape} />
      <span className="app-rating-cell__letter" aria-hidden="true">
        {letter}
      </span>
      <span className="govuk-visually-hidden">{word}</span>
    </span>
  );
}

type RatingKeyProps = { points: readonly (Rating & { letter: string })[]; label?: string | undefined };

/** What the letters and shapes of a dense table mean. */
export function RatingKey({ points, label = 'Key' }: RatingKeyProps) {
  return (
    <ul className="app-rating-key" aria-label={label}>
      {points.map((point) => (
        <li key={point.letter} className="app-rating-key__item">
          <span aria-hidden="true">
            <RatingCell {...point} />
          </span>{' '}
          {point.word}
        </li>
      ))}
    </ul>
  );
}

/** The bare shape, hidden from screen readers: only ever beside its word. */
export function RatingShape({ shape }: { shape: Shape }) {
  const { viewBox, parts } = shapeDrawings[shape];
  return (
    <svg
      className="app-rating-shape"
      viewBox={`0 0 ${viewBox[0]} ${viewBox[1]}`}
      width="16"
      height="16"
      aria-hidden="true"
    >
      {parts.map(({ d, role }) =>
        role === 'line' ? (
          <path key={d} d={d} fill="none" stroke="currentColor" strokeWidth={shapeLineWidth} />
        ) : (
          <path key={d} d={d} fill="currentColor" />
        ),
      )}
    </svg>
  );
}

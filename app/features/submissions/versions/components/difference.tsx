import type { RatingMark, WordPart } from '../../../../../pdf/models.ts';
import { countOf } from '../../../../platform/words.ts';
import { keyed } from '../../../../ui/keyed.ts';
import { RatingTag } from '../../../../ui/rating-mark.tsx';
import { WordParts } from '../../../questionnaire/components/word-parts.tsx';
import type { QuestionDifference, StandardDifference, TextDifference } from '../difference.ts';

/** One standard with what differs in it; what does not is a count. */
export function StandardDifferences({ standard }: { standard: StandardDifference }) {
  const { code, number, title, rating, questions, unchanged } = standard;
  return (
    <section aria-labelledby={`standard-${code}`}>
      <h2 className="govuk-heading-m" id={`standard-${code}`}>
        {number} {title}
      </h2>
      {rating ? (
        <p className="govuk-body">
          The standard as a whole: <Ratings rating={rating} />
        </p>
      ) : null}
      {questions.map((question) => (
        <Question key={question.code} question={question} />
      ))}
      {unchanged > 0 ? (
        <p className="govuk-body-s">{countOf(unchanged, 'question')} unchanged in this standard.</p>
      ) : null}
    </section>
  );
}

function Question({ question }: { question: QuestionDifference }) {
  const { code, number, text, what, rating, texts, evidenceAdded, evidenceRemoved } = question;
  return (
    <article className="app-copy-question" aria-labelledby={`question-${code}`}>
      <h3 className="govuk-heading-s" id={`question-${code}`}>
        {number} {text}
      </h3>
      <p className="govuk-body">
        <strong>{what.join('. ')}.</strong>
      </p>
      {rating ? (
        <p className="govuk-body">
          Rating: <Ratings rating={rating} />
        </p>
      ) : null}
      {texts.map((difference) => (
        <TextDifferences key={difference.label} difference={difference} />
      ))}
      <Titles heading="Evidence added" titles={evidenceAdded} />
      <Titles heading="Evidence taken out" titles={evidenceRemoved} />
    </article>
  );
}

function Ratings({ rating: { before, after } }: { rating: { before: RatingMark | null; after: RatingMark | null } }) {
  const tag = (mark: RatingMark | null) =>
    mark ? <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} /> : 'Not rated';
  return (
    <>
      was {tag(before)}, is now {tag(after)}
    </>
  );
}

/** A text before and after, side by side, marked by lines and words. */
export function TextDifferences({ difference: { label, before, after } }: { difference: TextDifference }) {
  return (
    <div className="app-compared__sides">
      <Side heading={`${label}, before`} parts={before} />
      <Side heading={`${label}, now`} parts={after} />
    </div>
  );
}

function Side({ heading, parts }: { heading: string; parts: readonly WordPart[] }) {
  const empty = parts.every(({ text }) => text === '');
  return (
    <div className="app-compared__side">
      <p className="app-compared__edition">{heading}</p>
      {empty ? (
        <p className="govuk-body app-not-answered">Nothing written</p>
      ) : (
        <p className="govuk-body app-typed-text">
          <WordParts parts={parts} />
        </p>
      )}
    </div>
  );
}

function Titles({ heading, titles }: { heading: string; titles: readonly string[] }) {
  if (titles.length === 0) return null;
  return (
    <>
      <p className="govuk-body govuk-!-margin-bottom-1">{heading}:</p>
      <ul className="govuk-list govuk-list--bullet">
        {keyed(titles).map(({ key, value }) => (
          <li key={key}>{value}</li>
        ))}
      </ul>
    </>
  );
}

import type { Edition, Question, Scale, Standard } from '../../../../standards/contract.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { conditionInWords } from '../condition-words.ts';

const answerWords: Record<Question['answer']['type'], string> = {
  rating: 'A rating, with words on how you know',
  'yes-no': 'Yes or no',
  'single-choice': 'One choice',
  'multiple-choice': 'Any number of choices',
  number: 'A number',
  percentage: 'A percentage',
  date: 'A date',
  text: 'Text',
  table: 'A table',
};

/** A whole edition, as it would be read before a cycle: every question, whom it is asked of, and where it comes from. */
export function EditionText({ edition }: { edition: Edition }) {
  const numbered = edition.standards.flatMap((standard) => standard.questions);
  const unchecked = numbered.filter((question) => question.sources.some((source) => !source.checked)).length;
  return (
    <>
      <h1 className="govuk-heading-l">{edition.title}</h1>
      <p className="govuk-body-l">{edition.summary}</p>
      <p className="govuk-body">
        Edition {edition.edition}. {edition.standards.length} standards, {numbered.length} questions; most organisations
        are asked fewer. {unchecked} questions cite a source that nobody has yet compared with the published text; they
        say so.
      </p>
      {edition.scales.map((scale) => (
        <ScaleTable key={scale.code} scale={scale} />
      ))}
      <h2 className="govuk-heading-m">Standards</h2>
      <ul className="govuk-list">
        {edition.standards.map((standard) => (
          <li key={standard.code}>
            <a className="govuk-link" href={`#${standard.code}`}>
              {standard.number} {standard.title}
            </a>
          </li>
        ))}
      </ul>
      {edition.standards.map((standard) => (
        <StandardText key={standard.code} standard={standard} edition={edition} />
      ))}
    </>
  );
}

function ScaleTable({ scale }: { scale: Scale }) {
  const best = [...scale.points].sort((a, b) => (scale.best === 'highest' ? b.order - a.order : a.order - b.order));
  return (
    <Table
      caption={scale.name}
      captionSize="m"
      scrollLabel={`Table of ratings: ${scale.name}`}
      columns={[{ label: 'Rating, best first' }, { label: 'What it means' }]}
      rows={best.map((point) => ({
        key: point.code,
        cells: [<RatingTag key="point" word={point.word} shape={point.shape} tone={point.tone} />, point.definition],
      }))}
    />
  );
}

function StandardText({ standard, edition }: { standard: Standard; edition: Edition }) {
  return (
    <section aria-labelledby={standard.code}>
      <h2 className="govuk-heading-m" id={standard.code}>
        {standard.number} {standard.title}
      </h2>
      <p className="govuk-body">{standard.summary}</p>
      {standard.appliesTo ? <p className="govuk-hint">Asked {conditionInWords(standard.appliesTo, edition)}</p> : null}
      {standard.questions.map((question, at) => (
        <article key={question.code} className="app-edition-question">
          <h3 className="govuk-heading-s">
            {standard.number}.{at + 1} {question.text}
          </h3>
          {question.hint ? <p className="govuk-hint">{question.hint}</p> : null}
          {question.guidance ? <p className="govuk-body">{question.guidance}</p> : null}
          <ul className="govuk-list govuk-body-s">
            <li>
              Answer: {answerWords[question.answer.type]}
              {question.required ? '' : ' (may be left empty)'}
            </li>
            {question.appliesTo ? <li>Asked {conditionInWords(question.appliesTo, edition)}</li> : null}
            {question.evidence.length > 0 ? <li>Evidence: {question.evidence.join('; ')}</li> : null}
            {question.sources.map((source) => (
              <li key={`${source.document} ${source.reference}`}>
                Source:{' '}
                {edition.documents.find((document) => document.code === source.document)?.title ?? source.document},{' '}
                {source.reference}
                {source.checked ? '' : ' (not yet checked against the published text)'}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

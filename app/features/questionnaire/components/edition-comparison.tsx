import type { ComparedQuestion, ComparedSide, ComparisonModel } from '../../../../pdf/models.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { WordParts } from './word-parts.tsx';

/** What changed between two editions, in numbers, by whom that is said, and outside the questions. */
export function ComparisonOverview({ model }: { model: ComparisonModel }) {
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Reference', value: model.reference },
          ...model.facts,
          { label: 'Installed here', value: model.madeOnText },
        ]}
      />
      {model.summary === null
        ? null
        : keyed(model.summary.split(/\n\s*\n/)).map(({ key, value }) => (
            <p key={key} className="govuk-body-l">
              {value}
            </p>
          ))}
      <p className="govuk-inset-text">{model.basis}</p>
      <Table
        caption="What became of the questions"
        captionSize="m"
        rowHeaders
        columns={[{ label: 'What became of a question' }, { label: 'Questions', numeric: true }]}
        rows={model.counts.map(({ words, count }) => ({ key: words, cells: [words, count] }))}
      />
    </>
  );
}

/** The questions side by side, and after them everything else that changed. */
export function ComparedEditions({ model }: { model: ComparisonModel }) {
  return (
    <>
      <p className="govuk-body">{model.shown}</p>
      <p className="govuk-body">
        In the texts, <del className="app-removed">what left is struck through</del> and{' '}
        <ins className="app-added">what came is underlined</ins>.
      </p>
      {model.groups.length === 0 ? <EmptyState>No question meets this choice.</EmptyState> : null}
      {model.groups.map(({ id, title, questions }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="govuk-heading-m" id={id}>
            {title}
          </h2>
          {questions.map((question) => (
            <Question key={question.id} question={question} model={model} />
          ))}
        </section>
      ))}
      {model.further.map(({ id, title, changes }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="govuk-heading-m" id={id}>
            {title}
          </h2>
          {keyed(changes).map(({ key, value: { subject, lines } }) => (
            <div key={key} className="app-compared">
              <h3 className="govuk-heading-s">{subject}</h3>
              {keyed(lines).map(({ key: place, value }) => (
                <p key={place} className="govuk-body">
                  {value}
                </p>
              ))}
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

function Question({ question, model }: { question: ComparedQuestion; model: ComparisonModel }) {
  const { id, fate, before, after, details, carry, note } = question;
  const places = [...new Set([...before, ...after].map(({ place }) => place))].join(', ');
  return (
    <article className="app-compared" id={id}>
      <h3 className="govuk-heading-s">
        {fate}
        <span className="govuk-visually-hidden">: {places}</span>
      </h3>
      <div className="app-compared__sides">
        <Side heading={model.from} sides={before} none="No such question" />
        <Side heading={model.to} sides={after} none="No longer asked" />
      </div>
      {details.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {keyed(details).map(({ key, value }) => (
            <li key={key}>{value}</li>
          ))}
        </ul>
      ) : null}
      <p className="govuk-body">Last answer: {carry}</p>
      {note === null ? null : (
        <div className="govuk-inset-text">
          <p className="govuk-body govuk-!-font-weight-bold">Note</p>
          {keyed(note.split(/\n\s*\n/)).map(({ key, value }) => (
            <p key={key} className="govuk-body">
              {value}
            </p>
          ))}
        </div>
      )}
    </article>
  );
}

function Side({ heading, sides, none }: { heading: string; sides: readonly ComparedSide[]; none: string }) {
  return (
    <div className="app-compared__side">
      <p className="app-compared__edition">{heading}</p>
      {sides.length === 0 ? <p className="govuk-body app-not-answered">{none}</p> : null}
      {keyed(sides).map(({ key, value: { place, texts } }) => (
        <div key={key}>
          <p className="govuk-body-s govuk-!-font-weight-bold govuk-!-margin-bottom-1">{place}</p>
          {keyed(texts).map(({ key: at, value: { label, parts } }) => (
            <p key={at} className={label === null ? 'govuk-body' : 'govuk-body-s'}>
              {label === null ? null : <strong>{label}: </strong>}
              <WordParts parts={parts} />
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

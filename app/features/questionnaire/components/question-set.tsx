import { Fragment, type ReactNode } from 'react';
import type { AnswerSpace, QuestionSetModel, SetQuestion, SetStandard } from '../../../../pdf/models.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import type { AlsoAsked } from '../core-places.ts';

type AlsoAskedByQuestion = Readonly<Record<string, readonly AlsoAsked[]>>;

interface QuestionSetProps {
  model: QuestionSetModel;
  /** Where other sets ask the same, by question code. */
  alsoAsked?: AlsoAskedByQuestion;
}

/**
 * A whole edition to read and print before a cycle: the page twin of the PDF and the Word file, with the same words, and
 * on the page alone where other sets ask the same.
 */
export function QuestionSet({ model, alsoAsked = {} }: QuestionSetProps) {
  return (
    <>
      <p className="govuk-body">{model.subtitle}.</p>
      <p className="govuk-body-l">{model.summary}</p>
      <SummaryList
        rows={[
          { label: 'Reference', value: model.reference },
          ...model.facts,
          { label: 'Installed here', value: model.madeOnText },
        ].map(({ label, value }) => ({
          label,
          value: label.includes('SHA-256') ? <code className="app-hash">{value}</code> : value,
        }))}
      />
      {keyed(model.notices).map(({ key, value }) => (
        <p key={key} className="govuk-inset-text">
          {value}
        </p>
      ))}
      <Contents model={model} />
      <Scales scales={model.scales} />
      <Profile profile={model.profile} />
      {model.standards.map((standard) => (
        <Standard key={standard.id} standard={standard} alsoAsked={alsoAsked} />
      ))}
      <SignOff signOff={model.signOff} />
      <Documents documents={model.documents} />
      <Unchecked unchecked={model.unchecked} />
    </>
  );
}

function Contents({ model }: { model: QuestionSetModel }) {
  const lines = [
    { href: '#scales', words: 'Rating scales' },
    ...(model.profile.length > 0 ? [{ href: '#profile', words: 'Profile' }] : []),
    ...model.standards.map(({ id, number, title }) => ({ href: `#${id}`, words: `${number} ${title}` })),
    { href: '#sign-off', words: 'Sign-off' },
    { href: '#documents', words: 'Sources' },
    ...(model.unchecked.length > 0 ? [{ href: '#unchecked', words: 'Citations not yet checked' }] : []),
  ];
  return (
    <nav aria-labelledby="contents">
      <h2 className="govuk-heading-m" id="contents">
        Contents
      </h2>
      <ul className="govuk-list">
        {lines.map(({ href, words }) => (
          <li key={href}>
            <a className="govuk-link" href={href}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Scales({ scales }: Pick<QuestionSetModel, 'scales'>) {
  return (
    <section aria-labelledby="scales">
      <h2 className="govuk-heading-m" id="scales">
        Rating scales
      </h2>
      {keyed(scales).map(({ key, value: { name, entries, notApplicable } }) => (
        <div key={key}>
          <Table
            caption={name}
            captionSize="s"
            columns={[{ label: 'Rating, best first' }, { label: 'What it means' }]}
            rows={entries.map(({ mark, definition }) => ({
              key: mark.word,
              cells: [<RatingTag key="mark" word={mark.word} shape={mark.shape} tone={mark.tone} />, definition],
            }))}
          />
          <p className="govuk-body">{notApplicable}</p>
        </div>
      ))}
    </section>
  );
}

function Profile({ profile }: Pick<QuestionSetModel, 'profile'>) {
  if (profile.length === 0) return null;
  return (
    <section aria-labelledby="profile">
      <h2 className="govuk-heading-m" id="profile">
        Profile
      </h2>
      <p className="govuk-body">Asked first. The answers decide which questions follow.</p>
      {keyed(profile).map(({ key, value: { text, hint, asked, optional, answer } }) => (
        <article key={key} className="app-edition-question">
          <h3 className="govuk-heading-s">{text}</h3>
          {hint === null ? null : <p className="govuk-hint">{hint}</p>}
          <Answer answer={answer} asked={asked} optional={optional} />
        </article>
      ))}
    </section>
  );
}

function Standard({ standard, alsoAsked }: { standard: SetStandard; alsoAsked: AlsoAskedByQuestion }) {
  return (
    <section aria-labelledby={standard.id}>
      <h2 className="govuk-heading-m" id={standard.id}>
        {standard.number} {standard.title}
      </h2>
      <p className="govuk-body">{standard.summary}</p>
      {standard.asked === null ? null : <p className="govuk-body">{standard.asked}</p>}
      {standard.questions.map((question) => (
        <Question key={question.id} question={question} alsoAsked={alsoAsked[question.id] ?? []} />
      ))}
    </section>
  );
}

function Question({ question, alsoAsked }: { question: SetQuestion; alsoAsked: readonly AlsoAsked[] }) {
  return (
    <article className="app-edition-question" id={`question-${question.id}`}>
      <h3 className="govuk-heading-s">
        {question.number} {question.text}
      </h3>
      {question.hint === null ? null : <p className="govuk-hint">{question.hint}</p>}
      {question.guidance === null ? null : <p className="govuk-body">{question.guidance}</p>}
      <Answer answer={question.answer} asked={question.asked} optional={question.optional}>
        {question.evidence.length > 0 ? <li>Evidence: {question.evidence.join('; ')}</li> : null}
        {keyed(question.sources).map(({ key, value }) => (
          <li key={key}>Source: {value}</li>
        ))}
        {alsoAsked.length > 0 ? (
          <li>
            Also asked in:{' '}
            {alsoAsked.map(({ name, href }, at) => (
              <Fragment key={href}>
                {at > 0 ? ', ' : null}
                <Anchor className="govuk-link" href={href} reloadDocument>
                  {name}
                </Anchor>
              </Fragment>
            ))}
          </li>
        ) : null}
      </Answer>
    </article>
  );
}

type AnswerProps = { answer: AnswerSpace; asked: string; optional: string | null; children?: ReactNode };

function Answer({ answer, asked, optional, children }: AnswerProps) {
  const { how, choices, columns, prompt } = answer;
  return (
    <ul className="govuk-list govuk-list--bullet">
      <li>{asked}</li>
      <li>
        Answer: {how}
        {optional === null ? null : `. ${optional}`}
      </li>
      {choices.length > 0 ? <li>Choices: {choices.join('; ')}</li> : null}
      {columns.length > 0 ? (
        <li>Columns: {columns.map(({ heading, holds }) => `${heading} (${holds})`).join('; ')}</li>
      ) : null}
      {prompt === null ? null : <li>Room to write: {prompt}</li>}
      {children}
    </ul>
  );
}

function SignOff({ signOff }: Pick<QuestionSetModel, 'signOff'>) {
  return (
    <section aria-labelledby="sign-off">
      <h2 className="govuk-heading-m" id="sign-off">
        Sign-off
      </h2>
      {keyed(signOff).map(({ key, value: { title, declaration, asked } }) => (
        <div key={key}>
          <h3 className="govuk-heading-s">{title}</h3>
          <p className="govuk-body">
            {asked}. {declaration}
          </p>
        </div>
      ))}
    </section>
  );
}

function Documents({ documents }: Pick<QuestionSetModel, 'documents'>) {
  return (
    <section aria-labelledby="documents">
      <h2 className="govuk-heading-m" id="documents">
        Sources
      </h2>
      <Table
        caption="Documents that the questions cite"
        captionHidden
        scrollLabel="Table of sources"
        columns={[{ label: 'Title' }, { label: 'Publisher' }, { label: 'Published' }]}
        rows={documents.map(({ title, publisher, published, note }) => ({
          key: title,
          cells: [note === null ? title : `${title}. ${note}`, publisher, published],
        }))}
      />
    </section>
  );
}

function Unchecked({ unchecked }: Pick<QuestionSetModel, 'unchecked'>) {
  if (unchecked.length === 0) return null;
  return (
    <section aria-labelledby="unchecked">
      <h2 className="govuk-heading-m" id="unchecked">
        Citations not yet checked
      </h2>
      <p className="govuk-body">Nobody has compared these with the published text yet: {unchecked.length} in all.</p>
      <Table
        caption="Citations not yet checked, by question"
        captionHidden
        scrollLabel="Table of citations not yet checked"
        columns={[{ label: 'Question' }, { label: 'Citation' }]}
        rows={keyed(unchecked).map(({ key, value: { id, number, citation } }) => ({
          key,
          cells: [
            <a key="question" className="govuk-link" href={`#question-${id}`}>
              {number}
            </a>,
            citation,
          ],
        }))}
      />
    </section>
  );
}

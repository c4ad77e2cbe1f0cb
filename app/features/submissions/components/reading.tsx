import { countOf } from '../../../platform/words.ts';
import { Details } from '../../../ui/details.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { EvidenceLinks } from '../../evidence/components/evidence-links.tsx';
import type { ReadQuestion, ReadStandard, ShownChange, SignOffPage } from '../pages.ts';
import { AnswerBlocks } from './answer-blocks.tsx';
import { ComputedBeside } from './computed-beside.tsx';

/** Ratings that ask for an action, worst first, with the words beside them. */
export function Concerns({ concerns }: Pick<SignOffPage, 'concerns'>) {
  return (
    <section aria-labelledby="concerns">
      <h2 className="govuk-heading-m" id="concerns">
        Where there is more to do
      </h2>
      {concerns.length === 0 ? (
        <p className="govuk-body">No question is rated at a level that asks for an action.</p>
      ) : (
        <>
          <p className="govuk-body">
            {countOf(concerns.length, 'rating')} that {concerns.length === 1 ? 'asks' : 'ask'} for an action, lowest
            first.
          </p>
          {concerns.map((question) => (
            <Question key={question.code} question={question} />
          ))}
        </>
      )}
    </section>
  );
}

const kinds: Record<ShownChange['kind'], string> = {
  worse: 'Rated lower',
  better: 'Rated higher',
  'rating-changed': 'Rating changed',
  'words-changed': 'Answer changed',
  new: 'Not asked last time',
};

/** What is different from the last return that was sent, with both answers one press away. */
export function Changes({ changes, standards }: Pick<SignOffPage, 'changes' | 'standards'>) {
  if (!changes) return null;
  const read = new Map(standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
  return (
    <section aria-labelledby="changes">
      <h2 className="govuk-heading-m" id="changes">
        What changed since {changes.since}
      </h2>
      {changes.list.length === 0 ? (
        <p className="govuk-body">Nothing: every answer is the same.</p>
      ) : (
        <Table
          scrollLabel={`Table of changes since ${changes.since}`}
          columns={[{ label: 'Question' }, { label: 'Change' }, { label: 'Before' }, { label: 'Now' }]}
          rows={changes.list.map(({ code, number, text, kind, was, is }) => ({
            key: code,
            cells: [
              <BothAnswers key="both" name={`${number} ${text}`} number={number} question={read.get(code)} />,
              kinds[kind],
              was ? <RatingTag key="was" word={was.word} shape={was.shape} tone={was.tone} /> : '–',
              is ? <RatingTag key="is" word={is.word} shape={is.shape} tone={is.tone} /> : '–',
            ],
          }))}
        />
      )}
    </section>
  );
}

function BothAnswers({ name, number, question }: { name: string; number: string; question: ReadQuestion | undefined }) {
  if (!question?.before || question.before.same) return name;
  return (
    <>
      {name}
      <Details
        className="govuk-!-margin-top-2 govuk-!-margin-bottom-0"
        summary={
          <>
            Read both answers<span className="govuk-visually-hidden"> to {number}</span>
          </>
        }
      >
        <p className="govuk-body govuk-!-font-weight-bold">Now</p>
        <AnswerBlocks blocks={question.answer} />
        <p className="govuk-body govuk-!-font-weight-bold">{question.before.since}</p>
        <AnswerBlocks blocks={question.before.answer} />
      </Details>
    </>
  );
}

/** Every standard and every answer, folded by standard. */
export function EveryAnswer({ standards }: { standards: readonly ReadStandard[] }) {
  return (
    <section aria-labelledby="answers">
      <h2 className="govuk-heading-m" id="answers">
        Every answer
      </h2>
      {standards.map((standard) => (
        <div key={standard.code}>
          <h3 className="govuk-heading-s govuk-!-margin-bottom-2">
            {standard.number} {standard.title}
          </h3>
          {standard.computed ? (
            <p className="govuk-body govuk-!-margin-bottom-2">
              <RatingTag word={standard.computed.word} shape={standard.computed.shape} tone={standard.computed.tone} />
            </p>
          ) : null}
          <ComputedBeside mark={standard.beside} />
          <Details
            summary={
              <>
                Read {countOf(standard.questions.length, 'answer')}
                <span className="govuk-visually-hidden"> of {standard.title}</span>
              </>
            }
          >
            {standard.questions.map((question) => (
              <Question key={question.code} question={question} level={4} />
            ))}
          </Details>
        </div>
      ))}
    </section>
  );
}

function Question({ question, level = 3 }: { question: ReadQuestion; level?: 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <div className="app-copy-question">
      <Heading className="govuk-heading-s">
        {question.number} {question.text}
      </Heading>
      {question.origin === null ? null : <p className="govuk-body-s">{question.origin}</p>}
      <AnswerBlocks blocks={question.answer} />
      <EvidenceLinks evidence={question.evidence} />
      <Before question={question} />
    </div>
  );
}

/** What the last return said, one press away; or that it said the same. */
function Before({ question: { number, before } }: { question: ReadQuestion }) {
  if (!before) return null;
  if (before.same) return <p className="govuk-body-s">The same answer as in {before.since}</p>;
  return (
    <Details
      summary={
        <>
          Answer in {before.since}
          <span className="govuk-visually-hidden"> to {number}</span>
        </>
      }
    >
      <AnswerBlocks blocks={before.answer} />
    </Details>
  );
}

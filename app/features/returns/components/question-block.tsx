import { Fragment, type ReactNode } from 'react';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { evidenceHref, kindOfEvidence, periodOfEvidence } from '../../evidence/words.ts';
import { WhyWeAsk } from '../../partnerships/components/tags.tsx';
import { questionAnchor } from '../standard-fields.ts';
import type { ActionOfQuestion, ModeratorComment, StandardQuestion } from '../standard-page.ts';
import { EditedLine } from './edited-line.tsx';
import { ModeratorComments } from './moderator-comments.tsx';

interface QuestionBlockProps {
  asked: StandardQuestion;
  previous: { submittedAt: string; cycleName: string } | undefined;
  historyHref: string;
  /** The fields, or the answer to read. */
  children: ReactNode;
  editable: boolean;
  /** Actions that are not closed, about this question or what it was. */
  actions: readonly ActionOfQuestion[];
  /** What moderators wrote to last time's answer. */
  comments: readonly ModeratorComment[];
  reader: { readonly personId: string; readonly now: string };
  /** What the fields hold is not saved: `conflict`, `unsaved`, or the words of what is wrong. */
  trouble?: string | undefined;
}

/** One question with all that belongs to it: help, last time's answer, the answer itself, its evidence. */
export function QuestionBlock({
  asked,
  previous,
  historyHref,
  children,
  editable,
  actions,
  comments,
  reader,
  trouble,
}: QuestionBlockProps) {
  const { question, number, because } = asked;
  const sentIn = asked.previous?.sentIn ?? previous;
  return (
    <section
      className="app-question"
      id={questionAnchor(question.code)}
      aria-labelledby={`${question.code}-heading`}
      data-question={question.code}
      {...(asked.opensOthers ? { 'data-opens': '' } : {})}
      {...(trouble === undefined ? {} : { 'data-trouble': trouble })}
    >
      <h2 className="govuk-heading-m" id={`${question.code}-heading`}>
        <span data-number="">{number}</span> {question.text}
        {question.required ? null : <span className="app-question__optional"> (optional)</span>}
      </h2>
      {question.hint ? <p className="govuk-hint">{question.hint}</p> : null}
      {because.length > 0 ? (
        <p className="govuk-body-s">You are asked this because {because.join(', and because ')}.</p>
      ) : null}
      <WhyWeAsk tags={asked.tags ?? []} />
      <Guidance asked={asked} />
      <OpenActions actions={actions} />
      {asked.previous && sentIn ? <Previous asked={asked} previous={sentIn} /> : null}
      <ModeratorComments comments={comments} number={number} />
      {children}
      <Notes notes={asked.notes ?? []} />
      <EvidenceOf asked={asked} editable={editable} />
      <EditedLine asked={asked} historyHref={historyHref} reader={reader} />
    </section>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <InsetText>
      {notes.map((note) => (
        <p key={note} className="govuk-body-s">
          {note}
        </p>
      ))}
    </InsetText>
  );
}

function OpenActions({ actions }: Pick<QuestionBlockProps, 'actions'>) {
  if (actions.length === 0) return null;
  return (
    <div className="app-previous">
      <p className="govuk-body govuk-!-margin-bottom-1">Open actions on this question:</p>
      <ul className="govuk-list govuk-list--bullet">
        {actions.map(({ id, reference, what, due }) => (
          <li key={id}>
            <Anchor className="govuk-link" href={`/actions/${id}`} reloadDocument>
              {reference}
            </Anchor>{' '}
            {what} Due {due}.
          </li>
        ))}
      </ul>
    </div>
  );
}

function Guidance({ asked: { question, sources, number, because } }: { asked: StandardQuestion }) {
  return (
    <Details
      summary={
        <>
          Help with this question<span className="govuk-visually-hidden"> {number}</span>
        </>
      }
    >
      {question.guidance ? <p>{question.guidance}</p> : null}
      {question.evidence.length > 0 ? (
        <>
          <p>Evidence a reader would expect to see:</p>
          <ul className="govuk-list govuk-list--bullet">
            {question.evidence.map((kind) => (
              <li key={kind}>{kind}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        Why you are asked this:{' '}
        {because.length === 0
          ? 'everybody who fills in this return is asked it.'
          : `because ${because.join(', and because ')}.`}
      </p>
      <p>Where this comes from:</p>
      <ul className="govuk-list govuk-list--bullet">
        {sources.map(({ title, reference, checked }) => (
          <li key={`${title} ${reference}`}>
            {title}, {reference}
            {checked ? '' : ' (unchecked: nobody has yet compared this reference with the published text)'}
          </li>
        ))}
      </ul>
    </Details>
  );
}

function Previous({
  asked: { previous },
  previous: { submittedAt, cycleName },
}: {
  asked: StandardQuestion;
  previous: { submittedAt: string; cycleName: string };
}) {
  if (!previous) return null;
  return (
    <div className="app-previous">
      <p className="govuk-body">
        Last time ({cycleName}, sent on {instantInWords(submittedAt).split(' at ')[0]}):{' '}
        {previous.point ? <RatingTag {...previous.point} /> : <strong>{previous.words[0] ?? 'no answer'}</strong>}
      </p>
      {previous.reworded ? <p className="govuk-body-s">The question was worded differently then.</p> : null}
      {previous.narrative !== '' || previous.words.length > 1 ? (
        <Details summary="Read what you said last time">
          <p className="app-typed-text" dir="auto">
            {[...(previous.point ? [] : previous.words), previous.narrative].filter((part) => part !== '').join('\n\n')}
          </p>
        </Details>
      ) : null}
    </div>
  );
}

function EvidenceOf({
  asked: { evidence, question, number },
  editable,
}: {
  asked: StandardQuestion;
  editable: boolean;
}) {
  if (evidence.length === 0 && !editable) return null;
  return (
    <div className="app-question__evidence">
      <h3 className="govuk-heading-s">
        Evidence<span className="govuk-visually-hidden"> for {number}</span>
      </h3>
      {evidence.length > 0 ? (
        <ul className="govuk-list">
          {evidence.map((item) => (
            <li key={item.id}>
              <Anchor
                className="govuk-link"
                href={evidenceHref({ ...item, version: item.sentVersion ?? undefined })}
                reloadDocument
                {...(item.kind === 'link' ? { rel: 'noreferrer' } : {})}
              >
                {item.title}
              </Anchor>{' '}
              <span className="govuk-hint app-inline-hint">
                {[kindOfEvidence(item), periodOfEvidence(item)].filter(Boolean).join(', ')}
              </span>
              {(item.notes ?? []).map((note) => (
                <Fragment key={note}>
                  {' '}
                  <Tag tone="yellow" className="app-tag-free">
                    {note}
                  </Tag>
                </Fragment>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
      {editable ? (
        <Button variant="secondary" name="intent" value={`evidence:${question.code}`} className="app-small-button">
          {evidence.length > 0 ? 'Add or remove evidence' : 'Add evidence'}
          <span className="govuk-visually-hidden"> for {number}</span>
        </Button>
      ) : null}
    </div>
  );
}

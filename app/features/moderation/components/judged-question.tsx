import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Columns, TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { EvidenceLinks } from '../../evidence/components/evidence-links.tsx';
import { TagLinks } from '../../partnerships/components/tags.tsx';
import type { Tag } from '../../partnerships/tags.server.ts';
import { AnswerBlocks } from '../../submissions/components/answer-blocks.tsx';
import { FiguresBeside } from '../../surveys/components/figure-words.tsx';
import type { CurrentJudgement, ModeratedQuestion, ShownJudgement } from '../pages.ts';
import type { RatingReply } from '../replies.server.ts';
import { judgementFields, reasonLimit } from '../schema.ts';
import { QuestionQueries } from './around-parts.tsx';
import { MarkOr, PreviousMark } from './rating-beside.tsx';

interface JudgedQuestionProps {
  question: ModeratedQuestion;
  /** Priorities and themes of the partnership that it is asked for. */
  tags: readonly Tag[];
  /** Where a risk is raised from it; null for somebody who may not. */
  riskHref: string | null;
  previousCycle: string | null;
  /** Where a moderator asks about it; null for somebody who may not. */
  askHref: string | null;
  /** Null for somebody who does not read the messages with the agency. */
  returnId: string | null;
  /** Fields to fill in; without it the ratings are only shown. */
  mayJudge: boolean;
  /** What was typed, by field name, when the form came back. */
  typed: Readonly<Record<string, string | string[]>> | undefined;
  /** The agency's own rating, and everybody else's, are hidden until the person has rated. */
  hidden: boolean;
  /** What the same moderator saved meanwhile in another window. */
  theirs: CurrentJudgement | undefined;
}

/** One question: on the left what the agency said, on the right the ratings and the moderator's own. */
export function JudgedQuestion(props: JudgedQuestionProps) {
  const { question } = props;
  const { rating } = question;
  return (
    <section className="app-copy-question" aria-labelledby={`question-${question.code}`}>
      <h2 className="govuk-heading-s" id={`question-${question.code}`}>
        {question.number} {question.text}
      </h2>
      {props.tags.length > 0 ? <TagLinks tags={props.tags} /> : null}
      {props.riskHref === null ? null : (
        <p className="govuk-body-s">
          <Anchor className="govuk-link" href={props.riskHref}>
            Put on the risk register<span className="govuk-visually-hidden">: {question.text}</span>
          </Anchor>
        </p>
      )}
      {rating ? (
        <Columns first={<Answer question={question} />} second={<Ratings {...props} rating={rating} />} />
      ) : (
        <Answer question={question} />
      )}
      <FiguresBeside figures={question.figures} />
      <QuestionQueries
        queries={question.queries}
        askHref={props.askHref}
        returnId={props.returnId}
        number={question.number}
      />
    </section>
  );
}

function Answer({ question: { answer, carried, evidence } }: { question: ModeratedQuestion }) {
  return (
    <>
      {carried === null ? null : <p className="govuk-body-s">{carried}</p>}
      <AnswerBlocks blocks={answer} />
      <EvidenceLinks evidence={evidence} />
    </>
  );
}

type RatingsProps = JudgedQuestionProps & { rating: NonNullable<ModeratedQuestion['rating']> };

function Ratings({ question, rating, previousCycle, hidden, mayJudge, typed, theirs }: RatingsProps) {
  const names = judgementFields(question.code);
  const text = (name: string) => {
    const value = typed?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  return (
    <>
      {previousCycle === null ? null : (
        <p className="govuk-body">
          {previousCycle}: <PreviousMark previous={rating.previous} />
        </p>
      )}
      {rating.agreed ? (
        <p className="govuk-body">
          Agreed at challenge: <MarkOr mark={rating.agreed} none="" />
        </p>
      ) : null}
      {rating.panel ? <Judgement judgement={rating.panel} whose="Panel rating" /> : null}
      {rating.before ? <BeforeJudgement before={rating.before} /> : null}
      {rating.others.map((judgement) => (
        <Judgement key={judgement.moderator} judgement={judgement} whose="Moderated" />
      ))}
      {rating.current ? <Judgement judgement={rating.current} whose="Moderated" /> : null}
      {rating.reply ? <Reply reply={rating.reply} /> : null}
      {theirs ? (
        <InsetText>
          You saved a rating in another window while you had this page open. It is shown above. What you typed is below:
          save again to put it in its place.
        </InsetText>
      ) : null}
      {mayJudge ? (
        <>
          <HiddenFields fields={{ [names.seen]: String(rating.current?.revision ?? 0) }} />
          <Radios
            name={names.point}
            legend={
              <>
                Your rating <span className="govuk-visually-hidden">of: {question.text}</span>
              </>
            }
            legendSize="s"
            small
            items={rating.choices.map(({ point, mark }) => ({
              value: point,
              label: <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />,
            }))}
            defaultValue={text(names.point) ?? rating.current?.point ?? null}
          />
          <TextArea
            name={names.reason}
            label={
              <>
                Reason <span className="govuk-visually-hidden">for your rating of: {question.text}</span>
              </>
            }
            hint={
              hidden ? 'What you saw in the answer and the evidence.' : 'Needed where your rating differs from theirs.'
            }
            rows={3}
            limit={{ characters: reasonLimit, threshold: 75 }}
            defaultValue={text(names.reason) ?? rating.current?.reason ?? ''}
          />
        </>
      ) : null}
      {rating.earlier.length > 0 ? (
        <Details
          summary={
            <>
              Earlier moderated ratings<span className="govuk-visually-hidden"> of: {question.text}</span>
            </>
          }
        >
          {rating.earlier.map((judgement) => (
            <Judgement key={`${judgement.moderator}-${judgement.revision}`} judgement={judgement} whose="Moderated" />
          ))}
        </Details>
      ) : null}
    </>
  );
}

/** What was said of the version before; whether the agency left its answer as it was stands in words. */
function BeforeJudgement({ before }: { before: NonNullable<RatingsProps['rating']['before']> }) {
  return (
    <div className="app-judgement">
      <p className="govuk-body govuk-!-margin-bottom-1">
        Moderated on version {before.version}: <MarkOr mark={before.mark} none="Not rated" />
      </p>
      <p className="govuk-body-s govuk-!-margin-bottom-1">
        {before.moderator}, {instantInWords(before.madeAt)}.{' '}
        {before.unchanged ? 'The answer is the same now.' : 'The answer has changed since: rate it again.'}
      </p>
      {before.reason === '' ? null : <TypedText>{before.reason}</TypedText>}
    </div>
  );
}

/** What the agency says to the moderated rating. */
export function Reply({
  reply: { text, writtenBy, writtenAt },
  whose = 'The agency’s reply',
}: {
  reply: RatingReply;
  whose?: string;
}) {
  return (
    <div className="app-judgement">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <strong>{whose}</strong>
      </p>
      <p className="govuk-body-s govuk-!-margin-bottom-1">
        {writtenBy}, {instantInWords(writtenAt)}
      </p>
      <TypedText>{text}</TypedText>
    </div>
  );
}

/** A rating with who gave it, when and why. */
export function Judgement({
  judgement: { mark, reason, moderator, madeAt },
  whose,
}: {
  judgement: ShownJudgement;
  whose: string;
}) {
  return (
    <div className="app-judgement">
      <p className="govuk-body govuk-!-margin-bottom-1">
        {whose}: <MarkOr mark={mark} none="Not rated" />
      </p>
      <p className="govuk-body-s govuk-!-margin-bottom-1">
        {moderator}, {instantInWords(madeAt)}
      </p>
      {reason === '' ? null : <TypedText>{reason}</TypedText>}
    </div>
  );
}

import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { AnswerView } from '../../questionnaire/components/answer-view.tsx';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { CentralByQuestion } from '../central/central.ts';
import { CentralPanel } from '../central/central-panel.tsx';
import { unreadableWords } from '../standard-fields.ts';
import type { ActionsByQuestion, CommentsByQuestion, StandardPage, StandardQuestion } from '../standard-page.ts';
import { CarriedPanel } from './carried-panel.tsx';
import { EditWarning } from './edit-warning.tsx';
import { FirstUnansweredLink } from './first-unanswered.tsx';
import { QuestionBlock } from './question-block.tsx';

interface IntroductionProps {
  page: StandardPage;
  editable: boolean;
  /** The first question of the page that still needs an answer; null when none does. */
  firstUnanswered: string | null;
  /** The reader sees of the return only what was handed to them. */
  handed: boolean;
  /** The last save opened further questions on this page. */
  opened: boolean;
  /** The last save took the return back from sign-off. */
  takenBack: boolean;
  /** A question that was saved without characters that could not be read. */
  unreadable: string | null;
  /** How many questions a document was attached to by the page for several; null when the reader does not come from it. */
  attached: number | null;
}

/** What the standard asks for, what the ratings mean, and what to know before writing. */
export function StandardIntroduction({
  page,
  editable,
  firstUnanswered,
  handed,
  opened,
  takenBack,
  unreadable,
  attached,
}: IntroductionProps) {
  const { agencyReturn, standard, scales, undecided } = page;
  return (
    <>
      {takenBack ? (
        <NotificationBanner key="taken-back">
          <BannerHeading>
            You changed an answer, so the signatures on this return no longer count. It is in work again: send it for
            sign-off when you have finished.
          </BannerHeading>
        </NotificationBanner>
      ) : null}
      {attached === null ? null : (
        <NotificationBanner key="attached" kind="success">
          <BannerHeading>
            {attached === 0
              ? 'All the questions that you ticked have this document already.'
              : `The document is attached to ${countOf(attached, 'question')}.`}
          </BannerHeading>
        </NotificationBanner>
      )}
      <UnreadableNote page={page} questionCode={unreadable} />
      {opened && !takenBack ? (
        <NotificationBanner key="opened" title="More to answer">
          <BannerHeading>Your answers are saved. They opened further questions on this page.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {agencyReturn.organisationName}: {agencyReturn.cycleName}
      </span>
      <h1 className="govuk-heading-l">
        {standard.number} {standard.title}
      </h1>
      <p className="govuk-body-l">{standard.summary}</p>
      {editable ? (
        <>
          <EditWarning status={agencyReturn.status} />
          <WarningText>
            Do not write the names of children or families, or anything that would let a reader work out who they are.
          </WarningText>
        </>
      ) : (
        <InsetText>You can read these answers but not change them.</InsetText>
      )}
      {editable ? (
        <FirstUnansweredLink returnId={agencyReturn.id} questionCode={firstUnanswered} handed={handed} />
      ) : null}
      {editable && page.questions.length > 1 ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/returns/${agencyReturn.id}/standards/${standard.code}/attach`}>
            Attach an audit or report to several questions
          </Anchor>
        </p>
      ) : null}
      {undecided > 0 ? (
        <InsetText>
          Some questions wait for facts about your organisation.{' '}
          <Anchor className="govuk-link" href={`/returns/${agencyReturn.id}/details`}>
            Complete the page about your organisation
          </Anchor>{' '}
          to see them.
        </InsetText>
      ) : null}
      {Object.values(scales).map((scale) => (
        <Details key={scale.code} summary={`What the ratings mean: ${scale.name.toLowerCase()}`}>
          <dl className="app-scale">
            {pointsWorstFirst(scale)
              .toReversed()
              .map(({ code, word, shape, tone, definition }) => (
                <div key={code}>
                  <dt>
                    <RatingTag word={word} shape={shape} tone={tone} />
                  </dt>
                  <dd>{definition}</dd>
                </div>
              ))}
          </dl>
        </Details>
      ))}
    </>
  );
}

const scaleOf = ({ question: { answer } }: StandardQuestion, scales: StandardPage['scales']) =>
  answer.type === 'rating' ? scales[answer.scale] : undefined;

function UnreadableNote({ page, questionCode }: { page: StandardPage; questionCode: string | null }) {
  const asked = page.questions.find(({ question }) => question.code === questionCode);
  if (!asked) return null;
  return (
    <NotificationBanner key="unreadable" title="Check what you typed">
      <BannerHeading>
        Your answers are saved. {unreadableWords} Look at {asked.number}.
      </BannerHeading>
    </NotificationBanner>
  );
}

interface StandardReadingProps {
  page: StandardPage;
  actions: ActionsByQuestion;
  comments: CommentsByQuestion;
  reader: { readonly personId: string; readonly now: string };
  central?: CentralByQuestion;
}

/** The answers of a standard to read: for signatories, and after the return was sent. */
export function StandardReading({ page, actions, comments, reader, central = {} }: StandardReadingProps) {
  const { agencyReturn, standard, questions, scales, previous } = page;
  return questions.map((asked) => (
    <QuestionBlock
      key={asked.question.code}
      asked={asked}
      previous={previous}
      historyHref={`/returns/${agencyReturn.id}/standards/${standard.code}/history?question=${asked.question.code}`}
      editable={false}
      actions={actions[asked.question.code] ?? []}
      comments={comments[asked.question.code] ?? []}
      reader={reader}
    >
      <CentralReading asked={asked} central={central[asked.question.code]} page={page} />
      {asked.carried ? (
        <CarriedPanel asked={asked} carried={asked.carried} scale={scaleOf(asked, scales)} editable={false} />
      ) : (
        <AnswerView answer={asked.question.answer} scale={scaleOf(asked, scales)} value={asked.value} />
      )}
    </QuestionBlock>
  ));
}

function CentralReading({
  asked,
  central,
  page,
}: {
  asked: StandardQuestion;
  central: CentralByQuestion[string] | undefined;
  page: StandardPage;
}) {
  if (!central) return null;
  const { agencyReturn, scales } = page;
  return (
    <CentralPanel
      asked={asked}
      central={central}
      scale={scaleOf(asked, scales)}
      typed=""
      inPlaceOfFields={false}
      returnId={agencyReturn.id}
      editable={false}
    />
  );
}

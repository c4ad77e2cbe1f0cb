import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Columns } from '../../../ui/columns.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { PanelQuestion } from '../panel-page.server.ts';
import { judgementFields, reasonLimit } from '../schema.ts';
import { Judgement } from './judged-question.tsx';
import { MarkOr } from './rating-beside.tsx';

interface PanelQuestionFormProps {
  question: PanelQuestion;
  maySettle: boolean;
  standardHref: string;
  typed: TypedValues | undefined;
}

/** One question: on the left what each moderator said, on the right the panel's rating. */
export function PanelQuestionForm({ question, maySettle, standardHref, typed }: PanelQuestionFormProps) {
  const names = judgementFields(question.code);
  const { panel, differ } = question;
  return (
    <section className="app-copy-question" aria-labelledby={`question-${question.code}`}>
      <h2 className="govuk-heading-s" id={`question-${question.code}`}>
        {question.number} {question.text}
      </h2>
      <Columns
        first={
          <>
            <p className="govuk-body">
              Own rating: <MarkOr mark={question.self} none="Not rated" />.{' '}
              <Anchor className="govuk-link" href={`${standardHref}#question-${question.code}`}>
                Read the answer<span className="govuk-visually-hidden"> to {question.number}</span>
              </Anchor>
            </p>
            {question.judgements.map((judgement) => (
              <Judgement key={judgement.moderator} judgement={judgement} whose="Moderated" />
            ))}
          </>
        }
        second={
          <>
            {panel ? <Judgement judgement={panel} whose="Panel rating" /> : null}
            {!panel && !differ ? <p className="govuk-body">The moderators agree: their rating stands.</p> : null}
            {maySettle && (differ || panel) ? (
              <>
                <HiddenFields fields={{ [names.seen]: String(panel?.revision ?? 0) }} />
                <Radios
                  name={names.point}
                  legend={
                    <>
                      The panel’s rating <span className="govuk-visually-hidden">of: {question.text}</span>
                    </>
                  }
                  legendSize="s"
                  small
                  items={question.choices.map(({ point, mark }) => ({
                    value: point,
                    label: <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />,
                  }))}
                  defaultValue={typedText(typed, names.point, panel?.point)}
                />
                <TextArea
                  name={names.reason}
                  label={
                    <>
                      Reason <span className="govuk-visually-hidden">for the panel’s rating of: {question.text}</span>
                    </>
                  }
                  hint="How the panel came to it. The agency reads it."
                  rows={3}
                  limit={{ characters: reasonLimit, threshold: 75 }}
                  defaultValue={typedText(typed, names.reason, panel?.reason)}
                />
              </>
            ) : null}
          </>
        }
      />
    </section>
  );
}

import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Columns, TypedText } from '../../../ui/columns.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { replyFields, replyLimit } from '../reply-form.ts';
import type { DifferingRating } from '../reply-page.server.ts';
import { Reply } from './judged-question.tsx';
import { MarkOr } from './rating-beside.tsx';

/** One rating that differs: both beside each other with the reason, and the agency's reply. */
export function RatingToReply({
  question: { code, number, text, self, moderated, reason, reply },
  mayReply,
  typed,
}: {
  question: DifferingRating;
  mayReply: boolean;
  typed: TypedValues | undefined;
}) {
  const names = replyFields(code);
  return (
    <section className="app-copy-question" aria-labelledby={`question-${code}`}>
      <h2 className="govuk-heading-s" id={`question-${code}`}>
        {number} {text}
      </h2>
      <Columns
        first={
          <>
            <p className="govuk-body">
              Your rating: <MarkOr mark={self} none="Not rated" />
            </p>
            <p className="govuk-body">
              The partnership’s: <MarkOr mark={moderated} none="Not rated" />
            </p>
            {reason === '' ? null : <TypedText>{reason}</TypedText>}
          </>
        }
        second={
          <>
            {reply ? <Reply reply={reply} whose="Your reply" /> : null}
            {mayReply ? (
              <>
                <HiddenFields fields={{ [names.seen]: String(reply?.revision ?? 0) }} />
                <TextArea
                  name={names.text}
                  label={
                    <>
                      {reply ? 'Change your reply' : 'Your reply'}
                      <span className="govuk-visually-hidden"> to the rating of: {text}</span>
                    </>
                  }
                  labelSize="s"
                  hint="Leave it empty if you accept the rating. No names of children or families."
                  rows={4}
                  limit={{ characters: replyLimit, threshold: 75 }}
                  defaultValue={typedText(typed, names.text, reply?.text)}
                />
              </>
            ) : null}
          </>
        }
      />
    </section>
  );
}

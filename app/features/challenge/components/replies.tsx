import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { LetterReplies, LetterReply } from '../letter/replies.server.ts';
import { replyKinds } from '../letter/reply.ts';
import { Prose } from './document-parts.tsx';

type Props = {
  replies: LetterReplies;
  /** The partnership may answer a question. */
  mayAnswer: boolean;
  /** On the agency's own page, which says by when it is asked to reply. */
  ofAgency?: boolean;
  values?: TypedValues | undefined;
};

/** What an agency said to its letter, and what the partnership said to a question. */
export function Replies({ replies: { replyBy, overdue, replies }, mayAnswer, ofAgency = false, values }: Props) {
  return (
    <section aria-labelledby="replies">
      <h2 className="govuk-heading-m" id="replies">
        Replies to this letter
      </h2>
      {replyBy === null || ofAgency ? null : (
        <p className="govuk-body">
          The agency was asked to reply by {dayInWords(replyBy)}.{' '}
          {overdue ? <strong>Nothing has come, and the day has passed.</strong> : null}
        </p>
      )}
      {replies.length === 0 && !overdue ? <p className="govuk-body">Nothing has come yet.</p> : null}
      {replies.map((reply) => (
        <ReplyCard key={reply.id} reply={reply} mayAnswer={mayAnswer} values={values} />
      ))}
    </section>
  );
}

function ReplyCard({ reply, mayAnswer, values }: { reply: LetterReply; mayAnswer: boolean; values: Props['values'] }) {
  const { id, kind, text, by, at, late, answer } = reply;
  return (
    <div className="govuk-inset-text" id={`reply-${id}`}>
      <p className="govuk-body">
        <strong>{replyKinds[kind]}</strong>, {by}, {instantInWords(at)}
        {late ? ' (late)' : ''}
      </p>
      {text === '' ? null : <Prose text={text} />}
      {answer ? (
        <>
          <p className="govuk-body-s">
            Answered by {answer.by} on {instantInWords(answer.at)}
          </p>
          <Prose text={answer.text} />
        </>
      ) : null}
      {kind === 'question' && !answer && !mayAnswer ? (
        <p className="govuk-body-s">The partnership has not answered yet.</p>
      ) : null}
      {kind === 'question' && !answer && mayAnswer ? (
        <Form method="post" noValidate>
          <HiddenFields fields={{ reply: id }} />
          <TextArea
            name="answer"
            label="Answer"
            labelSize="s"
            hint="The agency reads it on the page of its letter."
            rows={4}
            defaultValue={values?.reply === id ? typedText(values, 'answer') : ''}
          />
          <Button variant="secondary" name="intent" value="answer" preventDoubleClick>
            Answer this question
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

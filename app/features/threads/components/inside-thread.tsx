import { Form } from 'react-router';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { InsideComment, InsideThread } from '../pages.ts';
import { noNamesWords } from '../rules.ts';
import { commentLimit } from '../schema.ts';
import { AboutPlace, CommentHeading, IntentForm } from './thread-parts.tsx';

/** The box for a comment that stays inside the agency. */
export function InsideForm({ thread, typed }: { thread: InsideThread; typed: string | undefined }) {
  return (
    <Form method="post" noValidate className="app-thread app-thread--inside">
      <p className="govuk-body">
        <strong>Who will see this:</strong> {thread.audience}
      </p>
      <AboutPlace place={thread.place} />
      <TextArea
        name="insideText"
        label="Your comment for your colleagues"
        labelSize="s"
        hint={noNamesWords}
        rows={4}
        limit={{ characters: commentLimit, threshold: 75 }}
        defaultValue={typed ?? ''}
      />
      <Button name="intent" value="post-inside" variant="secondary" preventDoubleClick>
        Keep inside {thread.organisationName}
      </Button>
    </Form>
  );
}

/** What colleagues wrote, newest first. */
export function InsideComments({ thread }: { thread: InsideThread }) {
  const { items, total } = thread.comments;
  if (total === 0) return <p className="govuk-body">Nobody has written anything here yet.</p>;
  return (
    <>
      <h2 className="govuk-heading-m">
        {countOf(total, 'comment')} inside {thread.organisationName}
      </h2>
      <ul className="govuk-list app-comments">
        {items.map((comment) => (
          <li key={comment.id} className="app-comment app-comment--inside">
            <Comment comment={comment} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Comment({ comment }: { comment: InsideComment }) {
  return (
    <>
      <CommentHeading author={comment.author} at={comment.at} unread={comment.unread} place={comment.place} />
      {comment.text === null ? (
        <p className="govuk-body app-not-answered">
          Withdrawn by {comment.author}
          {comment.withdrawnAt === null ? '' : ` on ${instantInWords(comment.withdrawnAt)}`}
        </p>
      ) : (
        <TypedText>{comment.text}</TypedText>
      )}
      {comment.mine ? (
        <IntentForm intent="withdraw" fields={{ comment: comment.id }}>
          Withdraw<span className="govuk-visually-hidden"> your comment of {instantInWords(comment.at)}</span>
        </IntentForm>
      ) : null}
    </>
  );
}

/** Why nobody may write any more. */
export function ClosedNote({ closed }: { closed: string | null }) {
  return closed === null ? null : <InsetText>{closed}.</InsetText>;
}

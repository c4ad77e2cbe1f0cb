import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { SharedThread, ShownQuery } from '../pages.ts';
import { noNamesWords, queryStatuses } from '../rules.ts';
import { commentLimit } from '../schema.ts';
import { AboutPlace, IntentForm, SharedComments } from './thread-parts.tsx';

/** Whom the words go to: the other side's name, on every button. */
const otherSide = (thread: SharedThread) =>
  thread.side === 'agency' ? thread.partnershipName : thread.organisationName;

function Audience({ thread }: { thread: SharedThread }) {
  return (
    <p className="govuk-body">
      <strong>Who will see this:</strong> {thread.audience}
    </p>
  );
}

/** The box for a message that the other side reads at once. */
export function SharedForm({ thread, values }: { thread: SharedThread; values: TypedValues | undefined }) {
  return (
    <Form method="post" noValidate className="app-thread app-thread--shared">
      <Audience thread={thread} />
      <AboutPlace place={thread.place} />
      <TextArea
        name="sharedText"
        label={`Your message to ${otherSide(thread)}`}
        labelSize="s"
        hint={noNamesWords}
        rows={4}
        limit={{ characters: commentLimit, threshold: 75 }}
        defaultValue={typedText(values, 'sharedText')}
      />
      <Button name="intent" value="send-shared" preventDoubleClick>
        Send to {otherSide(thread)}
      </Button>
    </Form>
  );
}

/** The field of one question's answer, so that an error leads to the right box. */
export const replyFieldId = (queryId: string) => `reply-${queryId}`;

/** The partnership's questions, each with its answers and the box for the next. */
export function QueryList({ thread, values }: { thread: SharedThread; values: TypedValues | undefined }) {
  const { queries, side } = thread;
  const waiting = queries.filter(({ status }) => status === 'open').length;
  if (queries.length === 0) return null;
  return (
    <section aria-labelledby="queries">
      <h2 className="govuk-heading-m" id="queries">
        {side === 'agency' ? 'Questions from the partnership' : 'Questions to the agency'}
      </h2>
      <p className="govuk-body">
        {waiting === 0
          ? 'None of them waits for an answer.'
          : `${countOf(waiting, 'question waits', 'questions wait')} for an answer of ${thread.organisationName}.`}
      </p>
      {queries.map((query) => (
        <Query key={query.id} query={query} thread={thread} values={values?.query === query.id ? values : undefined} />
      ))}
    </section>
  );
}

function Query({
  query,
  thread,
  values,
}: {
  query: ShownQuery;
  thread: SharedThread;
  values: TypedValues | undefined;
}) {
  const { ended } = queryStatuses[query.status];
  const answers = thread.side === 'agency';
  return (
    <article
      className="app-thread app-thread--shared"
      id={`query-${query.id}`}
      aria-labelledby={`query-${query.id}-heading`}
    >
      <h3 className="govuk-heading-s" id={`query-${query.id}-heading`}>
        {query.place}
      </h3>
      <p className="govuk-body">
        <Tag tone={query.status === 'open' ? 'blue' : 'grey'}>{queryStatuses[query.status].words}</Tag>{' '}
        {query.status === 'open' ? (
          <>
            Answer by {dayInWords(query.replyBy)}
            {query.overdue ? <strong> (this day has passed)</strong> : null}.{' '}
          </>
        ) : null}
        About version {query.version} of the return.
        {query.ended ? ` By ${query.ended.by} on ${instantInWords(query.ended.at)}.` : ''}
      </p>
      <SharedComments comments={query.comments} withPlace={false} />
      {ended || !thread.mayWrite ? null : (
        <Form method="post" noValidate>
          <input type="hidden" name="query" value={query.id} />
          <Audience thread={thread} />
          <TextArea
            name="replyText"
            id={replyFieldId(query.id)}
            label={
              <>
                {answers ? 'Your answer' : 'Ask further'}
                <span className="govuk-visually-hidden"> about: {query.place}</span>
              </>
            }
            labelSize="s"
            hint={noNamesWords}
            rows={4}
            limit={{ characters: commentLimit, threshold: 75 }}
            error={values ? undefined : []}
            defaultValue={typedText(values, 'replyText')}
          />
          <Button name="intent" value="reply" preventDoubleClick variant={answers ? 'primary' : 'secondary'}>
            {answers ? `Send your answer to ${otherSide(thread)}` : `Send to ${otherSide(thread)}`}
          </Button>
        </Form>
      )}
      {thread.mayEndQueries && !ended ? (
        <div className="app-row-actions">
          <IntentForm intent="settle" fields={{ query: query.id }}>
            Settled<span className="govuk-visually-hidden">: {query.place}</span>
          </IntentForm>
          <IntentForm intent="withdraw-query" fields={{ query: query.id }}>
            Withdraw this question<span className="govuk-visually-hidden">: {query.place}</span>
          </IntentForm>
        </div>
      ) : null}
    </article>
  );
}

/** Everything that is no question of the partnership, newest first. */
export function OtherComments({ thread }: { thread: SharedThread }) {
  const { items, total } = thread.comments;
  if (total === 0) return <p className="govuk-body">No messages have been written here yet.</p>;
  return (
    <>
      <h2 className="govuk-heading-m">{countOf(total, 'message')}</h2>
      <SharedComments comments={items} withPlace />
    </>
  );
}

import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { ThreadLinks } from '../overview.server.ts';
import type { SharedComment, StandardChoice, ThreadCount, ThreadFrame } from '../pages.ts';

/** "3 comments (1 new)". */
export const countWords = ({ comments, unread }: ThreadCount): string =>
  `${countOf(comments, 'comment')}${unread > 0 ? ` (${unread} new)` : ''}`;

/** The list of one standard alone, or of all. */
export function StandardFilter({ frame, action }: { frame: ThreadFrame; action: string }) {
  const label = ({ number, title, comments, unread }: StandardChoice) =>
    comments === 0 ? `${number} ${title}` : `${number} ${title}: ${countWords({ comments, unread })}`;
  return (
    <FilterForm
      heading="Show one standard"
      clearHref={frame.place.standard === '' ? undefined : action}
      submitText="Show"
    >
      <Select
        name="standard"
        label="Standard"
        items={[
          { value: '', label: 'All' },
          ...frame.standards.map((standard) => ({ value: standard.code, label: label(standard) })),
        ]}
        defaultValue={frame.place.standard}
      />
    </FilterForm>
  );
}

/** Where a box writes to, in words, with the codes that go with the form. */
export function AboutPlace({ place }: Pick<ThreadFrame, 'place'>) {
  return (
    <>
      <input type="hidden" name="standard" value={place.standard} />
      <input type="hidden" name="question" value={place.question} />
      <p className="govuk-body">
        About: <strong>{place.words}</strong>
      </p>
    </>
  );
}

/** Who wrote, for whom, when, about what; and that it is new, in a word. */
export function CommentHeading({
  author,
  from,
  at,
  place,
  unread,
}: Pick<SharedComment, 'author' | 'at' | 'unread'> & { from?: string; place?: string }) {
  return (
    <p className="govuk-body-s govuk-!-margin-bottom-1">
      <strong>
        {author}
        {from === undefined ? '' : `, ${from}`}
      </strong>
      , {instantInWords(at)} {unread ? <Tag>New</Tag> : null}
      {place === undefined ? null : (
        <>
          <br />
          About: {place}
        </>
      )}
    </p>
  );
}

/** Comments that both sides read, in the order given. */
export function SharedComments({ comments, withPlace }: { comments: readonly SharedComment[]; withPlace: boolean }) {
  return (
    <ul className="govuk-list app-comments">
      {comments.map((comment) => (
        <li key={comment.id} className="app-comment app-comment--shared">
          <CommentHeading
            author={comment.author}
            from={comment.from}
            at={comment.at}
            unread={comment.unread}
            {...(withPlace ? { place: comment.place } : {})}
          />
          <TypedText>{comment.text}</TypedText>
        </li>
      ))}
    </ul>
  );
}

/** One line on a page of a return: both threads, each with its name and its counts. */
export function ThreadLine({
  links,
  base,
  partnershipName = null,
  query = '',
  reload = false,
}: {
  links: ThreadLinks;
  /** `/returns/ID/comments`. */
  base: string;
  /** Which partnership, where the return is answered for several. */
  partnershipName?: string | null;
  /** `?standard=a1`, to stay with one standard. */
  query?: string;
  reload?: boolean;
}) {
  return (
    <p className="govuk-body app-thread-line">
      {partnershipName === null ? 'Comments: ' : `Comments on the return for ${partnershipName}: `}
      <Anchor className="govuk-link" href={`${base}/inside${query}`} reloadDocument={reload}>
        inside your organisation
        {partnershipName === null ? null : <span className="govuk-visually-hidden">, for {partnershipName}</span>}
      </Anchor>{' '}
      {countWords(links.inside)}
      {links.shared ? (
        <>
          ;{' '}
          <Anchor className="govuk-link" href={`${base}/partnership${query}`} reloadDocument={reload}>
            with {partnershipName ?? 'the partnership'}
          </Anchor>{' '}
          {countWords(links.shared)}
        </>
      ) : null}
      {links.awaited > 0 ? (
        <>
          , <strong>{countOf(links.awaited, 'question')} to answer</strong>
        </>
      ) : null}
      .
    </p>
  );
}

/** A small button that posts one intent about one thing. */
export function IntentForm({
  intent,
  fields,
  children,
  className = 'app-text-button',
}: {
  intent: string;
  fields: Readonly<Record<string, string>>;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" name="intent" value={intent} className={className}>
        {children}
      </button>
    </Form>
  );
}

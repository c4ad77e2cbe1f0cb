import { useLocation } from 'react-router';
import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { TwoThirds } from '../../../ui/columns.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import type { SharedThread } from '../pages.ts';
import { ClosedNote } from './inside-thread.tsx';
import { OtherComments, QueryList, replyFieldId, SharedForm } from './shared-thread.tsx';
import { StandardFilter } from './thread-parts.tsx';

interface SharedPageProps {
  thread: SharedThread;
  /** The page without a filter. */
  action: string;
  failed: { readonly errors: FieldErrors; readonly values: TypedValues } | undefined;
}

/** The thread between agency and partnership, alike on both sides but for names and buttons. */
export function SharedPage({ thread, action, failed }: SharedPageProps) {
  const { search } = useLocation();
  const { page, pageCount, total } = thread.comments;
  const said = thread.queries.reduce((sum, { comments }) => sum + comments.length, total);
  const query = failed?.values.query;
  return (
    <TwoThirds>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary {...(typeof query === 'string' ? { ids: { replyText: replyFieldId(query) } } : {})} />
        <span className="govuk-caption-l">{thread.cycleName}</span>
        <h1 className="govuk-heading-l">
          Messages between {thread.organisationName} and {thread.partnershipName}
        </h1>
        <StandardFilter frame={thread} action={action} />
        <ClosedNote closed={thread.closed} />
        <QueryList key={`queries-${said}`} thread={thread} values={failed?.values} />
        {thread.mayWrite ? <SharedForm key={said} thread={thread} values={failed?.values} /> : null}
        <OtherComments thread={thread} />
        <Pagination page={page} pageCount={pageCount} search={search} />
      </FormErrors>
    </TwoThirds>
  );
}

/** The title of the page, with its number. */
export function sharedTitle({ organisationName, partnershipName, comments }: SharedThread): string {
  const place = comments.pageCount > 1 ? ` (page ${comments.page} of ${comments.pageCount})` : '';
  return `Messages between ${organisationName} and ${partnershipName}${place}`;
}

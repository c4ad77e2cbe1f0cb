import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postInsideForm } from '../../features/threads/commands/post-thread-forms.server.ts';
import { ClosedNote, InsideComments, InsideForm } from '../../features/threads/components/inside-thread.tsx';
import { StandardFilter } from '../../features/threads/components/thread-parts.tsx';
import { openInsideThread } from '../../features/threads/inside.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/comments-inside';

export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams;
  return openInsideThread(portal, viewer, params.returnId, {
    standard: search.get('standard') ?? '',
    question: search.get('question') ?? '',
    page: pageAsked(search),
  });
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postInsideForm(portal, viewer, params.returnId, await request.formData());
  return posted.ok ? redirect(`${url.pathname}${url.search}`) : data(posted, 422);
}

export default function CommentsInside({ loaderData: thread, actionData: failed }: Route.ComponentProps) {
  const { search } = useLocation();
  const { page, pageCount, total } = thread.comments;
  const place = pageCount > 1 ? ` (page ${page} of ${pageCount})` : '';
  return (
    <Main
      before={
        thread.ofPart ? (
          <BackLink href={`/returns/${thread.returnId}/standards/${thread.place.standard}`}>
            Back to the standard
          </BackLink>
        ) : (
          <BackLink href={`/returns/${thread.returnId}/comments`}>All comments</BackLink>
        )
      }
    >
      <title>{pageTitle(`Comments inside ${thread.organisationName}${place}`, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{thread.cycleName}</span>
          <h1 className="govuk-heading-l">Comments inside {thread.organisationName}</h1>
          {thread.ofPart ? null : (
            <StandardFilter frame={thread} action={`/returns/${thread.returnId}/comments/inside`} />
          )}
          <ClosedNote closed={thread.closed} />
          {thread.mayWrite ? (
            <InsideForm key={total} thread={thread} typed={failed && typedText(failed.values, 'insideText')} />
          ) : null}
          <InsideComments thread={thread} />
          <Pagination page={page} pageCount={pageCount} search={search} />
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

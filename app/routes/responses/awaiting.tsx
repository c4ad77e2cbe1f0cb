import { data, Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { AwaitingFilterForm, AwaitingTable } from '../../features/challenge/components/awaiting-list.tsx';
import { listAwaiting, listCyclesWithReturns } from '../../features/challenge/responses/awaiting.server.ts';
import { postChoice } from '../../features/challenge/responses/post-response-form.server.ts';
import { readAwaitingFilter } from '../../features/challenge/responses/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/awaiting';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'response.read');
  const filter = readAwaitingFilter(url.searchParams);
  const { db } = portal.database;
  return {
    filter,
    cycles: await listCyclesWithReturns(db, scope),
    page: await listAwaiting(db, scope, filter, portal.stamp().today, pageAsked(url.searchParams)),
    maySend: scope.partnershipIds.some((id) => mayInPartnership(viewer, 'response.send', id)),
    formKey: portal.newId(),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const filter = readAwaitingFilter(url.searchParams);
  const posted = await postChoice(portal, viewer, await request.formData(), filter);
  return posted.ok ? redirect(posted.to) : data(posted, { status: 422 });
}

export default function Awaiting({ loaderData, actionData }: Route.ComponentProps) {
  const { filter, cycles, page, maySend, formKey } = loaderData;
  const { search } = useLocation();
  const place = page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  const ticked = actionData?.values.chosen ?? [];
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <title>{pageTitle(`Returns that wait for an answer${place}`, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={{ chosen: 'chosen' }} />
        <h1 className="govuk-heading-l">Returns that wait for an answer</h1>
        <p className="govuk-body">
          Every return is answered: by the outcome letter of its session, or in writing. The oldest stand first.{' '}
          <Anchor className="govuk-link" href="/responses/sent">
            Written responses so far
          </Anchor>
          ,{' '}
          <Anchor className="govuk-link" href="/responses/replies">
            replies to letters
          </Anchor>
        </p>
        <AwaitingFilterForm filter={filter} cycles={cycles} />
        {page.items.length === 0 ? (
          <EmptyState>No return waits for an answer here.</EmptyState>
        ) : (
          <Form method="post" id="chosen">
            <HiddenFields fields={{ formKey }} />
            <AwaitingTable page={page} mayChoose={maySend} ticked={[ticked].flat()} />
            {maySend ? (
              <ButtonGroup>
                <Button name="which" value="ticked" preventDoubleClick>
                  Answer the ticked ones in writing
                </Button>
                <Button variant="secondary" name="which" value="all" preventDoubleClick>
                  Answer all {countOf(page.total, 'return')} in writing
                </Button>
              </ButtonGroup>
            ) : null}
          </Form>
        )}
        <Pagination page={page.page} pageCount={page.pageCount} search={search} />
      </FormErrors>
    </Main>
  );
}

import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listForTheBoard } from '../../features/actions/board.server.ts';
import { postRatifyForm } from '../../features/actions/commands/post-ratify-form.server.ts';
import { noteLimit } from '../../features/actions/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedDate, typedText } from '../../platform/typed-text.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/board';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'action.ratify');
  return { waiting: await listForTheBoard(portal.database.db, scope, pageAsked(url.searchParams)) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postRatifyForm(portal, viewer, await request.formData());
  if (!posted.ok) return data(posted, { status: 422 });
  return redirect(`/actions/board?saved=${posted.decision}`);
}

const savedWords: Record<string, string> = {
  ratified: 'The board’s decision is recorded, and the actions are closed.',
  'not-ratified': 'The board’s decision is recorded, and the actions are back with their owners.',
};

export default function ActionsForTheBoard({ loaderData: { waiting }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  const values = actionData?.values;
  const ticked = values?.actions;
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle('Actions for the board', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {saved ? (
            <NotificationBanner kind="success" key={search.get('saved')}>
              <BannerHeading>{saved}</BannerHeading>
            </NotificationBanner>
          ) : null}
          <h1 className="govuk-heading-l">Actions for the board</h1>
          <p className="govuk-body">
            These have been done and checked. They are closed once the board ratifies them. Record here what it decided.
          </p>
          {waiting.items.length === 0 ? (
            <EmptyState>No action waits for the board.</EmptyState>
          ) : (
            <Form method="post" noValidate>
              <Checkboxes
                name="actions[]"
                id="actions"
                error={actionData?.errors.actions}
                legend={countOf(waiting.total, 'action waits', 'actions wait')}
                legendSize="m"
                defaultValues={Array.isArray(ticked) ? ticked : []}
                items={waiting.items.map((one) => ({
                  value: one.id,
                  label: `${one.reference}, ${one.holder}: ${one.what}`,
                  hint: (
                    <span className="app-typed-text">
                      Measure: {one.successMeasure} What changed: {one.impact} Checked by {one.checkedBy}: {one.checked}
                    </span>
                  ),
                }))}
              />
              <DateInput
                name="boardOn"
                legend="Day of the meeting"
                legendSize="s"
                defaultValue={typedDate(values, 'boardOn', '')}
              />
              <TextArea
                name="note"
                label="What the board said (needed where it did not ratify)"
                labelSize="s"
                hint="No names of children or families."
                rows={3}
                limit={{ characters: noteLimit, threshold: 75 }}
                defaultValue={typedText(values, 'note')}
              />
              <ButtonGroup>
                <Button name="intent" value="ratified" preventDoubleClick>
                  Ratified: close them
                </Button>
                <Button name="intent" value="not-ratified" variant="secondary" preventDoubleClick>
                  Not ratified: back to their owners
                </Button>
              </ButtonGroup>
            </Form>
          )}
          <Pagination page={waiting.page} pageCount={waiting.pageCount} search={`?${search}`} />
          <p className="govuk-body">
            <Anchor className="govuk-link" href="/actions?status=verified">
              The same in the list of actions
            </Anchor>
          </p>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

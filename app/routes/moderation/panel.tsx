import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { setPanelRatings } from '../../features/moderation/commands/set-panel-ratings.server.ts';
import { PanelQuestionForm } from '../../features/moderation/components/panel-question.tsx';
import { getPanelPage } from '../../features/moderation/panel-page.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/panel';

const title = 'What each moderator said, and the panel’s ratings';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have set a rating meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPanelPage(portal.database.db, viewer, params.submissionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const set = await setPanelRatings(portal, viewer, params.submissionId, await request.formData());
  return set.ok ? redirect(`/moderation/${params.submissionId}`) : data(set, 422);
}

export default function Panel({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { questions, organisationName, submissionId, maySettle } = page;
  return (
    <Main before={<BackLink href={`/moderation/${submissionId}`}>Back to {organisationName}</BackLink>}>
      <title>{pageTitle(`Panel’s ratings: ${organisationName}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">
          {organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">
          Where moderators agree, their rating stands. Where they differ, one person sets the panel’s rating, with the
          reason. What each moderator said stays as it is.
        </p>
        {questions.length === 0 ? (
          <EmptyState>No question of this return has been rated by more than one moderator.</EmptyState>
        ) : (
          <Form method="post" noValidate>
            {questions.map((question) => (
              <PanelQuestionForm
                key={question.code}
                question={question}
                maySettle={maySettle}
                standardHref={`/moderation/${submissionId}/standards/${encodeURIComponent(question.standardCode)}`}
                typed={failed?.values}
              />
            ))}
            {maySettle ? <Button preventDoubleClick>Save the panel’s ratings</Button> : null}
          </Form>
        )}
      </FormErrors>
    </Main>
  );
}

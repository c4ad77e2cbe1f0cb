import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { refuseWhileBlind } from '../../features/cycles/blind.server.ts';
import { suggestPractice } from '../../features/good-practice/commands/suggest-practice.server.ts';
import { suggestSchema } from '../../features/good-practice/schema.ts';
import { getSuggestable, getSuggestPage } from '../../features/good-practice/suggest-page.server.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/suggest';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await refuseWhileBlind(portal.database.db, viewer, { submissionId: params.submissionId });
  const scope = partnershipScope(viewer, 'good-practice.suggest');
  return getSuggestPage(portal.database.db, scope, params.submissionId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { submissionId } = params;
  await getSuggestable(portal.database.db, partnershipScope(viewer, 'good-practice.suggest'), submissionId);
  const form = await request.formData();
  const parsed = parseForm(suggestSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const suggested = await suggestPractice(portal, viewer, submissionId, parsed.value);
  if (!suggested.saved) return data(formProblem(suggested.field, suggested.problem, form), { status: 422 });
  return redirect(`/moderation/${submissionId}/good-practice?saved=suggested`);
}

export default function Suggest({ loaderData: page, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const { answers, before, organisation, submissionId } = page;
  return (
    <Main before={<BackLink href={`/moderation/${submissionId}`}>Back to the return</BackLink>}>
      <title>{pageTitle(`Suggest good practice: ${organisation}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {search.get('saved') === 'suggested' && !actionData ? (
            <NotificationBanner kind="success" key={before.length}>
              <BannerHeading>It is suggested. The agency’s safeguarding lead has been told and decides.</BannerHeading>
            </NotificationBanner>
          ) : null}
          <span className="govuk-caption-l">{organisation}</span>
          <h1 className="govuk-heading-l">Suggest good practice</h1>
          <p className="govuk-body">
            The agency writes its own words, and decides whether anything is shared and with whom.
          </p>
          {answers.length === 0 ? (
            <EmptyState>This return has no answer in words.</EmptyState>
          ) : (
            <Form method="post" noValidate key={before.length}>
              <Select
                name="question"
                label="Which answer?"
                labelSize="s"
                defaultValue={typedText(actionData?.values, 'question')}
                items={[
                  { value: '', label: 'Choose' },
                  ...answers.map(({ questionCode, question }) => ({ value: questionCode, label: question })),
                ]}
              />
              <TextArea
                name="note"
                label="Why should others read it?"
                labelSize="s"
                hint="The agency reads this."
                rows={3}
                limit={{ characters: 1000, threshold: 75 }}
                defaultValue={typedText(actionData?.values, 'note')}
              />
              <Button preventDoubleClick>Suggest it to the agency</Button>
            </Form>
          )}
          {before.length === 0 ? null : (
            <>
              <h2 className="govuk-heading-m">Suggested before</h2>
              <SummaryList rows={before.map(({ title, state }) => ({ label: title, value: state }))} />
            </>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

import { data, Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { withdrawSurvey } from '../../features/surveys/commands/save-survey.server.ts';
import { SurveySummary } from '../../features/surveys/components/survey-detail.tsx';
import { FigureTable } from '../../features/surveys/components/survey-table.tsx';
import { getSurveyPage, getSurveyToChange } from '../../features/surveys/pages.server.ts';
import { withdrawSchema } from '../../features/surveys/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedText } from '../../platform/typed-text.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/survey';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the survey meanwhile. */
export const shouldRevalidate = () => true;

const savedWords: Record<string, string> = {
  new: 'The survey is there. Now bring in its figures',
  changed: 'The survey is changed',
  figure: 'The figure is added',
  withdrawn: 'The survey is withdrawn',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const imported = url.searchParams.get('imported');
  return {
    page: await getSurveyPage(portal.database.db, viewer, params.surveyId, pageAsked(url.searchParams)),
    done:
      imported === null
        ? savedWords[url.searchParams.get('saved') ?? '']
        : `${countOf(Number(imported) || 0, 'figure is', 'figures are')} written`,
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getSurveyToChange(portal.database.db, viewer, params.surveyId);
  const form = await request.formData();
  const parsed = parseForm(withdrawSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await withdrawSurvey(portal, viewer, params.surveyId, parsed.value);
  if (!saved.saved) return data(formProblem(saved.field, saved.problem, form), { status: 422 });
  return redirect(`/surveys/${saved.id}?saved=withdrawn`);
}

export default function SurveyPage({ loaderData: { page, done }, actionData }: Route.ComponentProps) {
  const { survey, figures, mayChange } = page;
  const { search } = useLocation();
  const here = `/surveys/${survey.id}`;
  return (
    <Main before={<BackLink href="/surveys">Surveys</BackLink>} width="full">
      <title>{pageTitle(survey.title, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        {done && !actionData ? (
          <NotificationBanner kind="success" key={done}>
            <BannerHeading>{done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{survey.cycleName}</span>
        <h1 className="govuk-heading-l">{survey.title}</h1>
        {survey.withdrawn ? (
          <WarningText>
            Withdrawn by {survey.withdrawn.by} on {instantInWords(survey.withdrawn.at)}: {survey.withdrawn.because}. Its
            figures stand beside no rating any more. Packs that were made before stay as they were.
          </WarningText>
        ) : null}
        <SurveySummary survey={survey} />
        {mayChange ? (
          <ButtonGroup>
            <LinkButton href={`${here}/import`}>Bring in figures from a file</LinkButton>
            <LinkButton variant="secondary" href={`${here}/figures/new`}>
              Add a figure by hand
            </LinkButton>
            <LinkButton variant="secondary" href={`${here}/edit`}>
              Change the survey
            </LinkButton>
            <LinkButton variant="secondary" href={`/cycles/${survey.cycleId}/surveys`}>
              When it says otherwise
            </LinkButton>
          </ButtonGroup>
        ) : null}
        <h2 className="govuk-heading-m">Figures</h2>
        {figures.items.length === 0 ? (
          <EmptyState>There are no figures yet.</EmptyState>
        ) : (
          <>
            <p className="govuk-body">{countOf(figures.total, 'figure')}.</p>
            <FigureTable
              caption={`Figures of ${survey.title}`}
              figures={figures.items}
              hrefOf={({ series }) => `${here}/figures/${series}`}
            />
          </>
        )}
        <Pagination page={figures.page} pageCount={figures.pageCount} search={search} />
        {mayChange ? (
          <Details summary="Withdraw this survey" open={actionData !== undefined}>
            <p className="govuk-body">
              Its figures are then read nowhere beside ratings, and agencies no longer see them. They stay on this page,
              and the survey cannot be brought back: bring it in again instead.
            </p>
            <Form method="post" noValidate>
              <HiddenFields fields={{ revision: survey.revision }} />
              <TextArea
                name="because"
                label="Why is it withdrawn?"
                rows={2}
                defaultValue={typedText(actionData?.values, 'because')}
              />
              <Button variant="warning" preventDoubleClick>
                Withdraw
              </Button>
            </Form>
          </Details>
        ) : null}
      </FormErrors>
    </Main>
  );
}

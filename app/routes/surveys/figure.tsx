import { data, Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postFigureForm } from '../../features/surveys/commands/save-figure.server.ts';
import { AgreementBar } from '../../features/surveys/components/agreement-bar.tsx';
import { FigureFields } from '../../features/surveys/components/figure-fields.tsx';
import { getFigurePage } from '../../features/surveys/pages.server.ts';
import { agreementOf, answeredInWords, figureInWords } from '../../features/surveys/rules.ts';
import { failedAs } from '../../platform/page-forms.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Details } from '../../ui/details.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/figure';

const title = 'A survey figure and its history';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have corrected the figure meanwhile. */
export const shouldRevalidate = () => true;

const savedWords: Record<string, string> = {
  correct: 'The figure is corrected. What it was stands in its history',
  remove: 'The figure is taken out. What it was stands in its history',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const place = { surveyId: params.surveyId, series: params.figureId };
  return {
    page: await getFigurePage(portal.database.db, viewer, place, pageAsked(url.searchParams)),
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const place = { surveyId: params.surveyId, series: params.figureId };
  const posted = await postFigureForm(portal, viewer, place, await request.formData());
  if (!posted.ok) return data(posted, { status: 422 });
  return redirect(`/surveys/${params.surveyId}/figures/${params.figureId}?saved=${posted.intent}`);
}

export default function FigurePage({ loaderData: { page, saved }, actionData: failed }: Route.ComponentProps) {
  const { survey, current, versions, mayChange } = page;
  const { search } = useLocation();
  const correcting = failedAs(failed, 'correct');
  const removing = failedAs(failed, 'remove');
  const inWords = (figure: (typeof current)['figure']) =>
    figure === null ? 'Taken out' : figureInWords(figure, survey.leastAnswers);
  return (
    <Main before={<BackLink href={`/surveys/${survey.id}`}>{survey.title}</BackLink>}>
      <title>{pageTitle(title, failed !== undefined)}</title>
      <ErrorSummary errors={failed?.errors} ids={removing ? { reason: 'remove-reason' } : {}} />
      {saved && !failed ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{page.organisation}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { label: 'About', value: page.about },
          { label: 'Statement', value: <span className="app-typed-text">{page.statement}</span> },
          {
            label: 'Answered',
            value: current.figure === null ? 'Taken out' : answeredInWords(current.figure, survey.leastAnswers),
          },
          {
            label: 'What they said',
            value: (
              <>
                <AgreementBar agreement={current.figure === null ? null : agreementOf(current.figure)} />
                <span className="app-agreement__words">{inWords(current.figure)}</span>
              </>
            ),
          },
        ]}
      />
      {mayChange && current.figure !== null ? (
        <TwoThirds>
          <FormErrors errors={correcting?.errors}>
            <Details summary="Correct the figure" open={correcting !== undefined}>
              <Form method="post" noValidate key={current.revision}>
                <HiddenFields fields={{ revision: current.revision }} />
                <FigureFields figure={current.figure} values={correcting?.values} />
                <TextArea
                  name="reason"
                  label="Why is it corrected?"
                  rows={2}
                  defaultValue={typedText(correcting?.values, 'reason')}
                />
                <Button name="intent" value="correct" preventDoubleClick>
                  Correct it
                </Button>
              </Form>
            </Details>
          </FormErrors>
          <FormErrors errors={removing?.errors}>
            <Details summary="Take the figure out" open={removing !== undefined}>
              <Form method="post" noValidate>
                <HiddenFields fields={{ revision: current.revision }} />
                <TextArea
                  name="reason"
                  id="remove-reason"
                  label="Why is it taken out?"
                  rows={2}
                  defaultValue={typedText(removing?.values, 'reason')}
                />
                <Button variant="warning" name="intent" value="remove" preventDoubleClick>
                  Take it out
                </Button>
              </Form>
            </Details>
          </FormErrors>
        </TwoThirds>
      ) : null}
      <Table
        caption="History, newest first"
        captionSize="m"
        scrollLabel="History, newest first"
        columns={[{ label: 'Version', numeric: true }, { label: 'Figure' }, { label: 'Why' }, { label: 'By' }]}
        rows={versions.items.map((version) => ({
          key: String(version.revision),
          cells: [
            version.revision,
            inWords(version.figure),
            version.reason === '' ? 'First version' : version.reason,
            `${version.by}, ${instantInWords(version.at)}`,
          ],
        }))}
      />
      <Pagination page={versions.page} pageCount={versions.pageCount} search={search} />
    </Main>
  );
}

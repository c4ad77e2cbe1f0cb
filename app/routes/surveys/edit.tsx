import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { changeSurvey } from '../../features/surveys/commands/save-survey.server.ts';
import { SurveyFields } from '../../features/surveys/components/survey-fields.tsx';
import { getSurveyToChange } from '../../features/surveys/pages.server.ts';
import { surveySchema } from '../../features/surveys/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/edit';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { survey: await getSurveyToChange(portal.database.db, viewer, params.surveyId) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getSurveyToChange(portal.database.db, viewer, params.surveyId);
  const form = await request.formData();
  const parsed = parseForm(surveySchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await changeSurvey(portal, viewer, params.surveyId, parsed.value);
  if (!saved.saved) return data(formProblem(saved.field, saved.problem, form), { status: 422 });
  return redirect(`/surveys/${saved.id}?saved=changed`);
}

export default function EditSurvey({ loaderData: { survey }, actionData }: Route.ComponentProps) {
  const title = `Change ${survey.title}`;
  return (
    <Main before={<BackLink href={`/surveys/${survey.id}`}>{survey.title}</BackLink>}>
      <title>{pageTitle(title, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: typedText(actionData?.values, 'revision', survey.revision) }} />
            <SurveyFields survey={survey} values={actionData?.values} />
            <Button preventDoubleClick>Save</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

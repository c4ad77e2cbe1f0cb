import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { bringInSurvey } from '../../features/surveys/commands/save-survey.server.ts';
import { SurveyFields } from '../../features/surveys/components/survey-fields.tsx';
import { proposeSurvey } from '../../features/surveys/pages.server.ts';
import { surveySchema } from '../../features/surveys/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return proposeSurvey(portal, viewer);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'survey.change');
  const form = await request.formData();
  const parsed = parseForm(surveySchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await bringInSurvey(portal, viewer, parsed.value);
  if (!saved.saved) return data(formProblem(saved.field, saved.problem, form), { status: 422 });
  return redirect(`/surveys/${saved.id}?saved=new`);
}

export default function NewSurvey({ loaderData: { formKey, cycles }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/surveys">Surveys</BackLink>}>
      <title>{pageTitle('Bring in a survey', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Bring in a survey</h1>
          {cycles.length === 0 ? (
            <InsetText>
              A survey is read beside the returns of a cycle, and no cycle is open. Begin one first.
            </InsetText>
          ) : (
            <Form method="post" noValidate>
              <HiddenFields fields={{ formKey: typedText(actionData?.values, 'formKey', formKey) }} />
              <SurveyFields cycles={cycles} values={actionData?.values} />
              <Button preventDoubleClick>Save, and go on to its figures</Button>
            </Form>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

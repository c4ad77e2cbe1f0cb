import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { addFigure } from '../../features/surveys/commands/save-figure.server.ts';
import { FigureFields } from '../../features/surveys/components/figure-fields.tsx';
import { getNewFigurePage, getSurveyToChange } from '../../features/surveys/pages.server.ts';
import { figureFormSchema } from '../../features/surveys/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/new-figure';

const title = 'Add a survey figure';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getNewFigurePage(portal.database.db, viewer, params.surveyId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getSurveyToChange(portal.database.db, viewer, params.surveyId);
  const form = await request.formData();
  const parsed = parseForm(figureFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await addFigure(portal, viewer, params.surveyId, parsed.value);
  if (!saved.saved) return data({ errors: saved.errors, values: typedValues(form) }, { status: 422 });
  return redirect(`/surveys/${params.surveyId}?saved=figure`);
}

export default function NewFigure({ loaderData: { survey, organisations, places }, actionData }: Route.ComponentProps) {
  const values = actionData?.values;
  return (
    <Main before={<BackLink href={`/surveys/${survey.id}`}>{survey.title}</BackLink>}>
      <title>{pageTitle(title, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          <Form method="post" noValidate>
            <Select
              name="organisation"
              label="Organisation"
              labelSize="s"
              items={[
                { value: '', label: 'Choose an organisation' },
                ...organisations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              defaultValue={typedText(values, 'organisation')}
            />
            <Select
              name="about"
              label="Standard or question that it is about"
              labelSize="s"
              items={[{ value: '', label: 'Choose a standard or a question' }, ...places]}
              defaultValue={typedText(values, 'about')}
            />
            <TextArea
              name="statement"
              label="The statement, in the words that people read"
              labelSize="s"
              hint="So that agreeing is good news: “I know where to find our policy”, not “I do not know”. Turn its figure round with it if you must."
              rows={2}
              defaultValue={typedText(values, 'statement')}
            />
            <FigureFields values={values} />
            <Button preventDoubleClick>Add the figure</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

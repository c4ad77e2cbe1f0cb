import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { FigureDryRunView } from '../../features/surveys/components/figure-dry-run.tsx';
import { getFigureImportPage, postFigureImport } from '../../features/surveys/import/import-figures.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FileUpload } from '../../ui/file-upload.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/import';

const title = 'Bring in survey figures';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getFigureImportPage(portal, viewer, params.surveyId, url.searchParams.get('file'));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postFigureImport(portal, viewer, params.surveyId, request);
  if (posted.kind === 'go') return redirect(posted.to);
  return data({ errors: { [posted.field]: [posted.problem] } }, { status: posted.status });
}

export default function FigureImport({ loaderData: { survey, dryRun, problem }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? (problem === undefined ? undefined : { file: [problem] });
  return (
    <Main before={<BackLink href={`/surveys/${survey.id}`}>{survey.title}</BackLink>} width="full">
      <title>{pageTitle(title, Boolean(errors))}</title>
      <FormErrors errors={errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{survey.title}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        {dryRun ? (
          <>
            <p className="govuk-body">Nothing has been written yet. This is what the file would do:</p>
            <FigureDryRunView dryRun={dryRun} reason="" />
          </>
        ) : (
          <UploadStep leastAnswers={survey.leastAnswers} />
        )}
      </FormErrors>
    </Main>
  );
}

function UploadStep({ leastAnswers }: { leastAnswers: number }) {
  return (
    <TwoThirds>
      <p className="govuk-body">
        One row for each organisation and statement. Name the organisation by its name, URN or ODS code, and what the
        statement is about by the code of a question, or the number of a standard. Give how many answered, and how many
        agreed, the per cent who agreed, or a mean with the ends of its scale.
      </p>
      <p className="govuk-body">
        You first see, row by row, what would be written. Every row is written or none. A row that names a figure which
        stands already corrects it, and what stood is kept. Of a row with fewer than {leastAnswers} answers, only that
        there were too few is kept.
      </p>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/surveys/template.csv" reloadDocument>
          Download an empty file with the headings (CSV)
        </Anchor>
      </p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <FileUpload name="file" label="File" hint="CSV, XLSX or ODS, up to 5 MB." accept=".csv,.xlsx,.ods" />
        <Button preventDoubleClick>Upload and check the rows</Button>
      </Form>
    </TwoThirds>
  );
}

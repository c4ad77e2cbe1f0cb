import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { QuestionDryRunView } from '../../features/cycles/components/question-dry-run.tsx';
import { readQuestionUpload } from '../../features/cycles/local/question-workbook.server.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FileUpload } from '../../ui/file-upload.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/local-import';

const title = 'Import local questions';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { id, name } = await getCycle(portal.database.db, partnershipScope(viewer, 'cycle.change'), params.cycleId);
  return { cycle: { id, name } };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const upload = await readQuestionUpload(portal, viewer, params.cycleId, request);
  if (upload.kind === 'applied') return redirect(`/cycles/${params.cycleId}/questions?done=imported`);
  if (upload.kind === 'problem')
    return data({ errors: { file: [upload.problem] }, upload: undefined }, { status: upload.status });
  return data({ errors: {}, upload });
}

export default function LocalImport({ loaderData: { cycle }, actionData }: Route.ComponentProps) {
  const here = `/cycles/${cycle.id}/questions`;
  const failed = Object.keys(actionData?.errors ?? {}).length > 0;
  return (
    <Main before={<BackLink href={here}>Local questions</BackLink>}>
      <title>{pageTitle(title, failed)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{cycle.name}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        {actionData?.upload ? (
          <QuestionDryRunView {...actionData.upload} here={here} />
        ) : (
          <TwoThirds>
            <p className="govuk-body">
              Fill in the workbook that the page of local questions offers. You first see, row by row, what it would
              change. Nothing is written until you say so, and nothing while a single row is refused.
            </p>
            <Form method="post" encType="multipart/form-data" noValidate>
              <FileUpload name="file" label="Workbook" hint="XLSX or ODS, up to 5 MB." accept=".xlsx,.ods" />
              <Button preventDoubleClick>Upload and check the rows</Button>
            </Form>
          </TwoThirds>
        )}
      </FormErrors>
    </Main>
  );
}

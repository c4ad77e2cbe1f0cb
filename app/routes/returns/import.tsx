import { data, Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { WorkbookDryRunView } from '../../features/exchange/components/workbook-dry-run.tsx';
import { getImportPage } from '../../features/exchange/import-page.server.ts';
import { postImport } from '../../features/exchange/post-import.server.ts';
import { EditWarning } from '../../features/returns/components/edit-warning.tsx';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FileUpload } from '../../ui/file-upload.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/import';

const title = 'Fill in the return in a workbook';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getImportPage(portal, viewer, params.returnId, url.searchParams.get('file'));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postImport(portal, viewer, params.returnId, request);
  if (posted.kind === 'go') return redirect(posted.to);
  return data({ errors: { [posted.field]: [posted.problem] }, chosen: posted.chosen }, { status: posted.status });
}

export default function ImportWorkbook({ loaderData: page, actionData }: Route.ComponentProps) {
  const imported = new URLSearchParams(useLocation().search).get('imported');
  const errors = actionData?.errors ?? (page.problem === undefined ? undefined : { '': [page.problem] });
  const whole = `/returns/${page.returnId}`;
  return (
    <Main before={<BackLink href={whole}>{page.cycleName}</BackLink>}>
      <title>{pageTitle(title, Boolean(errors))}</title>
      <FormErrors errors={errors}>
        <ErrorSummary />
        {imported === null || errors ? null : (
          <NotificationBanner kind="success">
            <BannerHeading>{countOf(Number(imported) || 0, 'answer')} imported from the workbook.</BannerHeading>
          </NotificationBanner>
        )}
        <span className="govuk-caption-l">
          {page.organisationName}, {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">{title}</h1>
        <EditWarning status={page.status} />
        {page.dryRun ? (
          <>
            <p className="govuk-body">Nothing has been written yet. This is what the workbook would change:</p>
            <WorkbookDryRunView dryRun={page.dryRun} chosen={actionData?.chosen ?? {}} />
          </>
        ) : (
          <UploadStep whole={whole} editable={page.editable} />
        )}
      </FormErrors>
    </Main>
  );
}

function UploadStep({ whole, editable }: { whole: string; editable: boolean }) {
  return (
    <TwoThirds>
      <p className="govuk-body">
        The workbook holds every question with its help and your answers so far. Fill it in with or without a
        connection, print it, or pass it on inside your organisation.
      </p>
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href={`${whole}/workbook.xlsx`} reloadDocument>
            Download the workbook (Excel, XLSX)
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${whole}/workbook.ods`} reloadDocument>
            Download the workbook (OpenDocument, ODS)
          </Anchor>
        </li>
      </ul>
      {editable ? (
        <>
          <h2 className="govuk-heading-m">Bring it back</h2>
          <p className="govuk-body">
            You first see, cell by cell, what would change. Nothing is written until you say so. Where a colleague has
            changed the same answer on the portal since the workbook was made, you see both and choose.
          </p>
          <Form method="post" encType="multipart/form-data" noValidate>
            <FileUpload name="file" label="Workbook" hint="XLSX or ODS, up to 5 MB." accept=".xlsx,.ods" />
            <Button preventDoubleClick>Upload and check the cells</Button>
          </Form>
        </>
      ) : (
        <p className="govuk-body">This return has been sent, so a workbook can no longer be brought back.</p>
      )}
    </TwoThirds>
  );
}

import { data, Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { ProgressDryRunView } from '../../features/plans/components/progress-dry-run.tsx';
import { getProgressPage, postProgress } from '../../features/plans/progress/post-progress.server.ts';
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
import type { Route } from './+types/progress';

const title = 'Report progress in a workbook';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getProgressPage(portal, viewer, params.organisationId, url.searchParams.get('file'));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postProgress(portal, viewer, params.organisationId, request);
  if (posted.kind === 'go') return redirect(posted.to);
  if (posted.kind === 'confirm') return data({ leftOut: posted.leftOut, errors: undefined }, { status: 409 });
  return data({ leftOut: undefined, errors: { [posted.field]: [posted.problem] } }, { status: posted.status });
}

export default function ProgressPage({ loaderData: page, actionData }: Route.ComponentProps) {
  const applied = new URLSearchParams(useLocation().search).get('applied');
  const errors = actionData?.errors ?? (page.problem === undefined ? undefined : { '': [page.problem] });
  return (
    <Main before={<BackLink href={page.plan}>Action plan</BackLink>} width="full">
      <title>{pageTitle(title, Boolean(errors))}</title>
      <FormErrors errors={errors}>
        <ErrorSummary />
        {applied === null || actionData ? null : (
          <NotificationBanner kind="success">
            <BannerHeading>Progress is posted on {countOf(Number(applied) || 0, 'action')}.</BannerHeading>
          </NotificationBanner>
        )}
        <span className="govuk-caption-l">{page.owner}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        {page.dryRun ? (
          <>
            <p className="govuk-body">Nothing has been written yet. This is what the workbook would add:</p>
            <ProgressDryRunView dryRun={page.dryRun} leftOut={actionData?.leftOut} />
          </>
        ) : (
          <UploadStep here={page.here} />
        )}
      </FormErrors>
    </Main>
  );
}

function UploadStep({ here }: { here: string }) {
  return (
    <TwoThirds>
      <p className="govuk-body">
        The workbook holds every open action, with cells to fill in: what has been done, how much, whether it is on
        track, and whether it is done. Pass it on inside your organisation, and bring it back here.
      </p>
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href={`${here}.xlsx`} reloadDocument>
            Download the workbook (Excel, XLSX)
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${here}.ods`} reloadDocument>
            Download the workbook (OpenDocument, ODS)
          </Anchor>
        </li>
      </ul>
      <h2 className="govuk-heading-m">Bring it back</h2>
      <p className="govuk-body">
        You first see, row by row, what would be added. Nothing is written until you say so. Where somebody has changed
        an action on the portal since the workbook was made, its row is left out and you are told.
      </p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <FileUpload name="file" label="Workbook" hint="XLSX or ODS, up to 5 MB." accept=".xlsx,.ods" />
        <Button preventDoubleClick>Upload and check the rows</Button>
      </Form>
    </TwoThirds>
  );
}

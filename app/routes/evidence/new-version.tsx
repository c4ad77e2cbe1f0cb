import { data, redirect } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { postVersion } from '../../features/evidence/commands/post-evidence.server.ts';
import { NewEvidenceForm } from '../../features/evidence/components/new-evidence-form.tsx';
import { getEvidencePage } from '../../features/evidence/item-page.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { evidenceKind } from '../../features/evidence/schema.ts';
import { evidenceScope } from '../../features/evidence/scope.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/new-version';

export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = evidenceScope(viewer, 'evidence.change');
  const { item, signing } = await getEvidencePage(portal.database.db, scope, params.evidenceId, portal.stamp().today);
  const { id, title, version, kind } = item;
  return { id, title, version, signing, kind: evidenceKind(url.searchParams.get('kind') ?? kind) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await withUpload(uploadsOf(context), request, (upload) =>
    postVersion(portal, viewer, params.evidenceId, upload),
  );
  return posted.ok ? redirect(`/evidence/${posted.evidenceId}?version=1`) : data(posted, { status: 422 });
}

export default function NewVersion({ loaderData, actionData }: Route.ComponentProps) {
  const { id, title, version, signing, kind } = loaderData;
  return (
    <Main before={<BackLink href={`/evidence/${id}`}>Back to {title}</BackLink>}>
      <title>{pageTitle('Add a new version', Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">{title}</span>
          <h1 className="govuk-heading-l">Add a new version</h1>
          <p className="govuk-body">
            It takes the place of version {version} wherever a return has not been sent yet. Version {version} stays to
            be read, and returns that were sent keep it.
          </p>
          {signing ? (
            <WarningText>
              A return that uses this evidence is waiting for signatures or has them. With a new version it must be
              signed again.
            </WarningText>
          ) : null}
          <NewEvidenceForm
            key={kind}
            kind={kind}
            values={actionData?.values}
            here={`/evidence/${id}/versions/new`}
            about={{ evidenceId: id, after: version }}
            makes="version"
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

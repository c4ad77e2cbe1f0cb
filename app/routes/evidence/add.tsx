import { data, redirect } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { postNewEvidence } from '../../features/evidence/commands/post-evidence.server.ts';
import { NewEvidenceForm } from '../../features/evidence/components/new-evidence-form.tsx';
import { listOwnOrganisations } from '../../features/evidence/organisations.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { evidenceKind } from '../../features/evidence/schema.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/add';

export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'evidence.add');
  return {
    kind: evidenceKind(url.searchParams.get('kind')),
    organisations: await listOwnOrganisations(portal.database.db, scope),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await withUpload(uploadsOf(context), request, (upload) => postNewEvidence(portal, viewer, upload));
  if (!posted.ok) return data(posted, { status: posted.same ? 409 : 422 });
  return redirect(`/evidence/${posted.evidenceId}?${posted.how}=1`);
}

export default function Add({ loaderData: { kind, organisations }, actionData }: Route.ComponentProps) {
  const title = kind === 'link' ? 'Add a link' : 'Upload a file';
  return (
    <Main before={<BackLink href="/evidence">Back to your evidence</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <h1 className="govuk-heading-l">{title}</h1>
          <NewEvidenceForm
            key={kind}
            kind={kind}
            values={actionData?.values}
            same={actionData?.same}
            organisations={organisations}
            here="/evidence/new"
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

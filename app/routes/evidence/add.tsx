import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { addEvidence } from '../../features/evidence/commands/add-evidence.server.ts';
import { readEvidenceForm } from '../../features/evidence/commands/submit-evidence.server.ts';
import { NewEvidenceForm } from '../../features/evidence/components/new-evidence-form.tsx';
import { listOwnOrganisations } from '../../features/evidence/organisations.server.ts';
import { readUpload } from '../../features/evidence/read-upload.server.ts';
import { evidenceKind } from '../../features/evidence/schema.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/add';

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
  const scope = organisationScope(viewer, 'evidence.add');
  const upload = await readUpload(request);
  const organisationId = formText(upload.form, 'organisationId') ?? scope.organisationIds[0];
  const kind = evidenceKind(upload.form.get('kind'));
  const read = await readEvidenceForm(portal, viewer, organisationId, kind, upload);
  if (!read.ok) return data(read, { status: 422 });
  const id = await addEvidence(portal, viewer, { organisationId, evidence: read.evidence });
  return redirect(`/evidence/${id}?added=1`);
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
            organisations={organisations}
            here="/evidence/new"
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { importAndInvite } from '../../features/onboarding/import-and-invite.server.ts';
import {
  applyKeptFile,
  keepImportFile,
  previewImport,
} from '../../features/organisations/commands/import-organisations.server.ts';
import { DryRunStep } from '../../features/organisations/components/import-dry-run.tsx';
import { ChooseAuthority, UploadStep } from '../../features/organisations/components/import-upload.tsx';
import { importAddress, readImportAddress } from '../../features/organisations/import/address.ts';
import { formatNames } from '../../features/organisations/import/format.ts';
import { rowsToShow } from '../../features/organisations/import/shown-rows.ts';
import { readUpload } from '../../features/organisations/import/upload.server.ts';
import { listPartnerships } from '../../features/organisations/queries.server.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/import';

const title = 'Import organisations';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.change');
  const kept = readImportAddress(url.searchParams);
  const step1 = { step: 'upload' as const, partnerships: await listPartnerships(portal.database.db, scope) };
  if (!kept) return { ...step1, problem: undefined };
  const preview = await previewImport(portal, viewer, kept);
  if ('problem' in preview) return { ...step1, problem: preview.problem };
  const format = formatNames[preview.format];
  if ('authorities' in preview) return { step: 'authority' as const, kept, format, authorities: preview.authorities };
  const { rows, ...dryRun } = preview.dryRun;
  const applied = url.searchParams.get('applied') === 'yes' && !dryRun.mayApply;
  const invited = applied ? Number.parseInt(url.searchParams.get('invited') ?? '0', 10) || 0 : 0;
  return {
    step: 'dry-run' as const,
    kept,
    format,
    dryRun,
    applied,
    invited,
    shown: rowsToShow(rows, url.searchParams),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'organisation.change');
  const form = await readUpload(request);
  if ('problem' in form) return data({ errors: { file: [form.problem] } }, { status: form.status });
  if (form.bytes) {
    const kept = await keepImportFile(portal, viewer, { bytes: form.bytes, partnershipId: form.partnershipId });
    if (!kept.ok) return data({ errors: { file: [kept.problem] } }, { status: 422 });
    return redirect(importAddress(kept));
  }
  const kept = readImportAddress(url.searchParams);
  if (!kept) return data({ errors: { file: ['Choose a file'] } }, { status: 422 });
  const input = { ...kept, outcome: formText(form.form, 'outcome') ?? '' };
  const invites = formText(form.form, 'invite') === 'yes';
  if (invites) await requireRecentConfirmation(context, request, url);
  const applied = invites ? await importAndInvite(portal, viewer, input) : await applyKeptFile(portal, viewer, input);
  if (!applied.ok) return data({ errors: { '': [applied.problem] } }, { status: 409 });
  const invited = 'invited' in applied ? `&invited=${applied.invited}` : '';
  return redirect(`${importAddress(kept)}&applied=yes${invited}`);
}

export default function ImportOrganisations({ loaderData, actionData }: Route.ComponentProps) {
  const problem = loaderData.step === 'upload' ? loaderData.problem : undefined;
  const errors = actionData?.errors ?? (problem === undefined ? undefined : { file: [problem] });
  return (
    <Main before={<BackLink href="/organisations">Organisations</BackLink>}>
      <title>{pageTitle(title, Boolean(errors))}</title>
      <FormErrors errors={errors}>
        <ErrorSummary />
        <h1 className="govuk-heading-l">{title}</h1>
        {loaderData.step === 'upload' ? <UploadStep partnerships={loaderData.partnerships} /> : null}
        {loaderData.step === 'authority' ? <ChooseAuthority {...loaderData} /> : null}
        {loaderData.step === 'dry-run' ? <DryRunStep {...loaderData} /> : null}
      </FormErrors>
    </Main>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { getHandOverPage } from '../../features/organisations/colleagues.server.ts';
import { cancelHandOver } from '../../features/organisations/commands/cancel-hand-over.server.ts';
import { postHandOverForm } from '../../features/organisations/commands/hand-over.server.ts';
import { HandOverForm } from '../../features/organisations/components/hand-over-form.tsx';
import { PlannedHandOvers } from '../../features/organisations/components/planned-hand-overs.tsx';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/hand-over';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  return getHandOverPage(portal.database.db, viewer, params.organisationId, portal.stamp().today);
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const { organisationId } = params;
  const form = await request.formData();
  await requireRecentConfirmation(context, request, url);
  if (form.get('intent') === 'cancel') {
    await cancelHandOver(portal, viewer, { organisationId, handOverId: formText(form, 'handOver') ?? '' });
    return redirect(`/organisations/${organisationId}?done=hand-over-cancelled#people`);
  }
  const done = await postHandOverForm(portal, viewer, organisationId, form);
  if (!done.ok) return data(done, { status: 422 });
  return redirect(`/organisations/${organisationId}?done=handed-over#people`);
}

export default function HandOverFor({ loaderData: page, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const title = page.leads.length === 0 ? 'Name a safeguarding lead' : 'Hand over the role of safeguarding lead';
  return (
    <Main before={<BackLink href={`/organisations/${page.organisation.id}`}>{page.organisation.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">{page.organisation.name}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            Use this when the lead of an organisation has left. Whoever takes over has the open returns, what is with
            colleagues, and the reminders.
          </p>
          <PlannedHandOvers planned={page.planned} isOwn={page.isOwn} />
          <HandOverForm
            page={page}
            from={search.get('from')}
            values={actionData && 'values' in actionData ? actionData.values : undefined}
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { getHandOverPage } from '../../features/organisations/colleagues.server.ts';
import { postHandOverForm } from '../../features/organisations/commands/hand-over.server.ts';
import { HandOverForm } from '../../features/organisations/components/hand-over-form.tsx';
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
  const done = await postHandOverForm(portal, viewer, params.organisationId, await request.formData());
  if (!done.ok) return data(done, { status: 422 });
  return redirect(`/organisations/${params.organisationId}?done=handed-over#people`);
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

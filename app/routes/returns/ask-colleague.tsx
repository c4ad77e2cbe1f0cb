import { data, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { newPerson } from '../../features/accounts/schema.ts';
import { getAskPage } from '../../features/returns/ask-page.server.ts';
import { postAskForm } from '../../features/returns/commands/ask-colleague.server.ts';
import { AskForm } from '../../features/returns/components/ask-form.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/ask-colleague';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = await getAskPage(portal.database.db, viewer, params.returnId, portal.stamp().today);
  const asked = url.searchParams.get('part');
  return { page, part: page.parts.find(({ part }) => part === asked)?.part ?? null };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  if (form.get('person') === newPerson) {
    await getAskPage(portal.database.db, viewer, params.returnId, portal.stamp().today);
    await requireRecentConfirmation(context, request, url);
  }
  const outcome = await postAskForm(portal, viewer, params.returnId, form);
  if (!outcome.ok) return data(outcome, { status: 422 });
  return redirect(`/returns/${params.returnId}/people?done=asked`);
}

export default function AskColleague({ loaderData: { page, part }, actionData }: Route.ComponentProps) {
  const { agencyReturn } = page;
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}`}>Back to the list of standards</BackLink>}>
      <title>{pageTitle('Ask someone', Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">
            {agencyReturn.organisationName}: {agencyReturn.cycleName}
          </span>
          <h1 className="govuk-heading-l">Ask someone</h1>
          <AskForm
            page={page}
            part={part}
            values={actionData && 'values' in actionData ? actionData.values : undefined}
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

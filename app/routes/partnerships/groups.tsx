import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { AddGroupForm, GroupTable } from '../../features/partnerships/components/groups.tsx';
import { postGroups } from '../../features/partnerships/post.server.ts';
import { getGroupsPage } from '../../features/partnerships/queries.server.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/groups';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getGroupsPage(portal.database.db, viewer);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postGroups(portal, viewer, await request.formData());
  return posted.ok ? redirect(`/groups/${posted.id}?saved=add`) : data(posted, { status: 422 });
}

export default function Groups({ loaderData: { groups, partnerships, several }, actionData }: Route.ComponentProps) {
  return (
    <Main>
      <title>{pageTitle('Groups of the partnership', actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      <h1 className="govuk-heading-l">Groups of the partnership</h1>
      <p className="govuk-body">The board, its sub-groups and working groups: who holds risks and follows actions.</p>
      <GroupTable groups={groups} several={several} />
      {partnerships.length > 0 ? (
        <TwoThirds>
          <AddGroupForm partnerships={partnerships} failed={actionData} />
        </TwoThirds>
      ) : null}
    </Main>
  );
}

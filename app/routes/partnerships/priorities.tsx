import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { AddPriorityForm, PriorityLists } from '../../features/partnerships/components/priorities.tsx';
import { postPriorities } from '../../features/partnerships/post.server.ts';
import { getPrioritiesPage } from '../../features/partnerships/queries.server.ts';
import { failedAs } from '../../platform/page-forms.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/priorities';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  return { today, ...(await getPrioritiesPage(portal.database.db, viewer, today)) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postPriorities(portal, viewer, await request.formData());
  if (!posted.ok) return data(posted, { status: 422 });
  return redirect(posted.intent === 'add' ? `/priorities/${posted.id}?saved=add` : '/priorities');
}

export default function Priorities({ loaderData, actionData }: Route.ComponentProps) {
  const { priorities, partnerships, several, today } = loaderData;
  const mayChange = partnerships.length > 0;
  return (
    <Main>
      <title>{pageTitle('Priorities and themes', actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      <h1 className="govuk-heading-l">Priorities and themes</h1>
      <p className="govuk-body">
        What the partnership works on, and what children and young people ask it to work on. Questions, actions,
        challenges and risks are tagged with them.
      </p>
      <PriorityLists priorities={priorities} several={several} mayChange={mayChange} />
      {mayChange ? (
        <TwoThirds>
          <AddPriorityForm partnerships={partnerships} failed={failedAs(actionData, 'add')} today={today} />
        </TwoThirds>
      ) : null}
    </Main>
  );
}

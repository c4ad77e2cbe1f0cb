import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { inForce, PriorityForm } from '../../features/partnerships/components/priorities.tsx';
import { postPriority } from '../../features/partnerships/post.server.ts';
import { getPriority } from '../../features/partnerships/queries.server.ts';
import { prioritySetters } from '../../features/partnerships/words.ts';
import { TrackerLists } from '../../features/registers/components/tracker.tsx';
import { getTracker } from '../../features/registers/tracker.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds, TypedText } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/priority';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

const savedWords: Record<string, string> = {
  add: 'It has been added',
  change: 'It has been saved',
  questions: 'The questions have been saved',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'partnership.read');
  const { db } = portal.database;
  const { today } = portal.stamp();
  const priority = await getPriority(db, scope, params.priorityId, today);
  return {
    priority,
    tracker: await getTracker(db, viewer, scope, priority.id, today),
    mayTag: mayInPartnership(viewer, 'priority.tag', priority.partnershipId),
    mayChange: mayInPartnership(viewer, 'partnership.change', priority.partnershipId),
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postPriority(portal, viewer, params.priorityId, await request.formData());
  return posted.ok
    ? redirect(`/priorities/${params.priorityId}?saved=${posted.intent}`)
    : data(posted, { status: 422 });
}

export default function Priority({ loaderData, actionData }: Route.ComponentProps) {
  const { priority, tracker, mayTag, mayChange, saved } = loaderData;
  return (
    <Main before={<BackLink href="/priorities">Priorities and themes</BackLink>}>
      <title>{pageTitle(priority.title, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      {saved && !actionData ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {prioritySetters[priority.setBy].one}, {priority.partnership}
      </span>
      <h1 className="govuk-heading-l">{priority.title}</h1>
      <TwoThirds>
        {priority.description === '' ? null : <TypedText>{priority.description}</TypedText>}
        <p className="govuk-body">{inForce(priority)}.</p>
        {mayChange ? <PriorityForm key={priority.revision} priority={priority} failed={actionData} /> : null}
      </TwoThirds>
      <TrackerLists tracker={tracker} questionsHref={mayTag ? `/priorities/${priority.id}/questions` : null} />
    </Main>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postEscalationForm } from '../../features/escalation/commands/post-forms.server.ts';
import { EscalationSummaryList, EscalationTimeline } from '../../features/escalation/components/escalation-detail.tsx';
import { EscalationForms, escalationFieldIds } from '../../features/escalation/components/escalation-forms.tsx';
import { getEscalation } from '../../features/escalation/queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/escalation';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: the daily round or somebody else may have been quicker. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    escalation: await getEscalation(portal.database.db, viewer, params.escalationId, portal.stamp().today),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { id, subject, subjectId } = await getEscalation(
    portal.database.db,
    viewer,
    params.escalationId,
    portal.stamp().today,
  );
  const posted = await postEscalationForm(portal, viewer, { id, subject, subjectId }, await request.formData());
  if (!posted.ok) return data(posted, { status: posted.refused ? 409 : 422 });
  return redirect(`/escalations/${params.escalationId}?saved=${posted.saved}`);
}

const savedWords: Record<string, string> = {
  raise: 'It is raised, and those whom the level names are told.',
  pause: 'It is paused.',
  resume: 'It climbs again.',
  end: 'It has ended.',
};

export default function Escalation({ loaderData: { escalation }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href="/escalations">Back to escalation</BackLink>}>
      <title>{pageTitle(`Escalation: ${escalation.name}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={escalationFieldIds(actionData?.intent ?? '')} />
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{escalation.organisation}</span>
      <h1 className="govuk-heading-l">{escalation.name}</h1>
      <EscalationSummaryList escalation={escalation} />
      <TwoThirds>
        <EscalationForms key={escalation.revision} escalation={escalation} failed={actionData} />
      </TwoThirds>
      <EscalationTimeline escalation={escalation} />
    </Main>
  );
}

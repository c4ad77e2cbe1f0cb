import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postPeopleForm } from '../../features/challenge/commands/post-people-form.server.ts';
import { AgencySlot, SessionFactsList } from '../../features/challenge/components/agency-session.tsx';
import { invitationFieldIds } from '../../features/challenge/components/invitation-parts.tsx';
import { getAgencySession } from '../../features/challenge/invited/agency-session.server.ts';
import { peopleSavedWords } from '../../features/challenge/rules.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/session';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getAgencySession(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getAgencySession(portal, viewer, params.sessionId);
  const posted = await postPeopleForm(portal, viewer, params.sessionId, await request.formData());
  if (!posted.ok) return data(posted, { status: 422 });
  return redirect(`/sessions/${params.sessionId}?saved=${posted.done}`);
}

export default function AgencySessionPage({ loaderData: page, actionData }: Route.ComponentProps) {
  const { session } = page;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : peopleSavedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href="/sessions">Back to your sessions</BackLink>}>
      <title>{pageTitle(session.title, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <TwoThirds>
          <ErrorSummary ids={invitationFieldIds(actionData?.values)} />
          {saved ? (
            <NotificationBanner kind="success" key={search.get('saved')}>
              <BannerHeading>{saved}</BannerHeading>
            </NotificationBanner>
          ) : null}
          <span className="govuk-caption-l">{session.partnership}</span>
          <h1 className="govuk-heading-l">{session.title}</h1>
          <SessionFactsList session={session} />
          {page.slots.map((slot) => (
            <AgencySlot key={slot.organisationId} slot={slot} page={page} failed={actionData} />
          ))}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

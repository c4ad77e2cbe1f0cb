import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { postPeopleForm } from '../../features/challenge/commands/post-people-form.server.ts';
import {
  InvitationCard,
  InviteForm,
  invitationFieldIds,
} from '../../features/challenge/components/invitation-parts.tsx';
import { getPeoplePage } from '../../features/challenge/invited/people-page.server.ts';
import { refuseForeignSession } from '../../features/challenge/queries.server.ts';
import { peopleSavedWords } from '../../features/challenge/rules.ts';
import { clockInWords, dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/people';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPeoplePage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const readable = partnershipScope(viewer, 'session.read');
  await refuseForeignSession(portal.database.db, readable, params.sessionId);
  const posted = await postPeopleForm(portal, viewer, params.sessionId, await request.formData());
  if (!posted.ok) return data(posted, { status: 422 });
  return redirect(`/challenge/${params.sessionId}/people?saved=${posted.done}`);
}

export default function SessionPeople({ loaderData: page, actionData }: Route.ComponentProps) {
  const { session, panel, agencies, conflicts, may } = page;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : peopleSavedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href={`/challenge/${session.id}`}>Back to {session.title}</BackLink>}>
      <title>{pageTitle(`People of ${session.title}`, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <TwoThirds>
          <ErrorSummary ids={invitationFieldIds(actionData?.values)} />
          {saved ? (
            <NotificationBanner kind="success" key={search.get('saved')}>
              <BannerHeading>{saved}</BannerHeading>
            </NotificationBanner>
          ) : null}
          <span className="govuk-caption-l">
            {session.title}, {dayInWords(session.heldOn)}
          </span>
          <h1 className="govuk-heading-l">Who is asked to come</h1>
          <h2 className="govuk-heading-m" id="panel">
            Panel
          </h2>
          <p className="govuk-body">
            {conflicts.length === 0
              ? 'Nobody judges the organisation that they belong to. No interest of the panel in these agencies is known.'
              : 'Nobody judges the organisation that they belong to:'}
          </p>
          {conflicts.length === 0 ? null : (
            <ul className="govuk-list govuk-list--bullet">
              {conflicts.map((one) => (
                <li key={`${one.personId} ${one.organisationId}`}>
                  {one.name} takes no part in the time of {one.organisation}
                </li>
              ))}
            </ul>
          )}
          {panel.map((one) => (
            <InvitationCard key={`${one.id} ${one.revision}`} one={one} mayChange={may.change} failed={actionData} />
          ))}
          {may.change ? (
            <InviteForm
              formId="panel"
              summary="Invite somebody to the panel"
              known={page.candidates}
              employers={page.employers}
              failed={actionData}
            />
          ) : null}
          {agencies.map((agency) => (
            <section key={agency.organisationId} aria-labelledby={`agency-${agency.organisationId}`}>
              <h2 className="govuk-heading-m" id={`agency-${agency.organisationId}`}>
                {agency.organisation}, {clockInWords(agency.startsAt)}
              </h2>
              {agency.people.length === 0 ? <p className="govuk-body">Nobody has been invited yet.</p> : null}
              {agency.people.map((one) => (
                <InvitationCard
                  key={`${one.id} ${one.revision}`}
                  one={one}
                  mayChange={may.change}
                  failed={actionData}
                />
              ))}
              {may.change ? (
                <InviteForm
                  formId={agency.organisationId}
                  summary={`Invite somebody for ${agency.organisation}`}
                  known={agency.known}
                  organisationId={agency.organisationId}
                  failed={actionData}
                />
              ) : null}
            </section>
          ))}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { portalOf } from '../../context.server.ts';
import { replyByAddress } from '../../features/challenge/commands/reply.server.ts';
import { SessionFactsList } from '../../features/challenge/components/agency-session.tsx';
import { invitationFieldIds, ReplyForm } from '../../features/challenge/components/invitation-parts.tsx';
import { getInvitationPage } from '../../features/challenge/invited/by-address.server.ts';
import { capacities, peopleSavedWords, replyWords } from '../../features/challenge/rules.ts';
import { replySchema } from '../../features/challenge/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { clockInWords } from '../../platform/words.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/invited';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Guarded by the address itself; opening it changes nothing, because mail filters open links too. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return { ...(await getInvitationPage(portalOf(context), params.token)), token: params.token };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  const { invitation } = await getInvitationPage(portal, params.token);
  const form = await request.formData();
  form.set('invitation', invitation.id);
  const parsed = parseForm(replySchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const found = await replyByAddress(portal, params.token, parsed.value);
  if (found) return data(formProblem(found.field, found.problem, form), { status: 422 });
  return redirect(`/sessions/invited/${params.token}?saved=replied`);
}

export default function Invited({ loaderData, actionData }: Route.ComponentProps) {
  const { session, invitation, time, capacity, mayReply, token } = loaderData;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : peopleSavedWords[search.get('saved') ?? ''];
  return (
    <Main>
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
          <SessionFactsList session={session} calendar={`/sessions/invited/${token}/calendar.ics`} />
          <SummaryList
            rows={[
              { label: 'Invited', value: invitation.name },
              {
                label: 'As',
                value: capacity === 'agency' ? `For ${invitation.organisation ?? 'your agency'}` : capacities[capacity],
              },
              {
                label: 'Time',
                value: time
                  ? `${clockInWords(time.startsAt)}${time.endsAt ? ` to ${clockInWords(time.endsAt)}` : ''}`
                  : 'Not expected any more',
              },
              { label: 'Your reply', value: replyWords[invitation.reply] },
              ...(invitation.question === '' ? [] : [{ label: 'Your question', value: invitation.question }]),
              ...(invitation.answer === '' ? [] : [{ label: 'Answer', value: invitation.answer }]),
            ]}
          />
          {mayReply ? (
            <ReplyForm
              key={invitation.revision}
              one={invitation}
              typed={actionData?.values}
              open={invitation.reply === 'waiting'}
            />
          ) : null}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

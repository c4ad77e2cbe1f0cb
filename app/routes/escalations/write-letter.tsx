import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postEscalationLetter } from '../../features/escalation/commands/post-forms.server.ts';
import { EscalationLetterDeskParts } from '../../features/escalation/components/letter-desk.tsx';
import { getEscalationLetterDesk } from '../../features/escalation/letter/letter-desk.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/write-letter';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be writing too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { desk: await getEscalationLetterDesk(portal, viewer, params.letterId) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postEscalationLetter(portal, viewer, params.letterId, await request.formData());
  if (!posted.ok) return data(posted, { status: posted.refused ? 409 : 422 });
  return redirect(`/escalations/letters/${params.letterId}/write?saved=${posted.saved}`);
}

const savedWords: Record<string, string> = {
  save: 'The words are saved.',
  approve: 'The letter is approved as it is now.',
  release: 'The letter is released, and the organisation has been told.',
  'set-aside': 'The letter is set aside.',
};

export default function WriteLetter({ loaderData: { desk }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href={`/escalations/${desk.escalationId}`}>Back to what is late</BackLink>}>
      <title>{pageTitle(`Letter to ${desk.organisation}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{desk.kind}</span>
      <h1 className="govuk-heading-l">Letter to {desk.organisation}</h1>
      <EscalationLetterDeskParts key={desk.revision} desk={desk} failed={actionData} />
    </Main>
  );
}

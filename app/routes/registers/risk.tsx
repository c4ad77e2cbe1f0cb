import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { Tagging } from '../../features/partnerships/components/tags.tsx';
import { getTagging } from '../../features/partnerships/tagging.server.ts';
import { postRiskForm } from '../../features/registers/risks/commands/post-risk-form.server.ts';
import { Controls, RiskSummaryList, RiskTimeline } from '../../features/registers/risks/components/risk-detail.tsx';
import { RiskForms, riskFieldIds } from '../../features/registers/risks/components/risk-forms.tsx';
import { getRisk } from '../../features/registers/risks/get-risk.server.ts';
import { nextReview } from '../../features/registers/risks/rules.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/risk';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the risk meanwhile. */
export const shouldRevalidate = () => true;

const savedWords: Record<string, string> = {
  new: 'The risk is on the register',
  review: 'The review is saved',
  change: 'The risk is saved',
  level: 'The risk has moved to the other level',
  close: 'The risk is closed',
  reopen: 'The risk is open again',
  control: 'The control is added',
  'end-control': 'The control is taken away',
  tags: 'The tags are saved',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const risk = await getRisk(db, viewer, partnershipScope(viewer, 'risk.read'), params.riskId, today);
  return {
    risk,
    nextReviewOn: nextReview(today),
    tagging: await getTagging(db, viewer, { kind: 'risk', ...risk }, today),
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postRiskForm(portal, viewer, params.riskId, await request.formData());
  if (!posted.ok) return data(posted, { status: posted.errors['']?.length ? 409 : 422 });
  return redirect(`/risks/${params.riskId}?saved=${posted.intent}`);
}

export default function Risk({ loaderData, actionData }: Route.ComponentProps) {
  const { risk, nextReviewOn, tagging, saved } = loaderData;
  return (
    <Main before={<BackLink href="/risks">Risk register</BackLink>}>
      <title>{pageTitle(`Risk ${risk.reference}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={riskFieldIds(actionData?.intent ?? '')} />
      {saved && !actionData ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{risk.partnership}</span>
      <h1 className="govuk-heading-l">Risk {risk.reference}</h1>
      {risk.overdue ? (
        <WarningText>The review of this risk is overdue: it was due on {dayInWords(risk.reviewOn)}.</WarningText>
      ) : null}
      <RiskSummaryList risk={risk} />
      <Tagging tagging={tagging} />
      <Controls controls={risk.controls} mayChange={risk.may.change} />
      <TwoThirds>
        <RiskForms key={risk.revision} risk={risk} failed={actionData} nextReviewOn={nextReviewOn} />
      </TwoThirds>
      <RiskTimeline risk={risk} />
    </Main>
  );
}

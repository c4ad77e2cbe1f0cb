import { data, redirect } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { listProofs } from '../../features/actions/queries.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { postRequestForm } from '../../features/registers/requests/commands/post-request-form.server.ts';
import { RequestSummaryList, RequestTimeline } from '../../features/registers/requests/components/request-detail.tsx';
import { RequestForms, requestFieldIds } from '../../features/registers/requests/components/request-forms.tsx';
import { getRequest } from '../../features/registers/requests/get-request.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/request';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the request meanwhile. */
export const shouldRevalidate = () => true;

const savedWords: Record<string, string> = {
  new: 'The request stands on the page of whoever is asked',
  answer: 'Your answer is sent',
  refuse: 'The refusal is saved',
  'answer-for': 'What they said is saved',
  extend: 'There is more time now',
  again: 'The request waits for an answer again',
  close: 'The request is closed',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const request = await getRequest(db, viewer, params.requestId, portal.stamp().today);
  const { may, organisationId } = request;
  return {
    request,
    proofs: may.answer && organisationId !== null ? await listProofs(db, viewer, organisationId) : [],
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await withUpload(uploadsOf(context), request, (upload) =>
    postRequestForm(portal, viewer, params.requestId, upload),
  );
  if (!posted.ok) return data(posted, { status: posted.errors['']?.length ? 409 : 422 });
  return redirect(`/information-requests/${params.requestId}?saved=${posted.intent}`);
}

export default function RequestPage({ loaderData: { request, proofs, saved }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/information-requests">Requests for information</BackLink>}>
      <title>{pageTitle(`Request ${request.reference}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={requestFieldIds(actionData?.intent ?? '')} />
      {saved && !actionData ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{request.body}</span>
      <h1 className="govuk-heading-l">Request {request.reference}</h1>
      {request.overdue ? (
        <WarningText>This answer is overdue: it was due on {dayInWords(request.dueOn)}.</WarningText>
      ) : null}
      <RequestSummaryList request={request} />
      <TwoThirds>
        <RequestForms key={request.revision} request={request} failed={actionData} proofs={proofs} />
      </TwoThirds>
      <RequestTimeline request={request} />
    </Main>
  );
}

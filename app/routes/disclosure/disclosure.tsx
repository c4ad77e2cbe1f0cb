import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postDisclosureForm } from '../../features/disclosure/commands/post-disclosure-form.server.ts';
import {
  DisclosureSummaryList,
  DisclosureTimeline,
  LawDetails,
  Progress,
  WhoseRequest,
} from '../../features/disclosure/components/disclosure-detail.tsx';
import {
  AnswerSection,
  CheckSection,
  DisclosureForms,
  disclosureFieldIds,
} from '../../features/disclosure/components/disclosure-forms.tsx';
import { SearchedNote } from '../../features/disclosure/components/searched-note.tsx';
import { getDisclosure } from '../../features/disclosure/get-disclosure.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/disclosure';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the request meanwhile. */
export const shouldRevalidate = () => true;

const savedWords: Record<string, string> = {
  new: 'The request is recorded',
  search: 'The search has been started',
  change: 'Your changes are saved',
  pause: 'The request is paused',
  resume: 'The request goes on',
  extend: 'The longer time is taken',
  'ask-check': 'They are asked to check',
  'no-check': 'Nobody is asked to check any more',
  checked: 'Your check is confirmed',
  close: 'The request is closed',
  reopen: 'The request is open again',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    request: await getDisclosure(portal.database.db, viewer, params.disclosureId, portal.stamp().today),
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postDisclosureForm(portal, viewer, params.disclosureId, await request.formData());
  if (!posted.ok) return data(posted, { status: posted.errors['']?.length ? 409 : 422 });
  return redirect(`/disclosures/${params.disclosureId}?saved=${posted.intent}`);
}

export default function Disclosure({ loaderData: { request, saved }, actionData }: Route.ComponentProps) {
  const { may } = request;
  return (
    <Main before={<BackLink href="/disclosures">Requests for disclosure</BackLink>}>
      <title>{pageTitle(`Request ${request.reference}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={disclosureFieldIds(actionData?.intent ?? '')} />
      {saved && !actionData ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{request.owner}</span>
      <h1 className="govuk-heading-l">Request {request.reference}</h1>
      {request.overdue ? (
        <WarningText>The answer is overdue: it was due on {dayInWords(request.dueOn)}.</WarningText>
      ) : null}
      <DisclosureSummaryList request={request} />
      <TwoThirds>
        {request.ownerKind === 'partnership' ? <WhoseRequest kind={request.kind} /> : null}
        <LawDetails request={request} />
        <Progress request={request} />
        {may.search ? (
          <Form method="post">
            <Button
              name="intent"
              value="search"
              variant={request.counts.items > 0 ? 'secondary' : 'primary'}
              preventDoubleClick
            >
              {request.search === null ? 'Search the records' : 'Search again'}
            </Button>
          </Form>
        ) : null}
        <SearchedNote ownerKind={request.ownerKind} />
        <CheckSection key={request.revision} request={request} failed={actionData} />
        {may.handle || may.reopen ? <AnswerSection request={request} /> : null}
        {may.handle || may.reopen ? (
          <>
            <h2 className="govuk-heading-m">Change how it stands</h2>
            <DisclosureForms key={request.revision} request={request} failed={actionData} />
          </>
        ) : null}
      </TwoThirds>
      <DisclosureTimeline request={request} />
    </Main>
  );
}

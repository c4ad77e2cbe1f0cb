import { data, Form, redirect } from 'react-router';
import { leadToPrimary, signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import { sendForSignOff } from '../../features/submissions/commands/send-for-sign-off.server.ts';
import { submitReturn } from '../../features/submissions/commands/submit-return.server.ts';
import { MeetingSummary } from '../../features/submissions/components/meeting-fields.tsx';
import { MissingList, StandardSummary, WarningList } from '../../features/submissions/components/missing-list.tsx';
import { RecipientList } from '../../features/submissions/components/recipient-list.tsx';
import { RecognisableList } from '../../features/submissions/components/recognisable-list.tsx';
import { Rounds } from '../../features/submissions/components/rounds.tsx';
import { SendForm } from '../../features/submissions/components/sign-form.tsx';
import {
  SentBackNote,
  SignatoryList,
  VoidedSignatures,
} from '../../features/submissions/components/signatory-list.tsx';
import { getCheckOfRound } from '../../features/submissions/round-pages.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/check';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Check and send') }];

/** Also after nothing was done because something changed: the page then shows how it stands. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  await carryOnOpening(portal, viewer, organisationScope(viewer, 'return.read'), params.returnId);
  const page = await getCheckOfRound(portal.database.db, viewer, params.returnId, portal.stamp().today);
  if (page.status === 'submitted' || page.status === 'closed') throw redirect(`/returns/${params.returnId}/receipt`);
  return page;
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  const { returnId } = params;
  if (form.get('intent') === 'send-for-sign-off') {
    await sendForSignOff(portal, viewer, { returnId });
    return redirect(`/returns/${returnId}/sign-off?sent=1`);
  }
  if (form.get('intent') !== 'send') throw notFound();
  const sent = await submitReturn(portal, viewer, { returnId });
  if (sent.outcome === 'changed') return data({ changed: true }, 409);
  return redirect(sent.returns > 1 ? `/returns/${sent.returnId}/share?sent=1` : `/returns/${sent.returnId}/receipt`);
}

export default function Check({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}`}>Back to the return</BackLink>}>
      {actionData?.changed ? (
        <NotificationBanner key="changed">
          <BannerHeading>
            Nothing was sent: the return has changed since it was signed. Send it for signatures again.
          </BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {page.organisationName}: {page.cycleName}
      </span>
      <h1 className="govuk-heading-l">Check and send</h1>
      <p className="govuk-body">
        {page.overdue
          ? `This return was due on ${dayInWords(page.dueOn)}. You can still send it; it will be shown as late.`
          : `This return is due on ${dayInWords(page.dueOn)}.`}
      </p>
      <SentBackNote sentBack={page.signOff.sentBack} />
      <TwoThirds>
        <h2 className="govuk-heading-m">What is missing</h2>
        <MissingList missing={page.missing} />
        <WarningList page={page} />
        <RecognisableList recognisable={page.recognisable} />
      </TwoThirds>
      <StandardSummary returnId={page.returnId} standards={page.standards} />
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${page.returnId}/print`} reloadDocument>
          Print or save the whole return
        </Anchor>
      </p>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${page.returnId}/evidence/shared`}>
          See what the partnership will be able to open
        </Anchor>
      </p>
      <RecipientList returnId={page.returnId} recipients={page.recipients} />
      <h2 className="govuk-heading-m">Signatures</h2>
      <SignatoryList signOff={page.signOff} />
      <MeetingSummary returnId={page.returnId} signOff={page.signOff} mayRecord={page.mayRecordMeeting} />
      <NextStep page={page} />
      <AlreadySigned page={page} />
      <VoidedSignatures signOff={page.signOff} />
      <Rounds rounds={page.signOff.rounds} />
    </Main>
  );
}

function NextStep({ page }: { page: Route.ComponentProps['loaderData'] }) {
  if (page.status === 'signed')
    return page.maySend ? (
      <SendForm page={page} />
    ) : (
      <p className="govuk-body">Everybody has signed. The safeguarding lead can send the return now.</p>
    );
  if (page.status === 'awaiting-sign-off')
    return (
      <>
        <p className="govuk-body">
          The return is waiting for signatures. A change to any answer takes it back to work, and signatures on it no
          longer count.
        </p>
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/returns/${page.returnId}/sign-off`}>
            Go to sign-off
          </Anchor>
        </p>
      </>
    );
  if (page.missing.length > 0)
    return (
      <WarningText>
        You can send the return for sign-off when nothing is missing: {countOf(page.missing.length, 'thing')} to put
        right.
      </WarningText>
    );
  if (!page.mayAsk)
    return <p className="govuk-body">Nothing is missing. The safeguarding lead can send the return for sign-off.</p>;
  return (
    <Form method="post">
      <Button name="intent" value="send-for-sign-off" preventDoubleClick>
        Send for sign-off
      </Button>
    </Form>
  );
}

/** Of several copies one is signed already while another is still worked on: it need not wait. */
function AlreadySigned({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const signed = page.recipients.some(({ receives, status }) => receives && status === 'signed');
  return signed && page.maySend && page.status !== 'signed' ? <SendForm page={page} /> : null;
}

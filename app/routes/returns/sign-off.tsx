import { data, redirect } from 'react-router';
import { leadToPrimary, requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { sendReturnBack } from '../../features/submissions/commands/send-back.server.ts';
import { signReturn } from '../../features/submissions/commands/sign-return.server.ts';
import { AtAGlance, WorthAsking } from '../../features/submissions/components/at-a-glance.tsx';
import { MeetingSummary } from '../../features/submissions/components/meeting-fields.tsx';
import { Changes, Concerns, EveryAnswer } from '../../features/submissions/components/reading.tsx';
import { RecipientList } from '../../features/submissions/components/recipient-list.tsx';
import { Rounds } from '../../features/submissions/components/rounds.tsx';
import { SendBackForm, SendForm, SignForms } from '../../features/submissions/components/sign-form.tsx';
import {
  SentBackNote,
  SignatoryList,
  VoidedSignatures,
} from '../../features/submissions/components/signatory-list.tsx';
import { getSignOffOfRound } from '../../features/submissions/round-pages.server.ts';
import { sendBackSchema, signSchema } from '../../features/submissions/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/sign-off';

export const meta: Route.MetaFunction = () => [];

const outcomes: Record<string, string> = {
  sent: 'The return has been sent for sign-off. Everybody who signs has been told',
  signed: 'You have approved this return',
  back: 'The return has gone back to the safeguarding lead with your note',
};

/** Also after nothing was done because something changed: the page then shows how it stands. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  const page = await getSignOffOfRound(portal.database.db, viewer, params.returnId, portal.stamp().today);
  if (page.status === 'submitted' || page.status === 'closed') throw redirect(`/returns/${params.returnId}/receipt`);
  const done = Object.keys(outcomes).find((name) => url.searchParams.has(name));
  return { ...page, done: done === undefined ? null : (outcomes[done] ?? null) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getSignOffOfRound(portal.database.db, viewer, params.returnId, portal.stamp().today);
  const { returnId } = params;
  const form = await request.formData();
  if (form.get('intent') === 'send-back') {
    const parsed = parseForm(sendBackSchema, form);
    if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, 422);
    await sendReturnBack(portal, viewer, { returnId, note: parsed.value.note });
    return redirect(`/returns/${returnId}/sign-off?back=1`);
  }
  const parsed = parseForm(signSchema, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, 422);
  await requireRecentConfirmation(context, request, url);
  const { outcome } = await signReturn(portal, viewer, { returnId, ...parsed.value });
  return outcome === 'changed' ? data({ changed: true }, 409) : redirect(`/returns/${returnId}/sign-off?signed=1`);
}

export default function SignOff({ loaderData: page, actionData }: Route.ComponentProps) {
  const problems = actionData && 'errors' in actionData ? actionData : undefined;
  const signatory = problems?.values.signatory;
  const typedNote = problems?.values.note;
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}`}>Back to the return</BackLink>}>
      <title>{pageTitle('Sign off', problems !== undefined)}</title>
      <FormErrors errors={problems?.errors}>
        <ErrorSummary {...(typeof signatory === 'string' ? { ids: { declared: `declared-${signatory}` } } : {})} />
        {actionData && 'changed' in actionData ? (
          <NotificationBanner key="changed">
            <BannerHeading>
              Nothing was signed: the return changed after you opened this page. What you see now is how it stands.
            </BannerHeading>
          </NotificationBanner>
        ) : page.done && !problems ? (
          <NotificationBanner kind="success" key={page.done}>
            <BannerHeading>{page.done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">
          {page.organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">Sign off</h1>
        <p className="govuk-body">
          {page.overdue ? 'This return was due' : 'This return is due'} on {dayInWords(page.dueOn)}. It answers{' '}
          {page.editionTitle}.
        </p>
        {page.status === 'not-started' || page.status === 'in-progress' ? (
          <p className="govuk-body">
            The return is being worked on and is not waiting for signatures.{' '}
            <Anchor className="govuk-link" href={`/returns/${page.returnId}/check`}>
              See what is missing
            </Anchor>
          </p>
        ) : null}
        <SentBackNote sentBack={page.signOff.sentBack} />
        <SignatoryList signOff={page.signOff} />
        <MeetingSummary returnId={page.returnId} signOff={page.signOff} mayRecord={page.mayRecordMeeting} />
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/organisations/${page.organisationId}/authorities`}>
            Who may sign for somebody else
          </Anchor>
        </p>
        {page.maySend ? <SendForm page={page} /> : null}
        {page.maySignAs[0] === undefined ? null : (
          <p className="govuk-body">
            Read the return below, then{' '}
            <a className="govuk-link" href={`#sign-${page.maySignAs[0]}`}>
              make the declaration
            </a>{' '}
            at the end of the page.
          </p>
        )}
        <AtAGlance page={page} />
        <RecipientList returnId={page.returnId} recipients={page.recipients} />
        <Concerns concerns={page.concerns} />
        <Changes changes={page.changes} standards={page.standards} />
        <WorthAsking warnings={page.warnings} />
        <EveryAnswer standards={page.standards} />
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/returns/${page.returnId}/print`} reloadDocument>
            Read or print the whole return on one page
          </Anchor>
        </p>
        <SignForms page={page} />
        <SendBackForm page={page} typed={typeof typedNote === 'string' ? typedNote : ''} />
        <VoidedSignatures signOff={page.signOff} />
        <Rounds rounds={page.signOff.rounds} />
      </FormErrors>
    </Main>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { listProofs } from '../../features/actions/queries.server.ts';
import { postEntryForm } from '../../features/challenge-log/commands/post-entry-form.server.ts';
import { EntrySummaryList, EntryTimeline } from '../../features/challenge-log/components/entry-detail.tsx';
import { EntryForms, entryFieldIds } from '../../features/challenge-log/components/entry-forms.tsx';
import { getEntry } from '../../features/challenge-log/get-entry.server.ts';
import { EscalationNote } from '../../features/escalation/components/escalation-note.tsx';
import { findEscalationNote } from '../../features/escalation/notes.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { Tagging } from '../../features/partnerships/components/tags.tsx';
import { getTagging } from '../../features/partnerships/tagging.server.ts';
import { RisksOfEntry } from '../../features/registers/risks/components/risk-links.tsx';
import { findRisksOfEntry } from '../../features/registers/risks/queries.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/entry';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the challenge meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const entry = await getEntry(db, viewer, params.entryId, portal.stamp().today);
  const { organisationId } = entry.raisedTo;
  return {
    entry,
    escalation: await findEscalationNote(db, viewer, 'challenge', entry.id, portal.stamp().today),
    tagging: await getTagging(db, viewer, { kind: 'log-entry', ...entry }, portal.stamp().today),
    risks: await findRisksOfEntry(db, viewer, entry),
    proofs: entry.may.answer && organisationId !== null ? await listProofs(db, viewer, organisationId) : [],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await withUpload(uploadsOf(context), request, (upload) =>
    postEntryForm(portal, viewer, params.entryId, upload),
  );
  if (!posted.ok) return data(posted, { status: posted.errors['']?.length ? 409 : 422 });
  return redirect(`/challenge-log/${params.entryId}?saved=${posted.intent}`);
}

const savedWords: Record<string, string> = {
  new: 'The challenge is on the log. An agency’s safeguarding lead has been told.',
  raised: 'The challenge is on the log. Your partnership has been told.',
  'pass-on': 'The challenge is passed on. The agency’s safeguarding lead has been told.',
  answer: 'Your answer is sent.',
  'answer-for': 'The answer is saved.',
  close: 'The challenge is closed.',
  more: 'The challenge waits for an answer again.',
  date: 'The date is moved.',
  tags: 'The tags are saved.',
  risk: 'The risk is saved.',
};

export default function Entry({ loaderData, actionData }: Route.ComponentProps) {
  const { entry, tagging, risks, proofs, escalation } = loaderData;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href="/challenge-log">Back to the challenge log</BackLink>}>
      <title>{pageTitle(`Challenge ${entry.reference}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={entryFieldIds(actionData?.intent ?? '')} />
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{entry.raisedTo.name}</span>
      <h1 className="govuk-heading-l">Challenge {entry.reference}</h1>
      {entry.overdue ? (
        <WarningText>This answer is overdue: it was due on {dayInWords(entry.dueOn)}.</WarningText>
      ) : null}
      <EscalationNote page={escalation} />
      <EntrySummaryList entry={entry} />
      <Tagging tagging={tagging} />
      {risks ? <RisksOfEntry entryId={entry.id} {...risks} /> : null}
      <TwoThirds>
        <EntryForms key={entry.revision} entry={entry} failed={actionData} proofs={proofs} />
      </TwoThirds>
      <EntryTimeline entry={entry} />
    </Main>
  );
}

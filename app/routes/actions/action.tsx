import { data, redirect, useSearchParams } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { postActionForm } from '../../features/actions/commands/post-action-form.server.ts';
import { ActionSummaryList, ActionTimeline } from '../../features/actions/components/action-detail.tsx';
import { type FailedForm, fieldIds } from '../../features/actions/components/form-parts.tsx';
import { DoneForm, ProgressForm } from '../../features/actions/components/owner-forms.tsx';
import { CheckForm, ReopenForm, RescheduleForm } from '../../features/actions/components/partnership-forms.tsx';
import { type ActionDetail, getAction } from '../../features/actions/get-action.server.ts';
import { listProofs } from '../../features/actions/queries.server.ts';
import { EscalationNote } from '../../features/escalation/components/escalation-note.tsx';
import { findEscalationNote } from '../../features/escalation/notes.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/action';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have changed the action meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const action = await getAction(db, viewer, params.actionId, portal.stamp().today);
  const needsProofs = action.may.moves.includes('progress') || action.may.moves.includes('done');
  return {
    action,
    proofs: needsProofs && action.organisation ? await listProofs(db, viewer, action.organisation.id) : [],
    escalation: await findEscalationNote(db, viewer, 'action', action.id, portal.stamp().today),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await withUpload(uploadsOf(context), request, (upload) =>
    postActionForm(portal, viewer, params.actionId, upload),
  );
  if (!posted.ok) return data(posted, { status: posted.errors['']?.length ? 409 : 422 });
  return redirect(`/actions/${params.actionId}?saved=${posted.intent}`);
}

const savedWords: Record<string, string> = {
  new: 'The action is saved and its owner has been told.',
  progress: 'Your progress is posted.',
  done: 'The action is marked as done. The partnership will check it.',
  verified: 'The action is closed.',
  returned: 'The action has been sent back.',
  reopened: 'The action is open again.',
  reschedule: 'The due date is changed.',
};

export default function Action({ loaderData: { action, proofs, escalation }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle(`Action ${action.reference}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={fieldIds(actionData?.intent ?? '')} />
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{action.holder}</span>
      <h1 className="govuk-heading-l">Action {action.reference}</h1>
      {action.overdue ? (
        <WarningText>This action is overdue: it was due on {dayInWords(action.dueOn)}.</WarningText>
      ) : null}
      <EscalationNote page={escalation} />
      <ActionSummaryList action={action} />
      <TwoThirds>
        <Forms key={action.revision} action={action} proofs={proofs} failed={actionData} />
      </TwoThirds>
      <ActionTimeline action={action} />
    </Main>
  );
}

type FormsProps = {
  action: ActionDetail;
  proofs: readonly { readonly id: string; readonly title: string }[];
  failed: FailedForm | undefined;
};

/** The forms that this person may use now. */
function Forms({ action, proofs, failed }: FormsProps) {
  const { may, revision, percent, dueOn } = action;
  const has = (move: (typeof may.moves)[number]) => may.moves.includes(move);
  const proof = { proofs, mayUpload: may.addEvidence };
  return (
    <>
      {may.whyNotVerify === null ? null : <InsetText>{may.whyNotVerify}</InsetText>}
      {has('progress') ? (
        <ProgressForm revision={revision} failed={failed} percent={percent} rag={action.rag} {...proof} />
      ) : null}
      {has('done') ? <DoneForm revision={revision} failed={failed} {...proof} /> : null}
      {has('verified') ? (
        <CheckForm revision={revision} failed={failed} ratify={action.ratify} impactCheckOn={may.impactCheckOn} />
      ) : null}
      {has('reopened') ? <ReopenForm revision={revision} failed={failed} /> : null}
      {may.reschedule ? (
        <RescheduleForm revision={revision} failed={failed} dueOn={dueOn} earlierOnly={!may.grantTime} />
      ) : null}
    </>
  );
}

import { data, redirect, useSearchParams } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { postActionForm } from '../../features/actions/commands/post-action-form.server.ts';
import { ActionSummaryList, ActionTimeline } from '../../features/actions/components/action-detail.tsx';
import { type FailedForm, fieldIds } from '../../features/actions/components/form-parts.tsx';
import { LineageSection, RedAgainWarning } from '../../features/actions/components/lineage.tsx';
import {
  DoneForm,
  MoreTimeForm,
  ProgressForm,
  WithdrawTimeForm,
} from '../../features/actions/components/owner-forms.tsx';
import {
  CheckForm,
  DecideTimeForm,
  ImpactForm,
  ReopenForm,
  RescheduleForm,
} from '../../features/actions/components/partnership-forms.tsx';
import { type ActionDetail, getAction } from '../../features/actions/get-action.server.ts';
import { listProofs } from '../../features/actions/queries.server.ts';
import { listRedAgain } from '../../features/actions/red-again.server.ts';
import { actionScope } from '../../features/actions/scope.server.ts';
import { EscalationNote } from '../../features/escalation/components/escalation-note.tsx';
import { findEscalationNote } from '../../features/escalation/notes.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
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
  const { today } = portal.stamp();
  const action = await getAction(db, viewer, params.actionId, today);
  const needsProofs = action.may.moves.includes('progress') || action.may.moves.includes('done');
  return {
    action,
    redAgain: action.status === 'closed' ? await listRedAgain(db, actionScope(viewer), { actionId: action.id }) : [],
    impactDue: action.impactCheckOn !== null && action.impactCheckOn <= today,
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
  if (posted.next !== null) return redirect(posted.next);
  return redirect(`/actions/${params.actionId}?saved=${posted.intent}`);
}

const savedWords: Record<string, string> = {
  new: 'The action is saved and its owner has been told.',
  progress: 'Your progress is posted.',
  done: 'The action is marked as done. The partnership will check it.',
  'ask-time': 'You have asked for more time. The date stands until somebody grants another.',
  'withdraw-time': 'Your request for more time is taken back.',
  'grant-time': 'More time is granted, and the owner has been told.',
  'refuse-time': 'The request is refused, and the owner has been told.',
  'impact-held': 'It is on record that it holds.',
  'impact-lost': 'It is on record that it does not hold, and the action is open again.',
  edit: 'The action is changed. What it said before is in its history.',
  owner: 'The action has a new owner, who has been told.',
  finding: 'The finding is joined to this action.',
  'decline-finding': 'The finding is declined. The other partnership has been told and reads this action no more.',
  verified: 'The check is recorded.',
  returned: 'The action has been sent back.',
  reopened: 'The action is open again.',
  reschedule: 'The due date is changed.',
};

export default function Action({ loaderData, actionData }: Route.ComponentProps) {
  const { action, redAgain } = loaderData;
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
      <RedAgainWarning found={redAgain} mayFollowUp={action.may.followUp} />
      <EscalationNote page={loaderData.escalation} />
      <ActionSummaryList action={action} />
      <TwoThirds>
        <Forms
          key={action.revision}
          action={action}
          proofs={loaderData.proofs}
          impactDue={loaderData.impactDue}
          failed={actionData}
        />
      </TwoThirds>
      <LineageSection action={action} failed={actionData} />
      <ActionTimeline action={action} />
    </Main>
  );
}

type FormsProps = {
  action: ActionDetail;
  proofs: readonly { readonly id: string; readonly title: string }[];
  impactDue: boolean;
  failed: FailedForm | undefined;
};

/** The forms that this person may use now. */
function Forms({ action, proofs, impactDue, failed }: FormsProps) {
  const { may, revision, percent, dueOn, request } = action;
  const has = (move: (typeof may.moves)[number]) => may.moves.includes(move);
  const proof = { proofs, mayUpload: may.addEvidence };
  return (
    <>
      {may.whyNotVerify === null ? null : <InsetText>{may.whyNotVerify}</InsetText>}
      {has('progress') ? (
        <ProgressForm revision={revision} failed={failed} percent={percent} rag={action.rag} {...proof} />
      ) : null}
      {has('done') ? <DoneForm revision={revision} failed={failed} {...proof} /> : null}
      {may.askTime ? <MoreTimeForm revision={revision} failed={failed} dueOn={dueOn} /> : null}
      {may.withdrawTime ? <WithdrawTimeForm /> : null}
      {may.decideTime && request ? <DecideTimeForm revision={revision} failed={failed} request={request} /> : null}
      {has('verified') ? (
        <CheckForm revision={revision} failed={failed} ratify={action.ratify} impactCheckOn={may.impactCheckOn} />
      ) : null}
      {may.ratify ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/actions/board">
            Record what the board decided
          </Anchor>
        </p>
      ) : null}
      {may.checkImpact ? <ImpactForm revision={revision} failed={failed} due={impactDue} /> : null}
      {has('reopened') ? <ReopenForm revision={revision} failed={failed} /> : null}
      <Changes action={action} />
      {may.reschedule ? (
        <RescheduleForm revision={revision} failed={failed} dueOn={dueOn} earlierOnly={!may.grantTime} />
      ) : null}
    </>
  );
}

/** Pages of their own on which the action is changed. */
function Changes({ action: { id, may, organisation } }: { action: ActionDetail }) {
  const links = [
    ...(may.edit ? [{ href: `/actions/${id}/edit`, words: 'Change what it says' }] : []),
    ...(may.reassign ? [{ href: `/actions/${id}/owner`, words: 'Give it to somebody else' }] : []),
    ...(may.edit && organisation
      ? [{ href: `/actions/join?organisation=${organisation.id}`, words: 'Join another finding to it' }]
      : []),
    ...(may.followUp ? [{ href: `/actions/new?follows=${id}`, words: 'Give an action that follows it' }] : []),
  ];
  if (links.length === 0) return null;
  return (
    <ul className="govuk-list">
      {links.map(({ href, words }) => (
        <li key={href}>
          <Anchor className="govuk-link" href={href}>
            {words}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

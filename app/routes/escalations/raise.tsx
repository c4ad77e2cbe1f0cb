import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { postRaise } from '../../features/escalation/commands/post-forms.server.ts';
import { escalationFieldIds, RaiseForm } from '../../features/escalation/components/escalation-forms.tsx';
import { getRaisePage } from '../../features/escalation/notes.server.ts';
import { subjectIn } from '../../features/escalation/schema.ts';
import { notFound } from '../../platform/refusals.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/raise';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'escalation.change');
  const subject = subjectIn(params.subject);
  if (!subject) throw notFound();
  const page = await getRaisePage(portal.database.db, viewer, subject, params.subjectId, portal.stamp().today);
  if (page.runningId !== null) throw redirect(`/escalations/${page.runningId}`);
  return page;
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'escalation.change');
  const subject = subjectIn(params.subject);
  if (!subject) throw notFound();
  const posted = await postRaise(portal, viewer, { subject, id: params.subjectId }, await request.formData());
  if (!posted.ok) return data(posted, { status: posted.refused ? 409 : 422 });
  return redirect(`/escalations/${posted.id}?saved=raise`);
}

export default function Raise({ loaderData: { name, organisation, dueOn, level }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/escalations">Back to escalation</BackLink>}>
      <title>{pageTitle(`Raise: ${name}`, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} ids={escalationFieldIds('raise')} />
      <span className="govuk-caption-l">{organisation}</span>
      <h1 className="govuk-heading-l">{name}</h1>
      <p className="govuk-body">It was due on {dayInWords(dueOn)} and has not been raised yet.</p>
      <TwoThirds>
        {level === null ? (
          <p className="govuk-body">The ladder for this has no levels.</p>
        ) : (
          <RaiseForm revision={0} level={level} drafts={false} failed={actionData} />
        )}
      </TwoThirds>
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { postLetterForm } from '../../features/challenge/commands/post-letter-form.server.ts';
import { LetterDesk } from '../../features/challenge/components/letter-desk.tsx';
import { getLetterDesk, getSlotSubmission } from '../../features/challenge/letter/letter-queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import type { Route } from './+types/letter';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be writing too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'letter.read');
  const submissionId = await getSlotSubmission(portal.database.db, scope, params.sessionId, params.slotId);
  return { sessionId: params.sessionId, desk: await getLetterDesk(portal, viewer, submissionId) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'letter.issue');
  const submissionId = await getSlotSubmission(portal.database.db, scope, params.sessionId, params.slotId);
  const posted = await postLetterForm(portal, viewer, submissionId, await request.formData());
  return posted.ok
    ? redirect(`${url.pathname}${posted.query}`)
    : data(posted, { status: posted.theirs || posted.reread ? 409 : 422 });
}

export default function SlotLetter({ loaderData: { sessionId, desk }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}`}>Back to the session</BackLink>}>
      <LetterDesk desk={desk} failed={actionData} />
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postLetterForm } from '../../features/challenge/commands/post-letter-form.server.ts';
import { LetterDesk } from '../../features/challenge/components/letter-desk.tsx';
import { getLetterDesk } from '../../features/challenge/letter/letter-queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import type { Route } from './+types/letter';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be writing too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { desk: await getLetterDesk(portal, viewer, params.submissionId) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postLetterForm(portal, viewer, params.submissionId, await request.formData());
  return posted.ok
    ? redirect(`${url.pathname}${posted.query}`)
    : data(posted, { status: posted.theirs || posted.reread ? 409 : 422 });
}

export default function SubmissionLetter({ loaderData: { desk }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/moderation/${desk.submissionId}`}>Back to the return that was sent</BackLink>}>
      <LetterDesk desk={desk} failed={actionData} />
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { MinutesDesk } from '../../features/challenge/components/minutes-desk.tsx';
import { getMinutesDesk } from '../../features/challenge/minutes/minutes-queries.server.ts';
import { postMinutesForm } from '../../features/challenge/minutes/post-minutes-form.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import type { Route } from './+types/minutes';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be writing too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getMinutesDesk(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postMinutesForm(portal, viewer, params.sessionId, await request.formData());
  if (posted.ok) return redirect(`${url.pathname}${posted.query}`);
  return data(posted, { status: posted.theirs || posted.reread ? 409 : 422 });
}

export default function SessionMinutes({ loaderData: desk, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${desk.session.id}`}>Back to the session</BackLink>}>
      <MinutesDesk desk={desk} failed={actionData} />
    </Main>
  );
}

import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { LocalQuestionPage } from '../../features/cycles/components/question-page.tsx';
import { getQuestionPage, saveQuestionForm } from '../../features/cycles/local/question-page.server.ts';
import type { Route } from './+types/new-local-question';

const title = 'Add a local question';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { page: await getQuestionPage(portal, viewer, params.cycleId) };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const saved = await saveQuestionForm(portal, viewer, params.cycleId, await request.formData());
  if (!saved.ok) return data(saved, { status: 422 });
  return redirect(`/cycles/${params.cycleId}/questions?done=saved`);
}

export default function Question({ loaderData, actionData }: Route.ComponentProps) {
  return <LocalQuestionPage title={title} page={loaderData.page} result={actionData} />;
}

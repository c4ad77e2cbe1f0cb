import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postSharedForm } from '../../features/threads/commands/post-thread-forms.server.ts';
import { SharedPage, sharedTitle } from '../../features/threads/components/shared-page.tsx';
import { openSharedThread } from '../../features/threads/shared.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/comments-partnership';

export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams;
  return openSharedThread(portal, viewer, 'agency', params.returnId, {
    standard: search.get('standard') ?? '',
    question: search.get('question') ?? '',
    page: pageAsked(search),
  });
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postSharedForm(portal, viewer, 'agency', params.returnId, await request.formData());
  return posted.ok ? redirect(`${url.pathname}${url.search}`) : data(posted, 422);
}

export default function CommentsWithPartnership({ loaderData: thread, actionData: failed }: Route.ComponentProps) {
  const here = `/returns/${thread.returnId}/comments`;
  return (
    <Main before={<BackLink href={here}>All comments</BackLink>}>
      <title>{pageTitle(sharedTitle(thread), failed !== undefined)}</title>
      <SharedPage thread={thread} action={`${here}/partnership`} failed={failed} />
    </Main>
  );
}
